"""What a worker does again and again, beside the queue: no cron is needed for it.

A thread of every worker does these tasks, so that letters do not wait behind a book that is being
typeset. Each task is guarded by an advisory lock (freed by PostgreSQL with its connection): of
several workers, on whatever machines, one does it at a time. What a task does it finds in
the tables, so one that was missed or broken off is made good by the next time.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection

from attendance.closing import close_due_registers
from authority.authorities import keep_fresh
from exports.printing import keep_waiting
from letters.delivery import send_due
from letters.digest import gather_due
from letters.retention import empty_old_texts
from masterplans.presence import delete_old_presence
from pieces.keeping import sweep_pieces
from previews.preparing import prepare_due
from reminders.sending import send_reminders
from search.indexing import refresh_some
from signing.renewing import renew_due
from signing.sweeping import sweep
from trails.stamping import inspect_due, stamp_due
from verification.examining import examine_next, forget_old
from wordfiles.making import forget_old_files

logger = logging.getLogger("simpul.worker")

TICK = 1  # seconds between two looks at the clock
LOCK = "SELECT pg_try_advisory_lock(hashtext('simpul-task'), hashtext(%s))"
UNLOCK = "SELECT pg_advisory_unlock(hashtext('simpul-task'), hashtext(%s))"


@dataclass(frozen=True)
class PeriodicTask:
    """One thing that is done again and again; its name is the lock."""

    name: str
    every: float  # seconds
    run: Callable[[], int]


PERIODIC_TASKS = [
    PeriodicTask("gather the daily letters", 60, gather_due),
    PeriodicTask("remind of what is due", 900, send_reminders),
    PeriodicTask("close registers of attendance", 900, close_due_registers),
    PeriodicTask("send letters that are due", 15, send_due),
    PeriodicTask("empty texts of old letters", 6 * 3600, empty_old_texts),
    PeriodicTask("read for the search what has changed", 30, refresh_some),
    PeriodicTask("forget who has left a page", 600, delete_old_presence),
    PeriodicTask("say that books in the queue still wait", 60, keep_waiting),
    PeriodicTask("typeset what was just written", 5, prepare_due),
    PeriodicTask("sweep pieces of books that nobody needs", 3600, sweep_pieces),
    PeriodicTask("issue fresh revocation lists", 12 * 3600, keep_fresh),
    PeriodicTask("forget old Word files", 6 * 3600, forget_old_files),
    PeriodicTask("forget what was examined", 3600, forget_old),
    PeriodicTask("queue again what commitments wait for", 300, sweep),
    PeriodicTask("renew time stamps that end", 24 * 3600, renew_due),
    PeriodicTask("stamp the chains of events", 3600, stamp_due),  # once a day
    PeriodicTask("look through the chains of events", 3600, inspect_due),  # once a day
]
# In a thread of its own: a stranger's file may take its reader half a minute, and letters go on.
# One lock, so one file at a time for the whole site.
EXAMINATIONS = [PeriodicTask("examine files of visitors", 0, examine_next)]


def run_once(one: PeriodicTask) -> int | None:
    """Do a task unless somebody else is at it; what it did, or None. A fault is logged."""
    done = None
    try:
        if _ask(LOCK, one.name):
            try:
                done = one.run()
            finally:
                _ask(UNLOCK, one.name)
    except Exception:  # a database or mail server that is away now will be there next time
        logger.exception("Task %r broke off", one.name)
        connection.close()  # and with it the lock
    return done


def run_all() -> None:
    """Every task once."""
    for one in [*PERIODIC_TASKS, *EXAMINATIONS]:
        run_once(one)


class Scheduler(threading.Thread):
    """The thread of a worker that does the periodic tasks until it is told to stop."""

    def __init__(self, tasks: list[PeriodicTask] = PERIODIC_TASKS) -> None:
        super().__init__(name="scheduler", daemon=True)  # a task that hangs keeps no worker alive
        self.tasks = tasks
        self.stopping = threading.Event()

    def run(self) -> None:
        """Do each task when its time has come."""
        due = dict.fromkeys(self.tasks, 0.0)
        try:
            while not self.stopping.wait(TICK):
                for one in self.tasks:
                    if time.monotonic() >= due[one] and not self.stopping.is_set():
                        close_old_connections()
                        run_once(one)
                        due[one] = time.monotonic() + one.every
        finally:
            connection.close()

    def stop(self, patience: float = 5) -> None:
        """Let the task that is under way finish, but not for ever."""
        self.stopping.set()
        if self.is_alive():
            self.join(patience)


def _ask(question, name):
    with connection.cursor() as cursor:
        cursor.execute(question, [name])
        return cursor.fetchone()[0]
