"""Amounts of money added up by year, source, dimension and agency; where they come from is open.

All tables are made of the same amounts, so that they add up: the sums of rows, the sums of columns
and the grand total.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class SumHead:
    """What a row or a column of a page is about; `query` leads to the programs behind it."""

    label: str
    query: str = ""


@dataclass(frozen=True)
class SumRow:
    """One line of a table: what it is about, its amounts by column, and their sum."""

    head: Hashable
    cells: list[int]
    sum: int


ShowsKey = Callable[[Hashable], SumHead]


@dataclass(frozen=True)
class SumTable:
    """Amounts in rupiah: `sums` under the columns, `total` in the corner."""

    columns: list[Hashable]
    rows: list[SumRow]
    sums: list[int]
    total: int

    def shown(self, heads: ShowsKey, columns: ShowsKey) -> "SumTable":
        """The same with what stands for its keys: the name of an agency for its number."""
        rows = [replace(row, head=heads(row.head)) for row in self.rows]
        return replace(self, columns=[columns(key) for key in self.columns], rows=rows)

    def lines(self) -> list[tuple[SumRow, list[tuple[Hashable, int]]]]:
        """Rows for a page: each row, and its amounts with their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


class Sums:
    """Amounts, added up in every direction that is asked for.

    `groups` have a year, source, dimension, subdimension, agency and an amount above nothing; the
    keys of dimensions and agencies are whatever stands for them. `source_order` is the order of
    the columns.
    """

    def __init__(self, groups: Iterable[dict], source_order: Iterable[str]):
        self.groups = list(groups)
        self.source_order = list(source_order)

    @property
    def years(self) -> list[int]:
        """The years that have money, those outside the plan too: no amount is left out."""
        return sorted({group["year"] for group in self.groups})

    @property
    def sources(self) -> list[str]:
        """The sources that have money, in their usual order."""
        used = {group["source"] for group in self.groups}
        return [source for source in self.source_order if source in used]

    @property
    def total(self) -> int:
        return sum(group["sum"] for group in self.groups)

    def by_year(self) -> dict[int, int]:
        return self._by("year")

    def by_dimension(self) -> dict[int, int]:
        return self._by("dimension")

    def by_agency(self) -> dict[int, int]:
        return self._by("agency")

    def years_by_source(self, years: Iterable[int] = ()) -> SumTable:
        """Years down, sources across. `years` are shown even without money."""
        return self._table("year", sorted({*years, *self.years}), "source", self.sources)

    def years_by_dimension(self, dimensions: Iterable[int], years: Iterable[int] = ()) -> SumTable:
        """Years down, dimensions (keys, in the order given) across."""
        years = sorted({*years, *self.years})
        return self._table("year", years, "dimension", list(dimensions))

    def agencies_by_source(self) -> SumTable:
        """Agencies (keys) down, the largest first; sources across."""
        amounts = self.by_agency()
        agencies = sorted(amounts, key=lambda agency: (-amounts[agency], agency))
        return self._table("agency", agencies, "source", self.sources)

    def dimensions_by_source(self, dimensions: Iterable[Hashable]) -> SumTable:
        """Dimensions (keys, in the order given) down, sources across."""
        return self._table("dimension", list(dimensions), "source", self.sources)

    def subdimensions_by_source(self, subdimensions: Iterable[Hashable]) -> SumTable:
        """Sub-dimensions (keys, in the order given) down, sources across."""
        return self._table("subdimension", list(subdimensions), "source", self.sources)

    def phases_by_source(self, phases: Mapping[Hashable, range]) -> SumTable:
        """Phases (keys with their years) down, sources across; None for what is in no phase."""
        of = {year: key for key, years in phases.items() for year in years}
        sorted_in = [group | {"phase": of.get(group["year"])} for group in self.groups]
        stray = [None] if any(group["phase"] is None for group in sorted_in) else []
        return self._table("phase", [*phases, *stray], "source", self.sources, sorted_in)

    def _by(self, name):
        amounts = defaultdict(int)
        for group in self.groups:
            amounts[group[name]] += group["sum"]
        return dict(amounts)

    def _table(self, down, heads, across, columns, groups=None):
        amounts = defaultdict(int)
        for group in self.groups if groups is None else groups:
            amounts[group[down], group[across]] += group["sum"]
        cells = {head: [amounts[head, column] for column in columns] for head in heads}
        return SumTable(
            columns=list(columns),
            rows=[SumRow(head, cells[head], sum(cells[head])) for head in heads],
            sums=[sum(amounts[head, column] for head in heads) for column in columns],
            total=self.total,
        )
