"""Many sign one file in the same minutes: one after the other, and nobody waits for a sleeper.

A signature fits one file and no other, so what is prepared for many at once is thrown away by the
first who finishes. Therefore the file is lent: whoever is first has it for a few seconds, for the
way to her telephone and back; the others are told how many are before them and when to ask again.

    asks -> lent (prepared for the file as it is) -> finished      the next one who asks has it
      \\-> waits, asks again, ...                \\-> not in time: lent to the next, she asks again

Nothing hangs on this for being right: two who prepared at once are told apart under the lock
(`HeadMovedError`). A line of the database decides, so it needs no lock and no worker.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from commitments.models import Signatory
from signing.models import PreparedSignature

LENT_FOR = timedelta(seconds=8)  # the way to a telephone in a crowded hall, and back
KEPT_FOR = timedelta(minutes=2)  # a place in the line whose request died
SOON = timedelta(seconds=1)  # who is earlier and asks again by then goes before
LATE = timedelta(seconds=3)  # after that she is asleep: her telephone is locked, or gone
SHORTEST, LONGEST = 1.0, 10.0  # seconds until she asks again
EACH = 1.0  # seconds that one signature takes at least


@dataclass(frozen=True)
class Waiting:
    """Her turn at the file has not come: how many are before her, and when to ask again."""

    ahead: int
    seconds: float


def borrow(place: PreparedSignature) -> Waiting | None:
    """Lend her the file, if nobody has it and nobody is before her; else how long to wait.

    None says that it is hers for some seconds: prepare now, and finish.
    """
    now = timezone.now()
    others = _others(OuterRef("signatory__commitment"), OuterRef("pk"))
    earlier = _before(others, OuterRef("queued_at"), OuterRef("pk"))
    about_to_ask = earlier.filter(due_at__gt=now - LATE, due_at__lte=now + SOON)
    lent = PreparedSignature.objects.filter(
        ~Exists(others.filter(lent_until__gt=now)), ~Exists(about_to_ask), pk=place.pk
    ).update(lent_until=now + LENT_FOR, due_at=now + LENT_FOR)
    if lent:
        return None
    return _wait(place, now)


def line_up(place: Signatory, **known) -> PreparedSignature:
    """A place in the line for who has no key here (`signing.by_bsre`); `known` are its columns."""
    now = timezone.now()
    begun = {"queued_at": now, "due_at": now, "lent_until": None, "attributes": b""}
    known |= begun | {"certificate": b"", "expires_at": now + KEPT_FOR}
    return PreparedSignature.objects.update_or_create(signatory=place, defaults=known)[0]


def leave(place: PreparedSignature) -> None:
    """She is out of the line, whatever came of it."""
    PreparedSignature.objects.filter(pk=place.pk).delete()


def renew(place: PreparedSignature) -> None:
    """It is prepared: the seconds for her way to the telephone and back begin now."""
    until = timezone.now() + LENT_FOR
    PreparedSignature.objects.filter(pk=place.pk).update(lent_until=until, due_at=until)


def give_back(place: PreparedSignature) -> None:
    """She could not use it: the next one need not wait until her time is over."""
    PreparedSignature.objects.filter(pk=place.pk).update(lent_until=None)


def _wait(place, now) -> Waiting:
    others = _others(place.signatory.commitment_id, place.pk)
    awake = others.filter(Q(lent_until__gt=now) | Q(due_at__gt=now - LATE))
    ahead = max(1, _before(awake, place.queued_at, place.pk).count())
    seconds = min(LONGEST, max(SHORTEST, EACH * (ahead - 1)))
    PreparedSignature.objects.filter(pk=place.pk).update(
        due_at=now + timedelta(seconds=seconds), lent_until=None
    )
    return Waiting(ahead, seconds)


def _others(commitment, pk):
    return (
        PreparedSignature.objects.living().filter(signatory__commitment=commitment).exclude(pk=pk)
    )


def _before(places, queued_at, pk):
    return places.filter(Q(queued_at__lt=queued_at) | Q(queued_at=queued_at, pk__lt=pk))
