"""Queries of one masterplan whose SQL is worked out once for each process.

The list of what is missing asks twenty questions on every page; Django needs longer to build them
than PostgreSQL to answer. Only the key of the masterplan differs from page to page: it takes the
place of a mark among the parameters.
"""

from collections.abc import Callable
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

MARK = -7_654_321  # no key of a row
OTHER = -7_654_322
_every: list["PreparedQuery"] = []


def prepare_all() -> None:
    """Work out the SQL of all of them, so that no visitor waits for it. Asks no database."""
    for one in _every:
        one.prepare()


class PreparedQuery:
    """`PreparedQuery(build)(masterplan)` are the rows of `build(key)`, as tuples.

    `build` gets the key of a masterplan and gives back a queryset of `values_list`, of plain
    columns: numbers, texts, truths, moments and arrays of these. With `of_another` it gets the key
    of a second thing, an agency for example. Things are given as such or by their keys (a region's
    code is one, too).
    """

    def __init__(self, build: Callable[..., QuerySet], *, of_another: bool = False):
        self.build, self.marks = build, (MARK, OTHER) if of_another else (MARK,)
        _every.append(self)

    def prepare(self) -> None:
        """Work out its SQL, unless that was done."""
        self._compiled  # noqa: B018 - reading it does it

    @cached_property
    def _compiled(self):
        compiler = self.build(*self.marks).query.get_compiler(connection=connection)
        return compiler, *compiler.as_sql()

    def __call__(self, *things) -> list:
        """Ask about this masterplan (and the other thing): one query."""
        _, sql, params = self._compiled
        keys = {}
        for mark, thing in zip(self.marks, things, strict=True):
            keys[mark] = keys[str(mark)] = getattr(thing, "pk", thing)
        with connection.cursor() as cursor:
            cursor.execute(sql, [keys.get(one, one) for one in params])
            return cursor.fetchall()


class PreparedObjects(PreparedQuery):
    """The same for objects: `build` gives back a queryset of a model, as one would iterate it.

    It may have `select_related` and annotations, no `prefetch_related`.
    """

    def __call__(self, *things) -> list:
        """Ask about this masterplan (and the other thing): one query."""
        rows = super().__call__(*things)
        return [self._object(row) for row in self._compiled[0].results_iter([rows])]

    @cached_property
    def _columns(self):
        """The model, where its own columns stand, their names, and who fills what is joined."""
        compiler = self._compiled[0]
        info, own = compiler.klass_info, compiler.klass_info["select_fields"]
        names = [compiler.select[column][0].target.attname for column in own]
        joined = get_related_populators(info, compiler.select, connection.alias)
        annotations = (compiler.annotation_col_map or {}).items()
        return info["model"], slice(own[0], own[-1] + 1), names, joined, annotations

    def _object(self, row):
        model, own, names, joined, annotations = self._columns
        found = model.from_db(connection.alias, names, row[own])
        for related in joined:
            related.populate(row, found)
        for name, column in annotations:
            setattr(found, name, row[column])
        return found
