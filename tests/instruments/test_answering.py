"""A region answers, proves and hands in; an officer appoints, opens and copies."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from instruments import answering, appointing, opening
from instruments.models import Assessment, AssessmentState, Assessor, Evidence, Instrument
from letters.models import Letter
from revisions.answers import HEADER
from tests.factories import (
    InstrumentFactory,
    MembershipFactory,
    bring_assessment_to,
    open_instrument_with,
)
from tests.world import PIXEL
from uploads.checking import UploadRefused, check

S = AssessmentState
FLAT = {}  # the queries of each page, however many questions


@pytest.fixture
def place(assessment, questions):
    return reverse(
        "instruments:answer", args=[assessment.region.code, assessment.pk, questions[0].pk]
    )


def test_an_answer_saves_itself_and_a_second_writer_is_shown_both(
    assessment, lead, writer, signed_in, place
):
    def types(person, text, **more):
        headers = {HEADER: str(person.pk)}
        return signed_in(person).post(
            place, {"token": token, "text": text, "claimed": "3"} | more, headers=headers
        )

    token = "0 ~"
    first = types(lead, "Serat optik di 20 kecamatan.")
    assert first.json()["state"] == "saved"
    clash = types(writer, "Belum ada.")
    assert clash.status_code == 409
    assert "Serat optik" in clash.json()["html"]
    answer = assessment.answers.get()
    assert (answer.text, answer.claimed) == ("Serat optik di 20 kecamatan.", 3)
    odd = types(lead, "Serat optik di 20 kecamatan.", claimed="9")
    assert "0 sampai 4" in odd.json()["messages"]["claimed"]


def test_evidence_is_a_checked_file_or_a_link_kept_once(assessment, questions, lead, settings):
    def add(**more):
        return answering.add_evidence(assessment, questions[0], title="SK", by=lead, **more)

    first = add(upload=SimpleUploadedFile("sk.png", PIXEL))
    assert add(upload=SimpleUploadedFile("sk.png", PIXEL)) == first
    add(link="https://jdih.example/1")
    assert Evidence.objects.count() == 2
    assert first.name == "sk.png"


def test_a_file_of_60_mb_is_refused_in_a_sentence(assessment, lead, signed_in, place):
    large = SimpleUploadedFile("besar.pdf", b"%PDF-")
    large.size = 60 * 1024 * 1024
    with pytest.raises(UploadRefused, match="Berkas 60 MB; batasnya"):
        check(large)
    file = SimpleUploadedFile("x.svg", b"<svg/>")
    answered = signed_in(lead).post(f"{place}bukti/", {"title": "Foto", "upload": file})
    assert answered.status_code == 422
    assert "SVG tidak diterima" in answered.text
    assert 'value="Foto"' in answered.text
    neither = signed_in(lead).post(f"{place}bukti/", {"title": "Foto"})
    assert "Pilih satu berkas" in neither.text


def answered(assessment, questions, lead):
    for question in questions:
        assessment.answers.create(question=question, text="Ada.", changed_by=lead)


def test_answers_are_handed_in_without_evidence_but_not_without_words(
    assessment, questions, lead, signed_in
):
    with pytest.raises(answering.HandInError, match=r"Belum dijawab: pertanyaan 1\.1, 1\.2, 2\.1"):
        answering.hand_in(assessment, by=lead)
    answered(assessment, questions, lead)
    shown = signed_in(lead).get(assessment.get_absolute_url()).text
    assert "Tiga jawaban tanpa bukti dukung" in shown
    assert shown.count("Tanpa bukti") == 3

    assert answering.hand_in(assessment, by=lead).is_handed_in
    assert answering.hand_in(assessment, by=lead).is_handed_in  # a double click


def test_after_the_last_day_nothing_is_written_until_it_is_extended(
    assessment, questions, lead, national, signed_in, place
):
    answered(assessment, questions, lead)
    today = timezone.localdate()
    Assessment.objects.filter(pk=assessment.pk).update(
        opens_on=today - timedelta(days=9), closes_on=today - timedelta(days=2)
    )
    with pytest.raises(answering.HandInError, match="Masa menjawab berakhir"):
        answering.hand_in(assessment, by=lead)
    late = signed_in(lead).post(place, {"token": "0 ~", "text": "Terlambat."})
    assert late.status_code == 409
    assert "Masa menjawab berakhir" in late.text
    assert "Terlambat." in late.text  # what was typed stays in the box
    with pytest.raises(answering.HandInError, match="hari ini"):
        answering.extend(assessment, closes_on=today - timedelta(days=1), by=national)
    answering.extend(assessment, closes_on=today, by=national)
    assert answering.hand_in(assessment, by=lead).is_handed_in
    back = answering.return_answers(assessment, why="Lampirkan SK.", closes_on=today, by=national)
    assert back.is_answering
    assert "Lampirkan SK." in signed_in(lead).get(assessment.get_absolute_url()).text


def test_an_assessor_without_account_gets_one_and_a_letter_with_a_password_link(
    assessment, national
):
    seat = appointing.appoint(
        assessment,
        email="Ratna@UGM.example",
        name="Dr. Ratna Kusuma",
        affiliation="Universitas Gadjah Mada",
        by=national,
    )
    letter = Letter.objects.get(kind=appointing.LETTER)
    written = appointing.write_first_letter(letter)

    assert User.objects.get(email="ratna@ugm.example") == seat.user
    assert "/akun/" in written.text
    assert "Banjarnegara" in written.subject
    assert letter.text == ""  # the link is in no table


REFUSED = [
    ("region", "provinsinya"),
    ("province", "provinsinya"),
    ("nation", "tidak menilai sendiri"),
    ("unnamed", "Tulis nama lengkapnya"),
]


@pytest.mark.parametrize(("who", "sentence"), REFUSED)
def test_who_cannot_assess_is_told_why(assessment, people, national, signed_in, who, sentence):
    email = {
        "region": people["viewer"].email,
        "province": people["province_officer"].email,
        "nation": national.email,
        "unnamed": "baru@contoh.example",
    }[who]
    where = reverse("instruments:assessors", args=[assessment.region.code, assessment.pk])
    answered = signed_in(national).post(where, {"email": email, "affiliation": "UGM"})

    assert answered.status_code == 422
    assert sentence in answered.text
    assert email in answered.text
    assert not Assessor.objects.exists()


def test_scoring_begins_with_two_assessors_and_there_are_five_at_most(
    assessment, lead, national, elsewhere
):
    def appoint(number):
        email, name = f"asesor{number}@contoh.example", f"Asesor {number}"
        return appointing.appoint(assessment, email=email, name=name, affiliation="X", by=national)

    appoint(1)
    with pytest.raises(appointing.AppointmentError, match="sesudah daerah menyerahkan"):
        appointing.begin_scoring(assessment, by=national)
    bring_assessment_to(assessment, S.HANDED_IN)
    with pytest.raises(appointing.AppointmentError, match="paling sedikit 2"):
        appointing.begin_scoring(assessment, by=national)
    assert appoint(1) == appoint(1)
    for number in range(2, 6):
        appoint(number)
    with pytest.raises(appointing.AppointmentError, match="Paling banyak 5"):
        appoint(6)
    assert appointing.begin_scoring(assessment, by=national).is_scoring
    appointing.dismiss(assessment.assessors.last(), by=national)
    assert assessment.assessors.count() == 4


@pytest.mark.django_db
def test_the_instrument_that_ships_is_whole_loaded_once_and_copied_with_one_click(national):
    for _ in range(2):
        call_command("load_instruments", verbosity=0)
    instrument = Instrument.objects.get()
    assert instrument.is_draft
    assert opening.gaps_of(instrument) == []
    opening.open_instrument(instrument, by=national)

    copy = opening.copy_instrument(instrument, by=national)

    assert copy == opening.copy_instrument(instrument, by=national)
    assert (copy.year, copy.state, copy.title) == (2024, "draft", "Asesmen kesiapan daerah 2024")
    pairs = zip(copy.components.all(), instrument.components.all(), strict=True)
    assert all(
        (one.code, one.weight, one.questions.count())
        == (other.code, other.weight, other.questions.count())
        for one, other in pairs
    )


def test_a_draft_with_gaps_is_not_opened(national, db):
    instrument = InstrumentFactory()
    with pytest.raises(opening.InstrumentError, match="belum punya komponen"):
        opening.open_instrument(instrument, by=national)


def test_regions_are_asked_by_name_or_code_once(people, region, elsewhere, national, signed_in):
    instrument = open_instrument_with()
    where = reverse("instruments:ask_regions", args=[instrument.pk])
    days = {"opens_on": date(2023, 1, 2), "closes_on": date(2023, 1, 20)}
    bad = signed_in(national).post(where, days | {"regions": "Kota Ambon\nAtlantis"})
    assert "“Atlantis” tidak dikenal" in bad.text
    assert not instrument.assessments.exists()

    names = "Kota Ambon\n33.04\nKabupaten Banjarnegara"
    for _ in range(2):
        signed_in(national).post(where, days | {"regions": names})

    assert {one.region for one in instrument.assessments.all()} == {region, elsewhere}
    assert Letter.objects.filter(kind="instruments/mail/opened").count() == 2
    backwards = {"opens_on": date(2023, 2, 2), "closes_on": date(2023, 1, 20)}
    province = MembershipFactory(region=region.parent, role="lead").region
    odd = signed_in(national).post(where, backwards | {"regions": province.code})
    assert "Batas penyerahan harus sesudah tanggal dibuka." in odd.text


@pytest.mark.parametrize("questions_of_each", [1, 6])
def test_the_pages_ask_the_same_number_of_queries_for_many_questions(
    people, region, national, lead, signed_in, queries_of, questions_of_each
):
    instrument = open_instrument_with(((50, (1,) * questions_of_each),) * 2)
    made = opening.open_assessments(
        instrument,
        [region],
        opens_on=date(2020, 1, 1),
        closes_on=date(2099, 1, 1),
        by=national,
    )[0]
    seat = Assessor.objects.create(
        assessment=made, user=MembershipFactory().user, affiliation="X", appointed_by=national
    )
    bring_assessment_to(made, S.SCORING)
    counts = {
        "lead": queries_of(signed_in(lead), made.get_absolute_url()),
        "assessor": queries_of(signed_in(seat.user), made.get_absolute_url()),
        "mine": queries_of(signed_in(seat.user), reverse("instruments:mine")),
        "instrument": queries_of(signed_in(national), instrument.get_absolute_url()),
    }
    FLAT.setdefault("counts", counts)
    assert FLAT["counts"] == counts


def test_the_first_thing_on_the_page_of_the_region_is_the_instrument_that_waits(
    assessment, lead, people, signed_in
):
    where = reverse("monitoring:region", args=[assessment.region.code])
    assert "Jawab Asesmen 2024." in signed_in(lead).get(where).text
    assert "Jawab Asesmen 2024." not in signed_in(people["viewer"]).get(where).text
    bring_assessment_to(assessment, S.HANDED_IN)
    assert "Jawab Asesmen 2024." not in signed_in(lead).get(where).text
