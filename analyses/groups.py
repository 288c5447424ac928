"""Rows under their headings: a dimension, an area of readiness, a year, or one list for all."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from analyses.models import (
    READINESS_AREAS,
    ReadinessHead,
    RegulationForm,
    SwotKind,
    TowsKind,
)
from dimensions.models import Dimension
from masterplans.models import Masterplan

YEARS_ASKED = 5  # belanja TIK of three to five years (domain: tables of an Analisis Strategis)


@dataclass
class Group:
    """Rows under one heading: a dimension or an area of readiness, or a part of one.

    `fixed` is what a row under it begins with and keeps; `key` names it within its page.
    """

    title: str
    rows: list
    key: str
    fixed: dict[str, str] = field(default_factory=dict)
    dimension: Dimension | None = None
    parts: list["Group"] = field(default_factory=list)

    @property
    def start(self) -> str:
        """What the form of its next row begins with, as a query."""
        return urlencode(self.fixed)

    @property
    def leaves(self) -> list["Group"]:
        """The headings that rows stand under."""
        return self.parts or [self]


def by_dimension(masterplan: Masterplan, rows: list) -> list[Group]:
    """One heading a dimension."""
    return [
        Group(
            dimension.name,
            [row for row in rows if row.dimension_id == dimension.pk],
            dimension.code,
            {"dimension": str(dimension.pk)},
            dimension,
        )
        for dimension in masterplan.dimension_set.dimensions.all()
    ]


def by_dimension_and_side(masterplan: Masterplan, rows: list) -> list[Group]:
    """One heading a dimension, with the four sides of SWOT below."""
    found = by_dimension(masterplan, rows)
    for group in found:
        group.parts = _parts(group, "kind", SwotKind)
    return found


def by_dimension_and_pair(masterplan: Masterplan, rows: list) -> list[Group]:
    """One heading a dimension, with the four pairs of TOWS below."""
    found = by_dimension(masterplan, rows)
    for group in found:
        group.parts = _parts(group, "kind", TowsKind)
    return found


def by_subdimension(masterplan: Masterplan, rows: list) -> list[Group]:
    """One heading a dimension, with its sub-dimensions below."""
    found = []
    for dimension in masterplan.dimension_set.dimensions.prefetch_related("subdimensions"):
        parts = [
            Group(
                sub.name,
                [row for row in rows if row.subdimension_id == sub.pk],
                f"{dimension.code}-{sub.code}",
                {"subdimension": str(sub.pk)},
            )
            for sub in dimension.subdimensions.all()
        ]
        own = [row for part in parts for row in part.rows]
        fixed = parts[0].fixed if parts else {}
        found.append(Group(dimension.name, own, dimension.code, fixed, dimension, parts))
    return found


def by_readiness_head(masterplan: Masterplan, rows: list) -> list[Group]:
    """Struktur, infrastruktur, suprastruktur, with three heads each."""
    found = []
    for area, heads in READINESS_AREAS.items():
        parts = [
            Group(
                ReadinessHead(head).label,
                [row for row in rows if row.head == head],
                str(head.value),
                {"head": str(head.value)},
            )
            for head in heads
        ]
        own = [row for part in parts for row in part.rows]
        found.append(Group(area, own, area.lower(), parts[0].fixed, parts=parts))
    return found


def by_form(masterplan: Masterplan, rows: list) -> list[Group]:
    """One heading a form of regulation."""
    group = Group("Inventaris regulasi", rows, "regulasi")
    return _parts(group, "form", RegulationForm)


def by_year(masterplan: Masterplan, rows: list) -> list[Group]:
    """One heading a year: those before the plan begins, and every other one that has rows."""
    first = masterplan.first_year
    years = {*range(first - YEARS_ASKED, first), *(row.year for row in rows)}
    return [
        Group(
            str(year), [row for row in rows if row.year == year], f"tahun-{year}",
            {"year": str(year)},
        )
        for year in sorted(years)
    ]  # fmt: skip


def in_one_list(masterplan: Masterplan, rows: list) -> list[Group]:
    """No headings."""
    return [Group("Semua baris", rows, "semua")]


def _parts(group, name, choices):
    return [
        Group(
            one.label,
            [row for row in group.rows if getattr(row, name) == one],
            f"{group.key}-{one.value}",
            group.fixed | {name: str(one.value)},
        )
        for one in choices
    ]
