"""Tasks that a worker had begun when it was killed.

`django-tasks-db` leaves such a task "running" for ever. Every worker of ours holds its name in the
database for as long as it lives (an advisory lock, freed by PostgreSQL when the worker is gone, on
whatever machine). What is still "running" under a name that nobody holds is unfinished, and the
next worker to start puts it back into the queue. So a task may be run twice: it must bear that.
"""

import logging
import time

from django.db import connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger("simpul.worker")

PATIENCE = 10  # seconds in which PostgreSQL notices that a killed worker is gone
ATTEMPTS = 3  # a task that kills its worker each time must not do so for ever
TRY = "SELECT pg_try_advisory_lock(hashtext('simpul-worker'), hashtext(%s))"
FREE = "SELECT pg_advisory_unlock(hashtext('simpul-worker'), hashtext(%s))"


class WorkerNameTakenError(Exception):
    """Another worker of this name runs now."""


class KilledError(Exception):
    """A task whose worker died each time it was tried."""


class Claim:
    """A worker's hold on its name: a database connection of its own, which nothing else closes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._connection = connection.Database.connect(**connection.get_connection_params())
        self._connection.autocommit = True

    def take(self, patience: float | None = None) -> None:
        """Take the name, waiting a moment for a predecessor that was just killed.

        Raises WorkerNameTakenError.
        """
        until = time.monotonic() + (PATIENCE if patience is None else patience)
        while not self.ask(TRY, self.name):
            if time.monotonic() > until:
                raise WorkerNameTakenError(
                    f"Pekerja bernama {self.name} sudah berjalan. Beri nama lain: --worker-id=NAMA"
                )
            time.sleep(0.2)

    def is_abandoned(self, name: str) -> bool:
        """Whether no other worker holds that name now."""
        return self.ask(TRY, name) and self.ask(FREE, name)

    def ask(self, question: str, name: str) -> bool:
        """The answer of PostgreSQL about a name."""
        with self._connection.cursor() as cursor:
            cursor.execute(question, [name])
            return cursor.fetchone()[0]

    def close(self) -> None:
        """Give the name back."""
        self._connection.close()


@transaction.atomic
def requeue_abandoned(claim: Claim) -> int:
    """Put tasks of workers that are gone back into the queue; give up after ATTEMPTS. How many."""
    unfinished = [
        task
        for task in DBTaskResult.objects.running().select_for_update(skip_locked=True)
        if claim.is_abandoned(task.worker_ids[-1])
    ]
    for task in unfinished:
        if len(task.worker_ids) < ATTEMPTS:
            logger.warning("Task %s of a killed worker is queued again", task.task_path)
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])
        else:
            logger.error("Task %s has killed its worker %s times", task.task_path, ATTEMPTS)
            task.set_failed(KilledError(f"The worker died {ATTEMPTS} times."))
    return len(unfinished)
