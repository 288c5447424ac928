"""What a worker does again and again, beside the queue: no cron is needed for it.

A thread of every worker goes the rounds, so that letters do not wait behind a book that is being
typeset. Each round is guarded by an advisory lock (freed by PostgreSQL with its connection): of
several workers, on whatever machines, one does it at a time. What a round finds it finds in the
tables, so a round that was missed or broken off is made good by the next.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection

from letters.delivery import send_due
from letters.digest import gather_due
from letters.forgetting import forget_old_texts
from masterplans.presence import forget_the_gone
from search.indexing import refresh_some

logger = logging.getLogger("simpul.worker")

TICK = 1  # seconds between two looks at the clock
LOCK = "SELECT pg_try_advisory_lock(hashtext('simpul-round'), hashtext(%s))"
UNLOCK = "SELECT pg_advisory_unlock(hashtext('simpul-round'), hashtext(%s))"


@dataclass(frozen=True)
class Round:
    """One thing that is done again and again; its name is the lock."""

    name: str
    every: float  # seconds
    deed: Callable[[], int]


ROUNDS = [
    Round("gather the daily letters", 60, gather_due),
    Round("send letters that are due", 15, send_due),
    Round("forget texts of old letters", 6 * 3600, forget_old_texts),
    Round("read for the search what has changed", 30, refresh_some),
    Round("forget who has left a page", 600, forget_the_gone),
]


def go(one: Round) -> int | None:
    """Do a round unless somebody else is at it; what it did, or None. A fault is logged."""
    done = None
    try:
        if _ask(LOCK, one.name):
            try:
                done = one.deed()
            finally:
                _ask(UNLOCK, one.name)
    except Exception:  # a database or mail server that is away now will be there next time
        logger.exception("Round %r broke off", one.name)
        connection.close()  # and with it the lock
    return done


def go_all() -> None:
    """Every round once."""
    for one in ROUNDS:
        go(one)


class Rounds(threading.Thread):
    """The thread of a worker that goes the rounds until it is told to stop."""

    def __init__(self, rounds: list[Round] = ROUNDS) -> None:
        super().__init__(name="rounds", daemon=True)  # a round that hangs keeps no worker alive
        self.rounds = rounds
        self.stopping = threading.Event()

    def run(self) -> None:
        """Do each round when its time has come."""
        due = dict.fromkeys(self.rounds, 0.0)
        try:
            while not self.stopping.wait(TICK):
                for one in self.rounds:
                    if time.monotonic() >= due[one] and not self.stopping.is_set():
                        close_old_connections()
                        go(one)
                        due[one] = time.monotonic() + one.every
        finally:
            connection.close()

    def stop(self, patience: float = 5) -> None:
        """Let the round that is under way finish, but not for ever."""
        self.stopping.set()
        if self.is_alive():
            self.join(patience)


def _ask(question, name):
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        return cursor.fetchone()[0]
