"""All that workers owe commitments, looked for in one place: letter, seal, certificate."""

from django.db.models import F

from commitments.models import Commitment
from commitments.tasks import show_letter
from signing.certifying import CERTIFYING
from signing.models import PreparedSignature
from signing.owed import OwedStep
from signing.sealing import SEALING

SHOWING = OwedStep("Naskah belum disusun", Commitment.objects.owed, F("opened_at"), show_letter)
STEPS: tuple[OwedStep, ...] = (SHOWING, SEALING, CERTIFYING)


def queue_owed() -> int:
    """Queue again all that is owed, at once; how many commitments wait. For a start, or by hand."""
    return sum(step.queue_again() for step in STEPS)


def sweep() -> int:
    """What a worker does again and again: queue what is late, forget what nobody finished."""
    PreparedSignature.objects.forgotten().delete()
    return sum(step.queue_again(late=True) for step in STEPS)


def overdue() -> int:
    """How many have waited for longer than it usually takes."""
    return sum(step.late().count() for step in STEPS)
