"""Tells how far the work is while its transaction is still open.

What a transaction writes nobody sees before it ends. So the reports go through a connection of
their own, twice a second at most.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection
from django.utils import timezone

from sheets.books import Progress
from sheets.models import Import, ImportProgress

PAUSE = 0.5
SAY = """UPDATE sheets_importprogress SET done = %s, total = %s, what = %s, alive_at = %s
          WHERE imported_id = %s"""


@contextmanager
def reporting(imported: Import) -> Iterator[Progress]:
    """A function (done, total, what) that others can see the reports of at once.

    A report that cannot be made is left out: the work goes on. Within a request nobody waits for
    reports, and its own transaction holds the row.
    """
    if connection.in_atomic_block:
        yield lambda done, total, what: None
        return
    _say(connection, imported, 0, 0, "")
    line, last = None, 0.0

    def report(done: int, total: int, what: str) -> None:
        nonlocal line, last
        if time.monotonic() - last < PAUSE:
            return
        last = time.monotonic()
        with suppress(Error):
            if line is None:
                line = connection.copy()
                line.set_autocommit(True)
                with line.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '1s'")
            _say(line, imported, done, total, what)

    try:
        yield report
    finally:
        if line is not None:
            with suppress(Error):
                line.close()


def _say(where, imported, done, total, what):
    with where.cursor() as cursor:
        cursor.execute(SAY, [done, total, what[:100], timezone.now(), imported.pk])


def far(imported: Import) -> ImportProgress:
    """How far an import is."""
    return ImportProgress.objects.get(imported=imported)
