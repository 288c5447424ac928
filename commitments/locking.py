"""Every step of a commitment begins here: the rows locked, always in the same order."""

from accounts.models import User
from commitments.models import Commitment, SignedDocument
from editions.models import Edition
from masterplans.models import Masterplan, Status


class SigningError(Exception):
    """The step is not possible now. The message is a sentence for the user."""


def locked(commitment: Commitment) -> Commitment:
    """The freshest row, locked until the end of the transaction; its masterplan before it.

    The last signature moves the masterplan, and reopening a stage looks for a living commitment:
    whoever takes both rows takes the masterplan first, so that nobody waits in a circle.
    """
    _lock_masterplan(commitment.edition)
    return (
        Commitment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("edition__masterplan__region__parent")
        .get(pk=commitment.pk)
    )


def check_current(edition: Edition, *, revokes: Commitment | None = None) -> Masterplan:
    """The locked masterplan; SigningError unless this is its present edition, and frozen.

    For a revocation: unless its commitment is sealed, and the plan was not reopened since.
    """
    masterplan = _lock_masterplan(edition)
    if revokes:
        _check_revocable(masterplan, edition, revokes)
        return masterplan
    if masterplan.status != Status.FROZEN or masterplan.edition_number != edition.number:
        raise SigningError(
            f"Edisi {edition.number} bukan edisi beku yang berlaku sekarang, jadi komitmennya tidak"
            " dapat disiapkan atau dibuka. Tidak ada yang berubah."
        )
    return masterplan


def _check_revocable(masterplan, edition, commitment):
    if masterplan.status != Status.SIGNED or masterplan.edition_number != edition.number:
        raise SigningError(
            f"Masterplan sudah dibuka kembali, jadi komitmen edisi {edition.number} tidak"
            " dibatalkan dengan berita acara; komitmen edisi berikutnya menggantikannya."
        )
    if not SignedDocument.objects.filter(commitment=commitment).exists():
        raise SigningError("Komitmen ini belum disegel, jadi belum ada yang dapat dibatalkan.")


def check_person(person: User) -> None:
    """SigningError when somebody's account is closed."""
    if not person.is_active:
        raise SigningError(f"Akun {person} tidak aktif, jadi tidak dapat menandatangani.")


def _lock_masterplan(edition):
    return (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region")
        .get(pk=edition.masterplan_id)
    )
