"""What a row of a worksheet says, as data: `{"dimension": 3, "title": "Antrean", "entries": [4]}`.

A part is a field of its model: a text, a number, the key of what it mentions. The SWOT rows that a
strategy joins are one part, the list of their keys.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Model

from accounts.models import User
from analyses.models import Finding, TowsStrategy
from dimensions.models import SubDimension
from indonesian import angka
from masterplans.models import Masterplan
from regions.rules import agencies_for
from revisions.tokens import Parts

# Not what a row says: whose it is, where it stands, what the pokja decided about it.
BOOKKEEPING = {
    "id",
    "masterplan",
    "order",
    "in_book",
    "merged_into",
    "moved_links",
    "form_key",
    "changed_at",
}
ENTRIES = "entries"
COUNTED = {"amount", "count", "certified"}  # figures with dots; years and levels have none


@cache
def names_of(model: type[Finding]) -> tuple[str, ...]:
    """The parts of a kind of rows, in the order of their page."""
    names = [f.name for f in model._meta.concrete_fields if f.name not in BOOKKEEPING]
    names.sort(key="agency".__eq__)  # what it says first, whose it is last
    return (*names, ENTRIES) if model is TowsStrategy else tuple(names)


@cache
def mentioning(model: type[Finding]) -> tuple[str, ...]:
    """The parts that are keys of something else."""
    return tuple(
        name
        for name in names_of(model)
        if name == ENTRIES or model._meta.get_field(name).is_relation
    )


def part_of(finding: Finding, name: str) -> Any:
    """One part of a row as it stands in the database."""
    if name == ENTRIES:
        return sorted(one.pk for one in finding.entries.all()) if finding.pk else []
    return getattr(finding, finding._meta.get_field(name).attname)


def parts_of(finding: Finding) -> Parts:
    """All that a row says."""
    return {name: part_of(finding, name) for name in names_of(type(finding))}


def as_data(value: Any) -> Any:
    """A value of a form as a part: the key of a row, the keys of several, or the value itself."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple) or hasattr(value, "values_list"):
        return sorted(one.pk for one in value)
    return value


def part_from_text(model: type[Finding], name: str, text: str) -> Any:
    """The part that the plain text of a cell means (`tables.cells`)."""
    if name == ENTRIES:
        return sorted(int(key) for key in text.split(",") if key)
    field = model._meta.get_field(name)
    if text and isinstance(field, models.IntegerField | models.ForeignKey):
        return int(text)
    return text or None


def put(finding: Finding, name: str, value: Any) -> None:
    """Let a row say this; it is not saved. What is empty is what the model holds for empty."""
    field = finding._meta.get_field(name)
    if value is None and not field.null:
        value = field.get_default() if field.has_default() else ""
    setattr(finding, field.attname, value)


def in_words(model: type[Finding], name: str, value: Any, names: dict[str, str]) -> str:
    """A part as a reader sees it; `names` are those of the things that it mentions."""
    if value is None or value == "":
        return ""
    if name == ENTRIES:
        return "\n".join(names.get(f"{name}.{key}", "(baris yang sudah dihapus)") for key in value)
    field = model._meta.get_field(name)
    if field.is_relation:
        return names.get(f"{name}.{value}", "(yang sudah dihapus)")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DecimalField):
        return angka(Decimal(value))
    return angka(value) if name in COUNTED else str(value)


SOURCES = {
    "agency": lambda plan: plan.region.agencies.all(),
    "dimension": lambda plan: plan.dimension_set.dimensions.all(),
    "subdimension": lambda plan: SubDimension.objects.filter(dimension__set=plan.dimension_set_id),
    "evidence_file": lambda plan: plan.attachments.all(),
    ENTRIES: lambda plan: plan.swot_entries.all(),
}


class Mentions:
    """What the rows of one masterplan mention by key, each looked up once.

    Whatever belongs to another plan, region or set of dimensions is not found.
    """

    def __init__(self, masterplan: Masterplan):
        self.masterplan = masterplan
        self._found: dict[str, dict[int, Model | None]] = defaultdict(dict)
        self._offered: dict[int, set[int]] = {}

    def of(self, name: str, keys: Iterable[int]) -> dict[int, Model]:
        """The things with these keys that a part may mention; one query for those not yet known."""
        keys, known = set(keys), self._found[name]
        if missing := keys - known.keys():
            known |= dict.fromkeys(missing)
            known |= SOURCES[name](self.masterplan).in_bulk(missing)
        return {key: known[key] for key in keys if known[key] is not None}

    def load(self, model: type[Finding], every: Iterable[Parts]) -> None:
        """Look up at once what many rows mention: a query for each part."""
        every = list(every)
        for name in mentioning(model):
            self.of(name, {key for parts in every for key in keys_of(parts.get(name))})

    def take(self, finding: Finding) -> None:
        """What came along with a row needs no question."""
        for name in mentioning(type(finding)):
            if name != ENTRIES and (thing := finding._state.fields_cache.get(name)):
                self._found[name].setdefault(thing.pk, thing)

    def offered_to(self, user: User) -> set[int]:
        """Keys of the agencies that somebody may give a row to."""
        if user.pk not in self._offered:
            offered = agencies_for(user, self.masterplan.region).values_list("pk", flat=True)
            self._offered[user.pk] = set(offered)
        return self._offered[user.pk]

    def names(self, model: type[Finding], parts: Parts) -> dict[str, str]:
        """What the things are called that these parts mention: {"agency.3": "Dinkes"}."""
        return {
            f"{name}.{key}": _called(thing)
            for name in mentioning(model)
            for key, thing in self.of(name, keys_of(parts.get(name))).items()
        }


def keys_of(value: Any) -> list[int]:
    """The keys in a part that mentions something."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _called(thing):
    kind = f"{thing.get_kind_display()}: " if hasattr(thing, "get_kind_display") else ""
    return f"{kind}{thing}"
