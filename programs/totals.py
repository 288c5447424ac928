"""Budget totals by year, source, dimension and agency.

All tables come from one query over the budget lines, so that they show one moment and add up:
the sums of rows, the sums of columns and the grand total are sums of the same amounts.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import QuerySet, Sum

from masterplans.models import Masterplan
from programs.models import BudgetLine, Program, Source


@dataclass(frozen=True)
class Row:
    """One line of a table: what it is about, its amounts by column, and their sum."""

    head: Hashable
    cells: list[int]
    sum: int


@dataclass(frozen=True)
class Table:
    """Amounts in rupiah: `sums` under the columns, `total` in the corner."""

    columns: list[Hashable]
    rows: list[Row]
    sums: list[int]
    total: int

    def shown(self, columns: dict, heads: dict | None = None) -> "Table":
        """The same with what stands for its keys: a dimension for its number, for example."""
        rows = [replace(row, head=heads[row.head] if heads else row.head) for row in self.rows]
        return replace(self, columns=[columns[key] for key in self.columns], rows=rows)

    def lines(self) -> list[tuple[Row, list[tuple[Hashable, int]]]]:
        """Rows for a page: each row, and its amounts with their columns."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


class Budget:
    """The budget lines of some programs, added up in every direction that is asked for."""

    def __init__(self, programs: QuerySet[Program]):
        self.programs = programs

    @cached_property
    def _groups(self) -> list[dict]:
        """The only query: one sum for every year, source, dimension and agency that has money."""
        return list(
            BudgetLine.objects.filter(
                program__in=self.programs.order_by().values("pk"), amount__gt=0
            )
            .order_by()
            .values("year", "source", "program__agency", "program__subdimension__dimension")
            .annotate(sum=Sum("amount"))
        )

    @property
    def years(self) -> list[int]:
        """The years that have money, those outside the plan too: no amount is left out."""
        return sorted({group["year"] for group in self._groups})

    @property
    def sources(self) -> list[str]:
        """The sources that have money, in their usual order."""
        used = {group["source"] for group in self._groups}
        return [source for source in Source.values if source in used]

    @property
    def total(self) -> int:
        return sum(group["sum"] for group in self._groups)

    @property
    def programs_without(self) -> int:
        """How many of the programs have no money at all."""
        return self.programs.exclude(budget__amount__gt=0).count()

    def by_year(self) -> dict[int, int]:
        return self._by("year")

    def by_dimension(self) -> dict[int, int]:
        return self._by("program__subdimension__dimension")

    def by_agency(self) -> dict[int, int]:
        return self._by("program__agency")

    def years_by_source(self, years: Iterable[int] = ()) -> Table:
        """Years down, sources across. `years` are shown even without money."""
        return self._table("year", sorted({*years, *self.years}), "source", self.sources)

    def years_by_dimension(self, dimensions: Iterable[int], years: Iterable[int] = ()) -> Table:
        """Years down, dimensions (keys, in the order given) across."""
        years = sorted({*years, *self.years})
        return self._table("year", years, "program__subdimension__dimension", list(dimensions))

    def agencies_by_source(self) -> Table:
        """Agencies (keys) down, the largest first; sources across."""
        amounts = self.by_agency()
        agencies = sorted(amounts, key=lambda agency: (-amounts[agency], agency))
        return self._table("program__agency", agencies, "source", self.sources)

    def _by(self, name):
        amounts = defaultdict(int)
        for group in self._groups:
            amounts[group[name]] += group["sum"]
        return dict(amounts)

    def _table(self, down, heads, across, columns):
        amounts = defaultdict(int)
        for group in self._groups:
            amounts[group[down], group[across]] += group["sum"]
        cells = {head: [amounts[head, column] for column in columns] for head in heads}
        return Table(
            columns=list(columns),
            rows=[Row(head, cells[head], sum(cells[head])) for head in heads],
            sums=[sum(amounts[head, column] for head in heads) for column in columns],
            total=self.total,
        )


def budget_of(masterplan: Masterplan) -> Budget:
    """The budget of all programs of a masterplan."""
    return Budget(Program.objects.filter(masterplan=masterplan))
