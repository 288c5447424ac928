"""What the form of a program holds, as plain values: to write, to compare, to tell apart."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model, prefetch_related_objects

from programs.models import Direction, Program
from regions.models import Agency
from revisions.tokens import Parts

LONGEST = 4000  # letters of a text
FIELDS = (
    "name", "expansion", "subdimension", "agency", "aim", "kind", "is_new", "since_year",
    "achievement", "description", "problem", "output", "outcome", "beneficiaries",
    "beneficiaries_count", "rpjmd_link", "rpjmd_amount", "risks",
)  # fmt: skip
ROWS = ("supporters", "partners", "indicators__targets", "schedule", "budget")


@dataclass(frozen=True)
class IndicatorEntry:
    """One indicator with its targets by year. `key` is the row that it continues, if any."""

    name: str
    unit: str
    baseline: Decimal | None = None
    baseline_year: int | None = None
    direction: str = Direction.UP
    targets: dict[int, Decimal] = field(default_factory=dict)
    key: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ProgramEntry:
    """A whole program: its own fields and everything that hangs on it. Equal means: no change."""

    fields: dict[str, Any]
    supporters: frozenset[Agency] = frozenset()
    partners: tuple[tuple[str, str], ...] = ()  # (helix, name), sorted by helix
    indicators: tuple[IndicatorEntry, ...] = ()
    schedule: dict[int, str] = field(default_factory=dict)
    budget: dict[tuple[int, str], int] = field(default_factory=dict)


def entry_of(program: Program) -> ProgramEntry:
    """What the database says of a program; rows that were fetched with it are not asked again."""
    prefetch_related_objects([program], *ROWS)
    return ProgramEntry(
        fields={name: getattr(program, name) for name in FIELDS},
        supporters=frozenset(program.supporters.all()),
        partners=tuple((partner.helix, partner.name) for partner in program.partners.all()),
        indicators=tuple(
            IndicatorEntry(
                name=row.name,
                unit=row.unit,
                baseline=row.baseline,
                baseline_year=row.baseline_year,
                direction=row.direction,
                targets={target.year: target.value for target in row.targets.all()},
                key=row.pk,
            )
            for row in program.indicators.all()
        ),
        schedule={row.year: row.activity for row in program.schedule.all()},
        budget={(row.year, row.source): row.amount for row in program.budget.all() if row.amount},
    )


def parts_of(entry: ProgramEntry) -> Parts:
    """An entry as parts of plain data: `name`, `supporters`, `schedule.2026`, `budget.2026.apbd`.

    What begins with an underscore has no say in comparing (`revisions.tokens`): the key of an
    indicator's row.
    """
    parts = {name: _plain(entry.fields.get(name)) for name in FIELDS}
    parts["supporters"] = sorted(agency.pk for agency in entry.supporters)
    parts["partners"] = [list(partner) for partner in entry.partners]
    parts["indicators"] = [_indicator_parts(row) for row in entry.indicators]
    parts |= {f"schedule.{year}": what for year, what in sorted(entry.schedule.items())}
    return parts | {
        f"budget.{year}.{source}": amount
        for (year, source), amount in sorted(entry.budget.items())
        if amount
    }


def entry_from(parts: Parts, *, known: ProgramEntry) -> ProgramEntry:
    """The entry that `parts_of` took apart. `known` holds things that need not be asked for."""
    fields = {name: _field(name, parts.get(name), known) for name in FIELDS}
    helping = {*(parts.get("supporters") or ())}
    supporters = {agency for agency in known.supporters if agency.pk in helping}
    if missing := helping - {agency.pk for agency in supporters}:
        supporters |= {*Agency.objects.filter(pk__in=missing)}
    schedule, budget = {}, {}
    for part, value in parts.items():
        head, *rest = part.split(".")
        if head == "schedule" and value:
            schedule[int(rest[0])] = value
        elif head == "budget" and value:
            budget[int(rest[0]), rest[1]] = value
    return ProgramEntry(
        fields=fields,
        supporters=frozenset(supporters),
        partners=tuple((helix, name) for helix, name in parts.get("partners") or ()),
        indicators=tuple(_indicator_entry(row) for row in parts.get("indicators") or ()),
        schedule=schedule,
        budget=budget,
    )


def _plain(value):
    return value.pk if isinstance(value, Model) else value


def _field(name, value, known):
    field = Program._meta.get_field(name)
    if field.is_relation:
        before = known.fields.get(name)
        if value is None or (before is not None and before.pk == value):
            return before if value is not None else None
        return field.related_model.objects.filter(pk=value).first()
    if value is None and not field.null:
        return field.get_default() if field.has_default() else ""
    return value


def _indicator_parts(row):
    return {
        "name": row.name,
        "unit": row.unit,
        "direction": str(row.direction),
        "baseline": row.baseline,
        "baseline_year": row.baseline_year,
        "targets": {str(year): value for year, value in sorted(row.targets.items())},
        "_key": row.key,
    }


def _indicator_entry(row):
    targets = {int(year): Decimal(value) for year, value in (row.get("targets") or {}).items()}
    baseline = row.get("baseline")
    return IndicatorEntry(
        name=row.get("name") or "",
        unit=row.get("unit") or "",
        baseline=None if baseline is None else Decimal(baseline),
        baseline_year=row.get("baseline_year"),
        direction=row.get("direction") or Direction.UP,
        targets=targets,
        key=row.get("_key"),
    )
