"""What a worker owes commitments, in one form: found by looking, queued again, late after a while.

Each step is done by a task that bears to be run twice and beside another worker. A queue that lost
one only delays it until the next sweep (`signing/sweeping.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import Task

PATIENCE = timedelta(minutes=10)  # what each usually takes, and more


@dataclass(frozen=True)
class OwedStep:
    """One step of workers: `find` gives the commitments that wait, `since` when that began."""

    lacks: str  # what there is not yet, in words
    find: Callable[[], QuerySet]
    since: object  # an expression over a commitment
    task: Task

    def waiting(self) -> QuerySet:
        """The commitments that wait, each with `waits_since`."""
        return self.find().annotate(waits_since=self.since)

    def late(self) -> QuerySet:
        """Those that have waited for longer than it usually takes."""
        return self.waiting().filter(waits_since__lt=timezone.now() - PATIENCE)

    def queue_again(self, *, late: bool = False) -> int:
        """Queue again what waits, or only what is late; how many."""
        keys = list((self.late() if late else self.waiting()).values_list("pk", flat=True))
        for pk in keys:
            self.task.enqueue(pk)
        return len(keys)
