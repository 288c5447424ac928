"""What the database refuses, whoever writes: the ORM in a shell, a script, raw SQL."""

import hashlib

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from commitments import signing
from commitments.models import Commitment, Decline, Signatory, Signature, SignedDocument
from tests.commitments.making import (
    commitment_for,
    opened,
    put_revision,
    put_signature,
)
from tests.factories import UserFactory

INSERT_SIGNATURE = (
    "INSERT INTO commitments_signature"
    " (signatory_id, at, method, typed_name, drawing, edition_sha256, letter_sha256,"
    " manifest_sha256, second_factor)"
    " VALUES (%s, now(), 'typed', 'Nama', '', %s, %s, %s, '')"
)
INSERT_DECLINE = (
    "INSERT INTO commitments_decline (signatory_id, at, reason) VALUES (%s, now(), 'x')"
)


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def draft(frozen, people):
    """Two people, not opened yet."""
    return commitment_for(frozen, people["signatory"], people["facilitator"])


@pytest.fixture
def running(draft):
    return opened(draft)


def another_draft(frozen):
    edition = frozen.editions.get()
    other = Commitment.objects.create(
        edition=edition, code="1111-1111-1111", title="Lagi", points=["x"], place="x",
        date=timezone.localdate(), created_by=frozen.created_by,
    )  # fmt: skip
    Signatory.objects.create(commitment=other, order=1, user=UserFactory(), name="A", position="B")
    return other


def hashes(commitment):
    letter = commitment.shown_letter
    return commitment.edition.sha256, letter.sha256, letter.manifest_sha256


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Lain'",
        "points = '[\"lain\"]'",
        "number = '1'",
        "place = 'Lain'",
        "date = '2020-01-01'",
        "code = 'LAIN'",
        "opened_at = NULL",
        "opened_at = now()",
        "cancel_reason = 'tanpa waktu'",
        "cancelled_at = now(), cancel_reason = 'x', title = 'Lain'",
    ],
)
def test_an_opened_commitment_keeps_its_words(running, change):
    with pytest.raises(IntegrityError, match="sudah dibuka untuk ditandatangani"):
        run(f"UPDATE commitments_commitment SET {change} WHERE id = %s", running.pk)  # noqa: S608

    assert Commitment.objects.get(pk=running.pk).title == running.title


def test_an_opened_commitment_is_not_deleted(running):
    with pytest.raises(IntegrityError, match="sudah dibuka"):
        run("DELETE FROM commitments_commitment WHERE id = %s", running.pk)


def test_a_commitment_without_signatories_is_not_opened(frozen):
    empty = commitment_for(frozen)

    with pytest.raises(IntegrityError, match="tanpa penandatangan"):
        run("UPDATE commitments_commitment SET opened_at = now() WHERE id = %s", empty.pk)


def test_a_cancelled_commitment_stays_cancelled(running, lead):
    signing.cancel(running, by=lead, reason="Keliru")

    for change in ("cancelled_at = NULL", "cancel_reason = 'lain'", "title = 'lain'"):
        with pytest.raises(IntegrityError, match="sudah dibatalkan"):
            run(
                f"UPDATE commitments_commitment SET {change} WHERE id = %s",  # noqa: S608
                running.pk,
            )


def test_what_everybody_signed_is_not_cancelled(running):
    for signatory in running.signatories.all():
        put_signature(signatory)

    with pytest.raises(IntegrityError, match="sudah ditandatangani semua"):
        run(
            "UPDATE commitments_commitment SET cancelled_at = now(), cancel_reason = 'x'"
            " WHERE id = %s",
            running.pk,
        )


def test_the_list_of_signatories_is_fixed_by_opening(running):
    first = running.signatories.first()

    with pytest.raises(IntegrityError, match="Daftar penandatangan"):
        run("UPDATE commitments_signatory SET name = 'Lain' WHERE id = %s", first.pk)
    with pytest.raises(IntegrityError, match="Daftar penandatangan"):
        run("DELETE FROM commitments_signatory WHERE id = %s", first.pk)
    with pytest.raises(IntegrityError, match="Daftar penandatangan"), transaction.atomic():
        Signatory.objects.create(
            commitment=running, order=9, user=UserFactory(), name="Susulan", position="Camat"
        )
    assert running.signatories.count() == 2


def test_nobody_slips_from_one_commitment_into_an_opened_one(running, lead, frozen):
    signing.cancel(running, by=lead, reason="Keliru")
    other = another_draft(frozen)

    with pytest.raises(IntegrityError, match="Daftar penandatangan"):
        run(
            'UPDATE commitments_signatory SET commitment_id = %s, "order" = 9 WHERE id = %s',
            running.pk,
            other.signatories.get().pk,
        )


