"""A ceremony is opened and ended. Signing itself goes on with or without it."""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from ceremonies.models import Ceremony
from commitments.locking import SigningError, locked
from commitments.models import Commitment
from commitments.state import CommitmentStatus, state_of
from commitments.trail import record_step
from seals.codes import ALPHABET, grouped

LETTERS = 8  # of the door's code, for who types what her camera does not read


@transaction.atomic
def open_ceremony(commitment: Commitment, *, by: User) -> Ceremony:
    """Open the door of the hall; the same one when it is open (a double click).

    Raises SigningError when nobody could sign: not opened yet, stopped, or everybody has signed.
    """
    commitment = locked(commitment)
    if running := commitment.ceremonies.filter(ended_at=None).first():
        return running
    state = state_of(commitment)
    if state.kind != CommitmentStatus.OPEN:
        raise SigningError(f"{state.sentence} Seremoni tidak dibuka.")
    ceremony = Ceremony.objects.create(commitment=commitment, code=_code(), opened_by=by)
    record_step(by, "commitment.ceremony_opened", commitment, door=ceremony.code)
    return ceremony


@transaction.atomic
def end_ceremony(commitment: Commitment, *, by: User) -> None:
    """Close the door. Who has not signed still may, by her own way. Twice is as once."""
    commitment = locked(commitment)
    running = commitment.ceremonies.filter(ended_at=None).first()
    if running is None:
        return
    running.ended_at = timezone.now()
    running.save(update_fields=["ended_at"])
    record_step(by, "commitment.ceremony_ended", commitment, door=running.code)


def _code() -> str:
    while True:
        code = grouped("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)))
        if not Ceremony.objects.filter(code=code).exists():
            return code
