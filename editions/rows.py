"""Rows of the tables as JSON within one statement: what `editions.statement` is made of.

Rooms above that add a part to the snapshot (`editions.parts`) read theirs in the same way.
"""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject


def rows_of(found: QuerySet, *fields: str, link: str, to: str = "pk", **named) -> ArraySubquery:
    """The rows whose `link` is `to` of the outer row, as JSON objects, in the order of `found`."""
    named |= {field: field for field in fields}
    return ArraySubquery(found.filter(**{link: OuterRef(to)}).values(row=JSONObject(**named)))


def as_text(column: str) -> Cast:
    """A decimal, day or hour as text: JSON's numbers lose digits, and it knows no days."""
    return Cast(column, CharField())