@pytest.mark.parametrize("insert", [INSERT_SIGNATURE, INSERT_DECLINE])
def test_nobody_signs_or_declines_what_is_not_opened(draft, insert):
    given = (draft.edition.sha256, "0" * 64, "0" * 64) if insert == INSERT_SIGNATURE else ()
    with pytest.raises(IntegrityError, match="belum dibuka"):
        run(insert, draft.signatories.first().pk, *given)


@pytest.mark.parametrize("insert", [INSERT_SIGNATURE, INSERT_DECLINE])
def test_nobody_signs_or_declines_before_her_turn(running, insert):
    given = hashes(running) if insert == INSERT_SIGNATURE else ()
    with pytest.raises(IntegrityError, match="Belum giliran"):
        run(insert, running.signatories.last().pk, *given)


@pytest.mark.parametrize("insert", [INSERT_SIGNATURE, INSERT_DECLINE])
def test_nobody_signs_or_declines_after_it_has_ended(running, lead, insert):
    given = hashes(running) if insert == INSERT_SIGNATURE else ()
    signing.cancel(running, by=lead, reason="Keliru")

    with pytest.raises(IntegrityError, match="sudah dibatalkan"):
        run(insert, running.signatories.first().pk, *given)


@pytest.mark.parametrize("insert", [INSERT_SIGNATURE, INSERT_DECLINE])
def test_nobody_signs_or_declines_after_a_decline(running, insert):
    given = hashes(running) if insert == INSERT_SIGNATURE else ()
    Decline.objects.create(signatory=running.signatories.first(), reason="Tidak setuju")

    with pytest.raises(IntegrityError, match="ada yang menolak"):
        run(insert, running.signatories.first().pk, *given)


def test_who_signed_does_not_decline(running):
    first = running.signatories.first()
    put_signature(first)

    with pytest.raises(IntegrityError, match="sudah menandatangani"):
        run(INSERT_DECLINE, first.pk)


def test_a_signature_is_for_this_letter_and_this_edition(running):
    edition, letter, manifest = hashes(running)
    first = running.signatories.first().pk

    for wrong in [
        ("f" * 64, letter, manifest),
        (edition, "f" * 64, manifest),
        (edition, letter, "f" * 64),
    ]:
        with pytest.raises(IntegrityError, match="bukan naskah dan edisi komitmen ini"):
            run(INSERT_SIGNATURE, first, *wrong)
    run(INSERT_SIGNATURE, first, edition, letter, manifest)
    put_revision(Signature.objects.get())


def test_signatures_and_declines_are_written_once(running):
    signature = put_signature(running.signatories.first())
    decline = Decline.objects.create(signatory=running.signatories.last(), reason="Tidak setuju")

    for table, row in (("signature", signature), ("decline", decline)):
        with pytest.raises(DatabaseError, match=r"[Cc]annot"):
            run(f"UPDATE commitments_{table} SET at = now() WHERE id = %s", row.pk)  # noqa: S608
        with pytest.raises(DatabaseError, match=r"[Cc]annot"):
            run(f"DELETE FROM commitments_{table} WHERE id = %s", row.pk)  # noqa: S608


def put_document(commitment, pdf=b"%PDF", sha256=None):
    with transaction.atomic():
        return SignedDocument.objects.create(
            commitment=commitment,
            pdf=pdf,
            sha256=sha256 or hashlib.sha256(pdf).hexdigest(),
            sealed_at=timezone.now(),
            certificate_serial="1",
        )


def test_no_document_is_kept_before_everybody_has_signed(running):
    put_signature(running.signatories.first())

    with pytest.raises(IntegrityError, match="Belum semua orang"):
        put_document(running)


def test_a_document_is_kept_once_with_its_own_hash(running):
    for signatory in running.signatories.all():
        put_signature(signatory)

    with pytest.raises(IntegrityError, match="tidak cocok dengan nilai hash"):
        put_document(running, sha256="0" * 64)
    document = put_document(running)
    with pytest.raises(IntegrityError):
        put_document(running, pdf=b"%PDF lain")
    with pytest.raises(DatabaseError, match=r"[Cc]annot"):
        run("UPDATE commitments_signeddocument SET pdf = '' WHERE id = %s", document.pk)
    with pytest.raises(DatabaseError, match=r"[Cc]annot"):
        run("UPDATE commitments_shownletter SET pdf = '' WHERE commitment_id = %s", running.pk)
