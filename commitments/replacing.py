"""Somebody else takes a place in an opened commitment, before it is signed there."""

from django.db import transaction

from accounts.models import User
from bsre.attempts import open_attempt
from commitments import notices
from commitments.capacities import Provider
from commitments.locking import SigningError, check_person, locked
from commitments.models import Replacement, Signatory
from commitments.preparing import as_written
from commitments.providers import reference_of
from commitments.state import CommitmentStatus, has_signed, state_of
from commitments.trail import record_step
from identities.proofs import identity_of
from regions.memberships import grant
from regions.models import Official, Role


@transaction.atomic
def replace(signatory: Signatory, *, official: Official, reason: str, by: User) -> Signatory:
    """Let `official` sign instead, on behalf of who was named; both are told, the reason is kept.

    The letter that was shown keeps the name that it was printed with. Raises SigningError when the
    place is signed or signing has stopped, when she is in the list already, or her identity is not
    proven.
    """
    commitment = locked(signatory.commitment)
    state = state_of(commitment)
    if state.kind not in (CommitmentStatus.OPEN, CommitmentStatus.EXPIRED):
        raise SigningError(f"{state.sentence} Penandatangan tidak dapat diganti.")
    place = next(one for one in state.signatories if one.pk == signatory.pk)
    if has_signed(place):
        raise SigningError(f"{place.name} sudah menandatangani, jadi tidak dapat diganti.")
    if not reason.strip():
        raise SigningError("Tulis alasan penggantian.")
    user = _account(official, state)
    _check_bsre(place, official)
    before = place.user
    Replacement.objects.create(
        signatory=place,
        before_name=place.name,
        before_position=place.position,
        before_user=before,
        official=official,
        user=user,
        reason=reason.strip(),
        by=by,
    )
    _take(place, official, user)
    if not place.is_guest:
        grant(commitment.region, user=user, role=Role.SIGNATORY, by=by)
    record_step(
        by,
        "commitment.replaced",
        commitment,
        person=place.represented_name,
        by_whom=place.name,
        reason=reason.strip(),
    )
    notices.notify_replaced(place, before, reason=reason.strip())
    if state_of(commitment).turn_of(user):
        notices.notify_turn(place)
    return place


def _account(official, state) -> User:
    """The proven account of who takes the place; SigningError when there is none."""
    if official.region_id != state.commitment.region.pk:
        raise SigningError(f"{official.name} bukan pejabat daerah ini.")
    identity = identity_of(official)
    if not identity.proof:
        raise SigningError(f"Identitas {official.name} belum terbukti. {identity.lacks}")
    user = identity.proof.user
    check_person(user)
    if any(one.user_id == user.pk for one in state.signatories):
        raise SigningError(f"{official.name} sudah ada dalam daftar.")
    return user


def _check_bsre(place, official) -> None:
    """The frozen letter has a place of BSrE there, and none of this site."""
    if place.provider != Provider.BSRE:
        return
    if official.user_id is None:
        raise SigningError(
            f"Tempat ini ditandatangani dengan BSrE, sedangkan {official.name} tidak punya akun."
        )
    if open_attempt(reference_of(place)):
        raise SigningError(
            f"Belum pasti apakah {place.name} sudah menandatangani dengan BSrE. Periksa dahulu."
        )


def _take(place, official, user):
    """The row as of who takes it; whom it was printed with is represented."""
    if not place.represented_position:
        place.represented_name, place.represented_position = place.name, place.position
    place.official, place.user, place.is_guest = official, user, official.user_id is None
    words = {"number_kind": "nip", "nip": "", "rank": ""} | as_written(official)
    for name, value in words.items():
        setattr(place, name, value)
    place.save()
