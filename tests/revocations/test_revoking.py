"""A sealed commitment is voided by a Berita Acara Pembatalan, signed as it was itself."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from commitments import preparing
from commitments.locking import SigningError
from commitments.models import Commitment
from commitments.state import CommitmentStatus
from masterplans.models import Masterplan, Status
from revocations.preparing import prepare_revocation, usual_signatories
from seals.verification import verify_pdf
from stages import workflow
from tests.commitments.making import kind, next_edition_sealed
from tests.factories import OfficialFactory, UserFactory
from tests.identities.making import prove
from tests.revocations.conftest import GROUNDS, words
from tests.signing.conftest import sign_in_browser
from tests.verification.test_pages import text as text_of

pytestmark = pytest.mark.system


def fresh(commitment):
    return Masterplan.objects.get(pk=commitment.masterplan.pk)


def test_the_berita_acara_names_what_it_voids_and_why(asked, sealed, pages):
    said = " ".join(pages(bytes(asked.shown_letter.pdf)))

    document = sealed.document
    for one in ("BERITA ACARA PEMBATALAN KOMITMEN BERSAMA", "Nomor 555/207/2024",
                "Pada hari ini, Senin, tanggal empat bulan Maret tahun dua ribu dua puluh empat",
                sealed.title, "555/123/2023", "10 Oktober 2023", sealed.code, GROUNDS,
                document.sha256[:32], document.sha256[32:], "Pj. Bupati Banjarnegara",
                "menerima tembusannya: Dr. Dewi Pramesti"):  # fmt: skip
        assert one in said
    assert "Lampiran: masterplan" not in said


def test_the_commitment_counts_until_its_berita_acara_is_sealed(asked, sealed, client):
    sign_in_browser(asked.signatories.select_related("user").first())

    assert kind(sealed) == CommitmentStatus.SEALED
    said = text_of(client.get(reverse("verification:show", args=[sealed.code])))
    assert "Dokumen dengan kode ini terdaftar dan sah." in said
    assert "batal" not in said
    assert fresh(sealed).status == Status.SIGNED


def test_once_it_is_sealed_the_commitment_is_void_and_says_why(revoked, revocation, client):
    assert kind(revoked) == CommitmentStatus.REVOKED
    assert kind(revocation) == CommitmentStatus.SEALED
    assert fresh(revoked).status == Status.SIGNED
    page = client.get(reverse("verification:show", args=[revoked.code]))
    said = text_of(page)
    assert "Dibatalkan: komitmen ini tidak berlaku lagi." in said
    assert GROUNDS in said
    assert reverse("verification:show", args=[revocation.code]) in page.content.decode()
    sha256 = hashlib.sha256(bytes(revoked.document.pdf)).hexdigest()
    of_file = text_of(client.get(reverse("verification:search"), {"sha256": sha256}))
    assert "Berkas ini asli, tetapi dibatalkan" in of_file
    of_paper = text_of(client.get(reverse("verification:show", args=[revocation.code])))
    assert "Dokumen dengan kode ini terdaftar dan sah." in of_paper
    assert revoked.code in of_paper


def test_the_sealed_berita_acara_is_a_sound_file(revocation, authority):
    assert verify_pdf(bytes(revocation.document.pdf), authority=authority).sound


def test_the_plan_is_reopened_after_a_berita_acara_as_the_next_edition(revoked, facilitator):
    plan = workflow.reopen_stage(fresh(revoked), by=facilitator, note="Susunan berubah.")

    assert (plan.status, plan.edition_number) == (Status.WRITING, 2)
    assert kind(revoked) == CommitmentStatus.REVOKED


def test_nobody_reopens_while_a_berita_acara_is_signed(asked, facilitator):
    with pytest.raises(workflow.WorkflowError, match="Berita Acara Pembatalan edisi ini masih"):
        workflow.reopen_stage(fresh(asked), by=facilitator, note="Susunan berubah.")


def test_what_is_superseded_is_reached_from_the_plan_and_says_so(sealed, people, signed_in):
    following = next_edition_sealed(sealed, lead=people["lead"], facilitator=people["facilitator"])

    assert kind(sealed) == CommitmentStatus.SUPERSEDED
    assert kind(following) == CommitmentStatus.SEALED
    viewer, slug = signed_in(people["viewer"]), sealed.masterplan.slug
    for page in ("commitments:detail", "exports:books", "stages:overview"):
        at = reverse(page, args=[slug])
        assert reverse("verification:show", args=[sealed.code]) in viewer.get(at).content.decode()


def test_what_is_superseded_or_reopened_is_not_revoked(sealed, people, officials):
    next_edition_sealed(sealed, lead=people["lead"], facilitator=people["facilitator"])

    with pytest.raises(SigningError, match="menggantikannya"):
        prepare_revocation(sealed, officials=officials, by=people["lead"], **words(sealed))


@pytest.mark.parametrize("changes", [{"grounds": " "}, {"points": [""]}])
def test_without_grounds_or_words_nothing_is_written(sealed, officials, lead, changes):
    with pytest.raises(SigningError):
        prepare_revocation(sealed, officials=officials, by=lead, **words(sealed, **changes))


def test_the_head_of_region_always_signs(sealed, officials, lead):
    with pytest.raises(SigningError, match="Kepala daerah ikut"):
        prepare_revocation(sealed, officials=officials[1:], by=lead, **words(sealed))


def test_a_commitment_has_one_living_berita_acara(written, sealed, officials, lead):
    with pytest.raises(SigningError, match="sudah punya Berita"):
        prepare_revocation(sealed, officials=officials, by=lead, **words(sealed))
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(**copied(written), code="0000-0000-0001")
    preparing.remove(written, by=lead)
    assert prepare_revocation(sealed, officials=officials, by=lead, **words(sealed))


def copied(one, **changes):
    names = ("kind", "revokes", "grounds", "edition", "title", "points", "place", "date")
    return {name: getattr(one, name) for name in (*names, "created_by")} | changes


@pytest.mark.parametrize(
    "changes", [{"revokes": None}, {"grounds": ""}, {"kind": "commitment"}], ids=str
)
def test_raw_rows_of_half_a_revocation_are_refused(written, changes):
    written.signatories.all().delete()
    values = copied(written, code="0000-0000-0002", **changes)
    written.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(**values)


def test_what_is_not_sealed_is_not_revoked_even_by_raw_sql(shown, officials, lead):
    with pytest.raises(SigningError):
        prepare_revocation(shown, officials=officials, by=lead, **words(shown))
    values = copied(shown, kind="revocation", revokes=shown, grounds="Alasan.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(**values, code="0000-0000-0003")


@pytest.mark.parametrize("column", ["grounds", "number", "revokes_id", "kind"])
def test_nothing_of_a_sealed_one_changes(revocation, column):
    value = {"revokes_id": "NULL"}.get(column, "'lain'")
    change = f"UPDATE commitments_commitment SET {column} = {value} WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [revocation.pk])


def test_who_follows_in_office_is_proposed_in_the_place_of_who_signed(sealed, officials, region):
    bupati, sekda, expert = officials
    bupati.is_head_of_region = False
    bupati.position = "Bupati Banjarnegara 2017-2022"
    bupati.save()
    heir = OfficialFactory(
        region=region, name="dr. Amalia Desiana", position="Bupati Banjarnegara",
        is_head_of_region=True, user=UserFactory(name="dr. Amalia Desiana"),
    )  # fmt: skip
    prove(heir)

    places = usual_signatories(sealed, [heir, bupati, sekda])
    assert [(one.official, one.order) for one in places][1:] == [(sekda, 2)]
    assert expert not in [one.official for one in places]


def test_the_plan_says_first_that_its_commitment_is_void(revoked, people, signed_in):
    at = reverse("stages:overview", args=[revoked.masterplan.slug])

    assert "Komitmen edisi ini dibatalkan dengan Berita Acara" in text_of(
        signed_in(people["viewer"]).get(at)
    )
    kept = reverse("verification:certificate", args=[revoked.code])
    assert signed_in(people["viewer"]).get(kept).status_code == 404  # a worker has not made it yet
