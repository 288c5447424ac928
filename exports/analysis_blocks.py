"""The analyses and the vision of a book as plain values.

analysis_data.py, book_data.py and generators.py fill them; the template that each names prints it,
as `block`. A `key` names the row of the snapshot that something was made from ("issues-12"), for
who reads it on a page; a printed book has none.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import ClassVar

from exports.book_content import BookBlock, BookDimension, Caption


@dataclass(frozen=True)
class DimensionBand(BookBlock):
    """The coloured head under which everything of one dimension follows."""

    dimension: BookDimension
    number: str
    anchor: str
    template: ClassVar[str] = "exports/print/dimension_band.html"
    is_a_head: ClassVar[bool] = True


@dataclass(frozen=True)
class IssueRow:
    title: str
    description: str = ""
    source: str = ""
    agency: str = ""
    key: str = ""


@dataclass(frozen=True)
class IssueTable(BookBlock):
    caption: Caption
    dimension: BookDimension
    rows: tuple[IssueRow, ...]
    template: ClassVar[str] = "exports/print/issues.html"


@dataclass(frozen=True)
class Coded:
    """A SWOT entry with its code, "S2"; or a strategy with the codes that it joins."""

    code: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class SwotTable(BookBlock):
    caption: Caption
    dimension: BookDimension
    strengths: tuple[Coded, ...]
    weaknesses: tuple[Coded, ...]
    opportunities: tuple[Coded, ...]
    threats: tuple[Coded, ...]
    template: ClassVar[str] = "exports/print/swot.html"


@dataclass(frozen=True)
class TowsTable(BookBlock):
    caption: Caption
    dimension: BookDimension
    so: tuple[Coded, ...]
    wo: tuple[Coded, ...]
    st: tuple[Coded, ...]
    wt: tuple[Coded, ...]
    swot: Caption | None = None  # the table whose codes are meant, when it is in this book
    template: ClassVar[str] = "exports/print/tows.html"


@dataclass(frozen=True)
class PrintedReadinessItem:
    statement: str
    score: Decimal  # by halves
    evidence: str = ""
    agency: str = ""
    key: str = ""


@dataclass(frozen=True)
class PrintedReadinessHead:
    area: str  # Struktur, Infrastruktur, Suprastruktur
    name: str
    items: tuple[PrintedReadinessItem, ...]

    @property
    def mean(self) -> float:
        return float(sum(item.score for item in self.items)) / len(self.items)


@dataclass(frozen=True)
class ReadinessFigure(BookBlock):
    """A radar of the mean score of each head; needs three heads or more."""

    caption: Caption
    heads: tuple[PrintedReadinessHead, ...]
    template: ClassVar[str] = "exports/print/readiness_figure.html"

    @property
    def axes(self) -> list[tuple[str, float, None]]:
        # "Infrastruktur fisik" is too long beside the figure
        names = [head.name.removeprefix("Infrastruktur ") for head in self.heads]
        means = [head.mean for head in self.heads]
        return [(n[:1].upper() + n[1:], mean, None) for n, mean in zip(names, means, strict=True)]


@dataclass(frozen=True)
class ReadinessTable(BookBlock):
    caption: Caption
    heads: tuple[PrintedReadinessHead, ...]
    template: ClassVar[str] = "exports/print/readiness.html"


@dataclass(frozen=True)
class PrintedGap:
    subdimension: str
    now: str
    wanted: str
    level_now: int
    level_wanted: int
    gap: str = ""
    need: str = ""
    key: str = ""

    @property
    def steps(self) -> list[str]:
        """Four dots: reached, still to go, not asked."""
        return [
            "on" if step <= self.level_now else "due" if step <= self.level_wanted else ""
            for step in range(1, 5)
        ]


@dataclass(frozen=True)
class GapGroup:
    dimension: BookDimension
    rows: tuple[PrintedGap, ...]


@dataclass(frozen=True)
class GapTable(BookBlock):
    caption: Caption
    groups: tuple[GapGroup, ...]
    template: ClassVar[str] = "exports/print/gap.html"


@dataclass(frozen=True)
class InventoryTable(BookBlock):
    """What the region has, as a plain table: regulations, applications, ICT staff and spending.

    `name` chooses the widths of the columns; the cells of `figures` stand at the right.
    """

    caption: Caption
    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    total: tuple[str, str] | None = None  # its words, and the sum in the last column
    keys: tuple[str, ...] = ()  # of its rows
    template: ClassVar[str] = "exports/print/inventory.html"

    @property
    def cells(self):
        """Each row: its key, and pairs of the text and whether it is a figure."""
        rows = zip_longest(self.keys, self.rows, fillvalue="")
        return [
            (key, [(text, n in self.figures) for n, text in enumerate(row)]) for key, row in rows
        ]


@dataclass(frozen=True)
class Vision(BookBlock):
    vision: str
    missions: tuple[str, ...]
    template: ClassVar[str] = "exports/print/vision.html"


@dataclass(frozen=True)
class PrintedAlignment:
    mission: str
    goal: str
    dimensions: frozenset[int]
    programs: tuple[str, ...] = ()


@dataclass(frozen=True)
class AlignmentGroup:
    document: str
    rows: tuple[PrintedAlignment, ...]


@dataclass(frozen=True)
class AlignmentTable(BookBlock):
    caption: Caption
    dimensions: tuple[BookDimension, ...]
    groups: tuple[AlignmentGroup, ...]
    template: ClassVar[str] = "exports/print/alignment.html"
