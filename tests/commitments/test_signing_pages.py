"""The pages of a commitment, as its people see and use them."""

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.urls import reverse
from django.utils import timezone

from commitments import preparing, signing
from commitments.models import Commitment, Decline, Signature
from commitments.responsibility import responsibility_of
from commitments.state import CommitmentStatus
from commitments.tasks import seal_commitment
from masterplans.models import Stage, Status
from tests.commitments.conftest import WORDS
from tests.commitments.making import STROKE, commitment_for, kind, sign
from tests.commitments.making import frozen as freeze
from tests.factories import PASSWORD, OfficialFactory, UserFactory, complete_program
from tests.markup import one_line
from tests.plans import bring_to, give_dimensions

pytestmark = pytest.mark.usefixtures("cache_table")


@pytest.fixture
def at(masterplan):
    """`at("read")` is the address of that page of this masterplan's commitment."""
    return lambda name: reverse(f"commitments:{name}", args=[masterplan.slug])


def text(response):
    return " ".join(one_line(response.content.decode()).split())


def errors_of(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


SIGNED = {"agree": "on", "method": "drawn", "drawing": STROKE, "password": PASSWORD}


# --- the team ---------------------------------------------------------------------------------


def test_before_freezing_the_page_says_when_it_will_be(masterplan, lead, signed_in, at):
    response = signed_in(lead).get(at("detail"))

    assert "Komitmen disiapkan sesudah masterplan disetujui dan dibekukan." in text(response)


def test_before_freezing_nothing_is_prepared(masterplan, lead, signed_in, at):
    response = signed_in(lead).get(at("prepare"), follow=True)

    assert response.redirect_chain == [(at("detail"), 302)]
    assert "Komitmen disiapkan sesudah masterplan dibekukan." in text(response)


def prepared_by_form(officials, **changes):
    order = {f"order_{official.pk}": number for number, official in enumerate(officials, 1)}
    today = str(timezone.localdate())
    return WORDS | {"points": "satu\n\ndua", "date": today} | order | changes


def test_the_form_offers_the_usual_words_and_the_officials(
    frozen, officials, lead, signed_in, at, region
):
    OfficialFactory(region=region, name="Agung Prasetyo, S.T.")
    response = signed_in(lead).get(at("prepare"))

    form = response.context["form"]
    assert form.initial["title"].endswith("Smart City Kabupaten Banjarnegara")
    assert "sinergitas perencanaan Banjarnegara Smart City" in form.initial["points"]
    assert form.initial[f"order_{officials[0].pk}"] == 1  # the head of the region first
    assert "Agung Prasetyo, S.T." in text(response)
    assert "Belum punya akun." in text(response)


def test_the_lead_prepares_in_the_order_of_her_numbers(frozen, officials, lead, signed_in, at):
    bupati, sekda, expert = officials
    given = prepared_by_form(
        [],
        **{f"order_{bupati.pk}": 9, f"order_{sekda.pk}": 2, f"order_{expert.pk}": 30},
        **{f"role_{expert.pk}": "witness", f"capacity_{expert.pk}": "academic"},
        **{f"represented_name_{sekda.pk}": bupati.name, f"represented_position_{sekda.pk}": "Pj"},
    )
    response = signed_in(lead).post(at("prepare"), given, follow=True)

    assert "Komitmen disimpan." in text(response)
    people = Commitment.objects.get().signatories.all()
    assert [person.name for person in people] == [sekda.name, bupati.name, expert.name]
    assert [person.order for person in people] == [2, 9, 30]
    assert (people[2].role, people[2].capacity) == ("witness", "academic")
    assert people[0].represents == "mewakili Drs. H. Suryanto, M.Si. (Pj)"
    assert Commitment.objects.get().points == ["satu", "dua"]


def test_the_same_number_is_parallel_and_a_copy_signs_nothing(
    frozen, officials, lead, signed_in, at
):
    _, sekda, expert = officials
    given = prepared_by_form(officials[:1], **{f"order_{sekda.pk}": 1, f"order_{expert.pk}": 2})
    signed_in(lead).post(at("prepare"), given | {f"role_{expert.pk}": "copy"})

    commitment = Commitment.objects.get()
    assert [person.order for person in commitment.signatories.all()] == [1, 1]
    assert [one.name for one in commitment.copies.all()] == [expert.name]


def test_what_is_missing_is_told_and_everything_typed_is_kept(
    frozen, officials, lead, signed_in, at
):
    name = f"represented_name_{officials[0].pk}"
    given = prepared_by_form(officials[:1], **{name: "Siti", "title": "Pakta"})
    response = signed_in(lead).post(at("prepare"), given | {"last_day": "2020-01-01"})

    assert response.status_code == 422
    assert errors_of(response) == {
        f"represented_position_{officials[0].pk}": ["Tulis juga jabatan yang diwakili."],
        "last_day": ["Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."],
    }
    assert 'value="Pakta"' in text(response)
    assert not Commitment.objects.exists()


def test_nobody_at_all_is_no_commitment(frozen, officials, lead, signed_in, at):
    response = signed_in(lead).post(at("prepare"), prepared_by_form([]))

    assert "paling sedikit satu penandatangan" in text(response)


def test_what_was_prepared_is_changed_in_the_same_form(prepared, officials, lead, signed_in, at):
    browser = signed_in(lead)
    form = browser.get(at("prepare")).context["form"]
    assert form.initial["title"] == WORDS["title"]
    assert form.initial[f"role_{officials[2].pk}"] == "witness"

    browser.post(at("prepare"), prepared_by_form(officials[:2], title="Pakta"))
    assert Commitment.objects.get().title == "Pakta"
    assert Commitment.objects.get().signatories.count() == 2


def test_the_lead_opens_it_with_one_button(prepared, lead, authority, signed_in, at):
    response = signed_in(lead).post(at("open"), follow=True)

    assert "Komitmen dibuka." in text(response)
    assert "Naskah sedang disusun." in text(response)
    assert kind(prepared) == CommitmentStatus.OPENING


def test_without_a_seal_there_is_no_button_but_the_reason(prepared, lead, signed_in, at):
    response = signed_in(lead).get(at("detail"))

    assert "Otoritas sertifikat situs belum dibuat" in text(response)
    assert at("open") not in text(response)
    said = signed_in(lead).post(at("open"), follow=True)
    assert "tidak dapat disegel" in text(said)
    assert kind(prepared) == CommitmentStatus.DRAFT


def test_a_draft_is_thrown_away(prepared, lead, signed_in, at):
    signed_in(lead).post(at("remove"))

    assert not Commitment.objects.exists()


def test_the_page_names_who_is_waited_for(commitment, places, lead, signed_in, at):
    sign(places[0])
    response = signed_in(lead).get(at("detail"))

    assert "Ir. Kartika Nugraheni, M.T. ditunggu tanda tangannya." in text(response)
    assert "1 dari 3 orang sudah menandatangani." in text(response)


def test_cancelling_asks_for_the_reason(commitment, lead, signed_in, at):
    browser = signed_in(lead)
    assert browser.post(at("cancel"), {"reason": ""}).status_code == 422
    response = browser.post(at("cancel"), {"reason": "Salah nama."}, follow=True)

    assert "Salah nama." in text(response)
    assert kind(commitment) == CommitmentStatus.CANCELLED
    assert "Siapkan komitmen" in text(response)


def test_the_next_one_begins_with_the_words_of_the_cancelled_one(
    commitment, officials, lead, signed_in, at
):
    signing.cancel(commitment, by=lead, reason="Salah nama.")
    form = signed_in(lead).get(at("prepare")).context["form"]

    assert form.initial["number"] == "555/123/2023"
    assert form.initial[f"order_{officials[1].pk}"] == 2


@pytest.mark.parametrize("role", ["writer", "viewer", "signatory", "facilitator"])
@pytest.mark.parametrize("name", ["prepare", "open", "remove", "cancel", "remind"])
def test_only_the_lead_and_the_ministry_prepare(role, name, prepared, people, signed_in, at):
    assert signed_in(people[role]).post(at(name)).status_code == 403
    assert signed_in(people["stranger"]).post(at(name)).status_code == 404


# --- those who sign ---------------------------------------------------------------------------


def test_who_is_asked_reads_the_words_and_what_she_promises(
    commitment, places, signed_in, at, queries_of
):
    browser = signed_in(places[0].user)
    response = browser.get(at("read"))

    assert "Pada hari ini, Selasa, tanggal sepuluh bulan Oktober" in text(response)
    assert "Pj. Bupati Banjarnegara" in text(response)
    assert "urutan 1 dari 3" in text(response)
    assert "Yang menjadi tanggung jawab Kabupaten Banjarnegara" in text(response)
    assert "4 program, 2024–2033" in text(response)
    assert "Buku 2: Masterplan, 164 halaman" in text(response)
    assert at("sign") in text(response)
    assert queries_of(browser, at("read")) <= 25


def test_the_head_of_an_agency_reads_the_programs_of_her_agency(
    masterplan, lead, facilitator, people, agency
):
    sub = give_dimensions(masterplan)[0].subdimensions.first()
    program = complete_program(masterplan, sub, agency=agency)
    approved = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    head = people["viewer"]
    OfficialFactory(region=masterplan.region, name="Kepala", agency=agency, user=head)
    commitment = commitment_for(freeze(approved, lead), head)

    found = responsibility_of(commitment.signatories.get())

    assert (found.owner, found.programs) == ("Dinas Kesehatan", [program])
    assert found.amount == sum(line.amount for line in program.budget.all())
    assert not found.is_shortened


def test_who_comes_too_early_reads_and_hears_for_whom_she_waits(places, signed_in, at):
    browser = signed_in(places[1].user)
    response = browser.get(at("read"))

    assert "Belum giliran Anda" in text(response)
    assert at("sign") not in text(response)
    assert browser.get(at("sign")).url == at("read")
    assert browser.post(at("sign"), SIGNED).url == at("read")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("name", ["read", "sign", "done", "decline"])
def test_who_is_not_in_the_list_finds_no_place_to_sign(name, commitment, people, signed_in, at):
    for role in ("lead", "viewer", "national", "stranger"):
        assert signed_in(people[role]).get(at(name)).status_code == 404


def test_she_signs_with_a_drawing_and_her_password(commitment, places, signed_in, at):
    response = signed_in(places[0].user).post(at("sign"), SIGNED, follow=True)

    assert response.redirect_chain == [(at("done"), 302)]
    assert "Terima kasih, tanda tangan Anda tercatat." in text(response)
    assert commitment.code in text(response)
    signature = Signature.objects.get()
    assert (signature.method, signature.drawing) == ("drawn", STROKE)
    assert signature.second_factor == "kata sandi"


def test_without_a_script_she_signs_by_typing_her_name(places, signed_in, at):
    browser = signed_in(places[0].user)
    offered = text(browser.get(at("sign")))
    assert 'value="typed" ' in offered
    assert "Ketik persis: Suryanto." in offered

    browser.post(at("sign"), SIGNED | {"method": "typed", "typed_name": "suryanto", "drawing": ""})
    assert Signature.objects.get().typed_name == "suryanto"


def test_the_affirmation_is_not_ticked_for_her_and_is_needed(places, signed_in, at):
    browser = signed_in(places[0].user)
    assert not browser.get(at("sign")).context["form"]["agree"].value()

    response = browser.post(at("sign"), {k: v for k, v in SIGNED.items() if k != "agree"})
    assert list(errors_of(response)) == ["agree"]
    assert not Signature.objects.exists()


def test_a_wrong_password_keeps_the_drawing_and_shows_no_password(places, signed_in, at):
    response = signed_in(places[0].user).post(at("sign"), SIGNED | {"password": "bukan ini"})

    assert response.status_code == 422
    assert "Kata sandi tidak cocok. Tanda tangan Anda masih ada" in text(response)
    assert f'value="{STROKE}"' in text(response)
    assert "bukan ini" not in text(response)
    assert not Signature.objects.exists()


def test_a_wrong_password_keeps_the_typed_name(places, signed_in, at):
    given = SIGNED | {"method": "typed", "typed_name": "Suryanto", "password": "bukan ini"}
    response = signed_in(places[0].user).post(at("sign"), given)

    assert response.context["form"]["typed_name"].value() == "Suryanto"


def test_after_five_wrong_passwords_even_the_right_one_waits(places, signed_in, at):
    browser = signed_in(places[0].user)
    for _ in range(5):
        browser.post(at("sign"), SIGNED | {"password": "bukan ini"})
    response = browser.post(at("sign"), SIGNED)

    assert "Sudah lima kali kata sandi tidak cocok. Tunggu 15 menit" in text(response)
    assert not Signature.objects.exists()


def test_a_slip_elsewhere_costs_no_try_of_the_password(places, signed_in, at):
    browser = signed_in(places[0].user)
    for _ in range(6):
        browser.post(at("sign"), SIGNED | {"drawing": "", "password": "bukan ini"})

    assert browser.post(at("sign"), SIGNED).url == at("done")


def test_the_signature_says_what_opened_the_session(places, rf, signed_in, at):
    browser = signed_in(places[0].user)
    session = browser.session
    request = rf.get("/")
    request.session, request.user = session, places[0].user
    for step in ({"method": "password"}, {"method": "mfa", "type": "totp"}):
        record_authentication(request, places[0].user, **step)
    session.save()
    browser.post(at("sign"), SIGNED)

    assert Signature.objects.get().second_factor == "kata sandi + kode aplikasi"


def test_signing_again_leads_to_the_thanks(places, signed_in, at):
    browser = signed_in(places[0].user)
    browser.post(at("sign"), SIGNED)

    assert browser.post(at("sign"), SIGNED).url == at("done")
    assert browser.get(at("read")).url == at("done")
    assert Signature.objects.count() == 1


def test_the_next_page_after_sign_in_is_the_letter_that_waits(places, signed_in, at):
    assert signed_in(places[0].user).get("/").url == at("read")
    sign(places[0])
    assert signed_in(places[1].user).get("/").url == at("read")


def test_she_declines_with_a_reason(commitment, places, signed_in, at):
    browser = signed_in(places[0].user)
    assert browser.post(at("decline"), {"reason": " "}).status_code == 422
    response = browser.post(at("decline"), {"reason": "Belum dibahas DPRD."}, follow=True)

    assert "Penolakan Anda dicatat" in text(response)
    assert "Drs. H. Suryanto, M.Si. tidak bersedia menandatangani." in text(response)
    assert Decline.objects.get().reason == "Belum dibahas DPRD."
    assert kind(commitment) == CommitmentStatus.DECLINED


def test_after_cancelling_the_old_link_says_so(commitment, places, lead, signed_in, at):
    signing.cancel(commitment, by=lead, reason="Salah nama.")
    response = signed_in(places[0].user).get(at("read"))

    assert "Komitmen ini dibatalkan." in text(response)
    assert at("sign") not in text(response)


# --- files ------------------------------------------------------------------------------------


def test_members_take_home_the_letter_and_the_sealed_document(
    commitment, places, people, signed_in, at
):
    browser = signed_in(people["viewer"])
    letter = browser.get(at("draft"))
    assert letter.content == bytes(commitment.shown_letter.pdf)
    assert letter["Content-Disposition"].startswith("attachment")
    assert browser.get(at("document")).status_code == 404

    for place in places:
        sign(place)
    seal_commitment.call(commitment.pk)
    document = browser.get(at("document"))
    assert document["Content-Type"] == "application/pdf"
    assert document.content == bytes(Commitment.objects.get().document.pdf)
    assert signed_in(people["stranger"]).get(at("document")).status_code == 404


def test_the_pages_ask_the_database_as_often_for_one_as_for_twelve(
    frozen, lead, region, signed_in, at, queries_of
):
    officials = [OfficialFactory(region=region, user=UserFactory()) for _ in range(12)]
    commitment = preparing.prepare(frozen.editions.get(), **WORDS, officials=officials[:1], by=lead)
    browser = signed_in(lead)
    of_one = [queries_of(browser, at(name)) for name in ("detail", "prepare")]
    preparing.update(commitment, **WORDS, officials=officials, by=lead)

    assert [queries_of(browser, at(name)) for name in ("detail", "prepare")] == of_one
    assert max(of_one) <= 14
