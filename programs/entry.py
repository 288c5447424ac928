"""What the form of a program holds, as plain values: to write, to compare, to tell apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from accounts.indonesian import angka, rupiah
from programs.models import Activity, Direction, Helix, Program, Source
from regions.models import Agency

FIELDS = (
    "name", "expansion", "subdimension", "agency", "aim", "kind", "is_new", "description",
    "problem", "output", "outcome", "beneficiaries", "beneficiaries_count", "rpjmd_link",
    "rpjmd_amount", "risks",
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


class Difference(NamedTuple):
    """One thing that two entries say differently, in words for a reader."""

    label: str
    mine: str
    theirs: str


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


def differences(mine: ProgramEntry, theirs: ProgramEntry) -> list[Difference]:
    """What differs, in the order of the form."""
    return told_differently(dict(told(mine)), dict(told(theirs)))


def told_differently(own: dict[str, str], other: dict[str, str]) -> list[Difference]:
    """What two states say differently, each as words by label; what one leaves out is a dash."""
    return [
        Difference(label, own.get(label, "–"), other.get(label, "–"))
        for label in dict.fromkeys([*own, *other])
        if own.get(label) != other.get(label)
    ]


def changed_labels(before: ProgramEntry, after: ProgramEntry) -> list[str]:
    """The names of what a save changed, for the trail."""
    return [difference.label for difference in differences(after, before)]


def told(entry: ProgramEntry) -> Iterator[tuple[str, str]]:
    """An entry as pairs of label and words; what is empty is left out."""
    for name, value in entry.fields.items():
        if words := _words(name, value):
            yield label_of(name), words
    if entry.supporters:
        yield "Perangkat Daerah pendukung", ", ".join(sorted(map(str, entry.supporters)))
    if entry.partners:
        yield "Mitra", "; ".join(f"{name} ({Helix(helix).label})" for helix, name in entry.partners)
    for number, indicator in enumerate(entry.indicators, 1):
        yield f"Indikator {number}", _indicator(indicator)
    for year, activity in sorted(entry.schedule.items()):
        yield f"Jadwal {year}", Activity(activity).label
    for (year, source), amount in sorted(entry.budget.items()):
        yield f"Anggaran {year} {Source(source).label}", rupiah(amount)


def label_of(name: str) -> str:
    """What a reader calls a field of a program."""
    label = str(Program._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _words(name, value):
    if name == "is_new":
        return "Ya" if value else "Tidak, sudah ada"
    if name == "kind":
        return str(dict(Program._meta.get_field("kind").choices).get(value, value))
    if name == "rpjmd_amount":
        return "" if value is None else rupiah(value)
    if isinstance(value, int | Decimal):
        return angka(value)
    return "" if value is None else str(value)


def _indicator(row):
    parts = [f"{row.name} ({row.unit}), {Direction(row.direction).label.lower()}"]
    if row.baseline is not None:
        year = f" ({row.baseline_year})" if row.baseline_year else ""
        parts.append(f"nilai awal {angka(row.baseline)}{year}")
    parts += [f"{year}: {angka(value)}" for year, value in sorted(row.targets.items())]
    return "; ".join(parts)
