"""Queries about one masterplan whose SQL is built once a process.

To build the SQL of a union of eleven tables costs several times what PostgreSQL takes to answer it,
and it is the same for every masterplan but for its key.
"""

from collections.abc import Callable
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet

MARK = -7_654_321  # no key of a row
OTHER = -7_654_322


class PreparedQuery:
    """`PreparedQuery(build)(masterplan)` are the rows of `build(key)`, as tuples.

    `build` gets the key of a masterplan and gives back a queryset of `values_list`, of plain
    columns: numbers, texts, truths, moments and arrays of these. With `of_another` it gets the key
    of a second thing, an agency for example.
    """

    def __init__(self, build: Callable[..., QuerySet], *, of_another: bool = False):
        self.build, self.marks = build, (MARK, OTHER) if of_another else (MARK,)

    @cached_property
    def _compiled(self):
        return self.build(*self.marks).query.sql_with_params()

    def __call__(self, *things) -> list[tuple]:
        """Ask about this masterplan (and the other thing): one query."""
        sql, params = self._compiled
        keys = {mark: thing.pk for mark, thing in zip(self.marks, things, strict=True)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [keys.get(one, one) for one in params])
            return cursor.fetchall()
