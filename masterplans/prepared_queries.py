"""Queries about one masterplan whose SQL is built once a process.

To build the SQL of a union of eleven tables costs several times what PostgreSQL takes to answer it,
and it is the same for every masterplan but for its key.
"""

from collections.abc import Callable
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet

MARK = -7_654_321  # no key of a row


class PreparedQuery:
    """`PreparedQuery(build)(masterplan)` are the rows of `build(key)`, as tuples.

    `build` gets the key of a masterplan and gives back a queryset of `values_list`, of plain
    columns: numbers, texts, truths, moments and arrays of these.
    """

    def __init__(self, build: Callable[[int], QuerySet]):
        self.build = build

    @cached_property
    def _compiled(self):
        return self.build(MARK).query.sql_with_params()

    def __call__(self, masterplan) -> list[tuple]:
        """Ask about this masterplan: one query."""
        sql, params = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [masterplan.pk if one == MARK else one for one in params])
            return cursor.fetchall()
