"""Before the first signature: who is written down, and when the signing may begin."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commitments import preparing
from commitments.locking import SigningError
from commitments.models import Commitment, ShownLetter, Signatory
from commitments.state import CommitmentStatus
from commitments.tasks import show_letter
from regions.models import Membership, Role
from stages import workflow
from tests.commitments.conftest import WORDS, text_of, work
from tests.commitments.making import kind, sign, verbs
from tests.factories import OfficialFactory, UserFactory

# --- preparing --------------------------------------------------------------------------------


def test_the_letter_names_people_as_the_official_form_does(prepared):
    bupati, sekda, expert = prepared.signatories.all()

    assert (bupati.name, bupati.position) == ("Drs. H. Suryanto, M.Si.", "Pj. Bupati Banjarnegara")
    assert (bupati.nip, bupati.rank) == ("", "")
    assert sekda.nip == "197001011995032001"
    assert sekda.rank == "Pembina Utama Madya (IV/d)"
    assert sekda.institution == ""  # “Sekretaris Daerah” says it already
    assert (expert.institution, expert.role) == ("Universitas Jenderal Soedirman", "witness")
    assert [person.order for person in (bupati, sekda, expert)] == [1, 2, 3]


def test_later_changes_of_an_official_do_not_reach_the_letter(prepared, officials):
    before = prepared.signatories.first()
    officials[0].rank, officials[0].nip = "Pembina", "197001011995031009"
    officials[0].save()

    after = prepared.signatories.first()
    assert (after.rank, after.nip) == (before.rank, before.nip)


def test_the_name_of_an_official_stays_from_freezing_to_the_seal(prepared, officials):
    officials[0].name = "Nama Lain, S.H."
    with pytest.raises(IntegrityError, match="sedang ditandatangani"), transaction.atomic():
        officials[0].save()


def test_a_code_is_easy_to_read_out_and_never_drawn_twice(prepared):
    assert [len(group) for group in prepared.code.split("-")] == [4, 4, 4]
    assert not set(prepared.code) & set("ILOU")


def test_who_has_no_account_is_named(frozen, officials, lead, region):
    stranger = OfficialFactory(region=region, name="Agung Prasetyo, S.T.")

    with pytest.raises(SigningError, match=r"^Agung Prasetyo, S.T. belum punya akun"):
        preparing.prepare(frozen.editions.get(), **WORDS, officials=[*officials, stranger], by=lead)
    assert not Commitment.objects.exists()


def test_one_person_has_one_place(frozen, officials, lead, region):
    twin = OfficialFactory(region=region, name="Suryanto", user=officials[0].user)

    with pytest.raises(SigningError, match="memakai akun yang sama"):
        preparing.prepare(frozen.editions.get(), **WORDS, officials=[*officials, twin], by=lead)


def test_an_official_of_another_region_does_not_sign_here(frozen, lead, elsewhere):
    foreign = OfficialFactory(region=elsewhere, name="Orang Ambon", user=UserFactory())

    with pytest.raises(SigningError, match="Orang Ambon bukan pejabat daerah ini"):
        preparing.prepare(frozen.editions.get(), **WORDS, officials=[foreign], by=lead)


def test_an_edition_has_one_living_commitment(prepared, officials, lead):
    with pytest.raises(SigningError, match="sudah punya komitmen yang berjalan"):
        preparing.prepare(prepared.edition, **WORDS, officials=officials, by=lead)


def test_only_a_frozen_masterplan_is_committed_to(prepared, officials, lead, facilitator):
    edition = prepared.edition
    preparing.remove(prepared, by=lead)
    workflow.reopen_stage(edition.masterplan, by=facilitator, note="Anggaran keliru.")

    with pytest.raises(SigningError, match="bukan edisi beku yang berlaku"):
        preparing.prepare(edition, **WORDS, officials=officials, by=lead)


def test_words_and_order_change_until_it_is_opened(prepared, officials, lead):
    code = prepared.code
    changed = preparing.update(
        prepared, **(WORDS | {"title": "Pakta"}), officials=officials[1::-1], by=lead
    )

    assert (changed.title, changed.code) == ("Pakta", code)
    assert [person.position for person in changed.signatories.all()] == [
        "Sekretaris Daerah",
        "Pj. Bupati Banjarnegara",
    ]
    assert verbs(changed) == ["prepared", "changed"]


def test_nothing_changes_after_it_was_opened(commitment, officials, lead):
    with pytest.raises(SigningError, match="sudah dibuka"):
        preparing.update(commitment, **WORDS, officials=officials, by=lead)
    with pytest.raises(SigningError, match="sudah dibuka"):
        preparing.remove(commitment, by=lead)


# --- opening ----------------------------------------------------------------------------------


def test_nobody_is_asked_to_sign_what_the_site_could_not_seal(prepared, lead):
    with pytest.raises(SigningError, match="tidak dapat disegel"):
        preparing.open_for_signing(prepared, by=lead)

    assert kind(prepared) == CommitmentStatus.DRAFT


def test_nobody_is_invited_when_a_certificate_ends_before_the_last_day(prepared, lead, authority):
    prepared.deadline = authority.seal.not_valid_after_utc + timedelta(days=1)
    prepared.save()

    with pytest.raises(SigningError, match="sebelum penandatanganan selesai"):
        preparing.open_for_signing(prepared, by=lead)
    assert kind(prepared) == CommitmentStatus.DRAFT


def test_opening_gives_every_signatory_the_role_that_asks_for_a_second_factor(
    prepared, officials, lead, authority
):
    preparing.open_for_signing(prepared, by=lead)

    holders = Membership.objects.filter(region=prepared.region, role=Role.SIGNATORY)
    assert {member.user for member in holders} == {official.user for official in officials}


def test_opening_twice_opens_once(prepared, lead, authority):
    first = preparing.open_for_signing(prepared, by=lead).opened_at

    assert preparing.open_for_signing(prepared, by=lead).opened_at == first
    assert verbs(prepared) == ["prepared", "opened"]


def test_nobody_signs_before_the_letter_is_there_to_be_read(prepared, lead, authority):
    preparing.open_for_signing(prepared, by=lead)

    assert kind(prepared) == CommitmentStatus.OPENING
    with pytest.raises(SigningError, match="Naskah sedang disusun"):
        sign(prepared.signatories.first())
    assert not Signatory.objects.waiting_for(prepared.signatories.first().user)


@pytest.mark.django_db(transaction=True)
def test_only_the_first_is_told_when_the_letter_is_there(prepared, lead, authority, sent):
    preparing.open_for_signing(prepared, by=lead)
    work()

    (letter,) = sent()
    assert letter["To"] == prepared.signatories.first().user.email
    assert "Mohon tanda tangan Anda" in letter["Subject"]
    assert "mohon tanda tangan Anda sebagai Pj. Bupati Banjarnegara, segera" in text_of(letter)
    assert f"/masterplan/{prepared.masterplan.slug}/komitmen/baca/" in text_of(letter)


def test_the_letter_is_printed_once(commitment):
    before = ShownLetter.objects.get()
    show_letter.call(commitment.pk)

    assert ShownLetter.objects.get().sha256 == before.sha256
    assert bytes(before.pdf).startswith(b"%PDF")
