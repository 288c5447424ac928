"""The money of a plan as bars: a year below the other, by dimension."""

from collections.abc import Iterable

from indonesian import money_unit, rupiah
from masterplans.models import Masterplan
from pictures import Bar, Drawing, Series, stacked_bars
from portfolio.totals import BudgetOverview


def money_by_year(
    masterplan: Masterplan, budget: BudgetOverview, dimensions: Iterable
) -> Drawing | None:
    """The money of each year, in the unit of its page; None while there is none."""
    if not budget.total:
        return None
    dimensions = list(dimensions)
    table = budget.years_by_dimension([one.pk for one in dimensions], masterplan.years)
    bars = [Bar(str(row.head), row.cells) for row in table.rows]
    series = [Series(one.key, one.name) for one in dimensions]
    unit = money_unit(budget.total)
    caption = f"Anggaran per tahun, {unit.name}"
    return stacked_bars(caption, "Tahun", series, bars, unit.write, rupiah)
