"""What was sent to BSrE and is not answered, as it is written down (`BsreAttempt`).

Who sends holds a lock of the session meanwhile. It is gone with the process, so a row that says
"sent" while nobody holds the lock is one of which nobody knows what came of it.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from bsre.models import OPEN, AttemptState, BsreAttempt

PAUSE = 0.1  # seconds between two tries for the lock
TRY = "SELECT pg_try_advisory_lock(hashtextextended('bsre ' || %s, 0))"
LET_GO = "SELECT pg_advisory_unlock(hashtextextended('bsre ' || %s, 0))"


class BusyError(Exception):
    """Somebody else has the lock, for longer than one wanted to wait."""


@contextmanager
def alone(name: str, patience: float = 0) -> Iterator[None]:
    """The only one of all processes with `name`, for which one waits so many seconds."""
    end = time.monotonic() + patience
    while not _asked(TRY, name):
        if time.monotonic() >= end:
            raise BusyError
        time.sleep(PAUSE)
    try:
        yield
    finally:
        _asked(LET_GO, name)


def open_attempt(reference: str) -> BsreAttempt | None:
    """The attempt of which nobody knows yet what came of it."""
    return BsreAttempt.objects.filter(reference=reference, state__in=OPEN).first()


def open_references(references: Iterable[str]) -> list[str]:
    """Of these places those with such an attempt, the oldest first."""
    found = BsreAttempt.objects.filter(reference__in=list(references), state__in=OPEN)
    return list(found.order_by("started_at").values_list("reference", flat=True))


def is_being_sent(attempt: BsreAttempt) -> bool:
    """Whether a process waits for the answer just now."""
    if attempt.state != AttemptState.SENT:
        return False
    try:
        with alone(attempt.reference):
            return False
    except BusyError:
        return True


def _asked(question, name) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        return cursor.fetchone()[0]
