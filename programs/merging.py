"""One program, two writers: what each of them changed, part by part.

A page carries marks of what it showed (`Base`). So a save that began from an older state is not
refused as a whole: what only one of the two changed is joined, what both changed is a clash.
"""

import hashlib
from collections.abc import Container
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model

from programs.entry import FIELDS, IndicatorEntry, ProgramEntry, entry_of
from programs.models import Program

WHOLE = ("supporters", "partners", "indicators")  # joined as wholes; years are joined one by one
LONGEST = 20_000


@dataclass(frozen=True)
class Base:
    """What a page began from: the version, and a mark for each part that was not empty.

    Without marks (`None`) only the very version that is stored may be changed.
    """

    version: int
    marks: dict[str, str] | None = None

    @classmethod
    def of(cls, program: Program) -> "Base":
        """What a page of a program that is shown now begins from."""
        return cls.of_parts(parts_of(entry_of(program)), program.version)

    @classmethod
    def of_parts(cls, parts: dict[str, Any], version: int = 0) -> "Base":
        """What a page begins from that shows these parts."""
        return cls(version, {part: mark for part, value in parts.items() if (mark := _mark(value))})

    @classmethod
    def read(cls, text: str) -> "Base":
        """The base that a form sent back; one that cannot be read fits no version."""
        version, dot, marks = (text or "")[:LONGEST].partition(".")
        if not version.isascii() or not version.isdecimal() or len(version) > 9:
            return cls(0)
        if not dot:
            return cls(int(version))
        pairs = (one.rpartition("~") for one in marks.split("."))
        return cls(int(version), {part: mark for part, _, mark in pairs if part})

    def __str__(self) -> str:
        if self.marks is None:
            return str(self.version)
        return f"{self.version}." + ".".join(f"{part}~{mark}" for part, mark in self.marks.items())

    def moved_to(self, program: Program, *, except_for: Container[str] = ()) -> "Base":
        """The base of a program's page after a save; see `moved`."""
        return self.moved(Base.of(program), except_for=except_for)

    def moved(self, now: "Base", *, except_for: Container[str] = ()) -> "Base":
        """The base of the page after a save; parts that it shows as before keep their mark."""
        if self.marks is None:
            return now
        kept = {part: mark for part, mark in self.marks.items() if part in except_for}
        marks = {part: mark for part, mark in now.marks.items() if part not in except_for}
        return Base(now.version, marks | kept)


@dataclass(frozen=True)
class Merged:
    """What is to be stored, and the parts that both writers changed (these stay as stored)."""

    entry: ProgramEntry
    clashes: list[str] = field(default_factory=list)


def merge(
    mine: ProgramEntry,
    stored: ProgramEntry,
    base: Base,
    *,
    version: int,
    only: Container[str] | None = None,
) -> Merged:
    """Join a save that began from `base` with what is stored as `version`.

    `only` names the parts that the page holds at all; the others stay as they are stored.
    """
    joined, clashes = merge_parts(
        parts_of(mine), parts_of(stored), base, version=version, only=only
    )
    return Merged(entry_from(joined), clashes)


def merge_parts(
    mine: dict[str, Any],
    stored: dict[str, Any],
    base: Base,
    *,
    version: int = 0,
    only: Container[str] | None = None,
) -> tuple[dict[str, Any], list[str]]:
    """The parts that are to be stored, and the names of those that both writers changed."""
    joined, clashes = {}, []
    for part in dict.fromkeys([*stored, *mine]):
        new, old = mine.get(part), stored.get(part)
        joined[part] = old
        if new == old or (only is not None and part not in only):
            continue
        if base.marks is None:
            began = _mark(old) if base.version == version else None
        else:
            began = base.marks.get(part, "")
        if began == _mark(old):
            joined[part] = new
        elif began != _mark(new):
            clashes.append(part)
    return joined, clashes


def replaced(entry: ProgramEntry, by: ProgramEntry, parts: Container[str]) -> ProgramEntry:
    """An entry in which some parts say what they say in another."""
    own, other = parts_of(entry), parts_of(by)
    kept = {part: value for part, value in own.items() if part not in parts}
    return entry_from(kept | {part: value for part, value in other.items() if part in parts})


def changed_parts(before: ProgramEntry, after: ProgramEntry) -> set[str]:
    """The parts that two entries say differently."""
    own, other = parts_of(before), parts_of(after)
    return {part for part in {*own, *other} if own.get(part) != other.get(part)}


def parts_of(entry: ProgramEntry) -> dict[str, Any]:
    """An entry as parts by name; of the rows only those that are there."""
    parts = {name: entry.fields.get(name) for name in FIELDS}
    parts |= {name: value for name in WHOLE if (value := getattr(entry, name))}
    parts |= {f"schedule-{year}": entry.schedule[year] for year in sorted(entry.schedule)}
    money = {}
    for (year, source), amount in sorted(entry.budget.items()):
        money.setdefault(f"budget-{year}", []).append((source, amount))
    return parts | {part: tuple(lines) for part, lines in money.items()}


def entry_from(parts: dict[str, Any]) -> ProgramEntry:
    """The entry that `parts_of` took apart."""
    schedule, budget = {}, {}
    for part, value in parts.items():
        kind, _, year = part.rpartition("-")
        if kind == "schedule" and value:
            schedule[int(year)] = value
        elif kind == "budget":
            budget |= {(int(year), source): amount for source, amount in value or ()}
    return ProgramEntry(
        fields={name: parts[name] for name in FIELDS},
        supporters=parts.get("supporters") or frozenset(),
        partners=parts.get("partners") or (),
        indicators=parts.get("indicators") or (),
        schedule=schedule,
        budget=budget,
    )


def _mark(value) -> str:
    """A short sign of a value; the same value always has the same, nothing has none."""
    if value in (None, "") or (isinstance(value, tuple | frozenset) and not value):
        return ""
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()[:10]


def _plain(value):
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, IndicatorEntry):
        own = (value.name, value.unit, value.baseline, value.baseline_year, str(value.direction))
        return [_plain(one) for one in own], sorted(
            (y, _plain(t)) for y, t in value.targets.items()
        )
    return str(value)
