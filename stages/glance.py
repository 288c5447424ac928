"""A masterplan at a glance, for who leads: one screen, in pictures.

Vision, dimensions, roadmap in miniature, money, quick wins, and who is waited for.
"""

from collections import Counter
from functools import cached_property

from indonesian import MoneyUnit, money_unit
from masterplans.models import Masterplan
from pictures import Drawing, Span, spans
from portfolio.money_picture import money_by_year
from portfolio.totals import budget_of
from quickwins.models import QuickWin
from stages.overview import StageOverview

MOST_QUICKWINS = 8  # more do not fit on one screen


class Glance:
    """What the page shows. Properties ask the database once, when first needed."""

    def __init__(self, overview: StageOverview):
        self.overview = overview
        self.masterplan: Masterplan = overview.masterplan
        self.dimensions = overview.counts.dimensions

    @property
    def programs(self) -> list:
        return self.overview.counts.programs

    @cached_property
    def by_dimension(self) -> list[tuple]:
        """Each dimension: how many programs it has, and its money."""
        counts = Counter(program.dimension for program in self.programs)
        money = self._budget.by_dimension()
        return [(one, counts[one.pk], money.get(one.pk, 0)) for one in self.dimensions]

    @property
    def total(self) -> int:
        return self._budget.total

    @property
    def unit(self) -> MoneyUnit:
        """What the money is counted in."""
        return money_unit(self.total)

    @cached_property
    def roadmap(self) -> Drawing | None:
        """How many programs of each dimension run in each year; None while none is scheduled."""
        years = list(self.masterplan.years)
        running = Counter((p.dimension, year) for p in self.programs for year in p.years)
        if not running:
            return None
        lines = [
            Span(one.key, _short(one), [running[one.pk, year] for year in years])
            for one in self.dimensions
        ]
        caption = "Peta jalan: program yang berjalan per tahun"
        return spans(caption, "Dimensi", years, lines, "program")

    @cached_property
    def money(self) -> Drawing | None:
        """The money of each year, by dimension; None while there is none."""
        return money_by_year(self.masterplan, self._budget, self.dimensions)

    @cached_property
    def quickwins(self) -> list[QuickWin]:
        """The chosen ones, in the order of their dimensions."""
        chosen = QuickWin.objects.of(self.masterplan).chosen()
        found = list(
            chosen.select_related("program__agency", "program__subdimension__dimension").order_by(
                "program__subdimension__dimension__order", "pk"
            )
        )
        for one in found:
            one.program.masterplan = self.masterplan  # its address asks for it
        return found

    @property
    def first_quickwins(self) -> list[QuickWin]:
        """As many as a screen holds."""
        return self.quickwins[:MOST_QUICKWINS]

    @property
    def further_quickwins(self) -> int:
        """How many the screen does not hold."""
        return len(self.quickwins) - len(self.first_quickwins)

    @cached_property
    def _budget(self):
        return budget_of(self.masterplan)


def _short(dimension):
    """ "Governance": on a small drawing "Smart" says nothing."""
    return dimension.name.removeprefix("Smart ")
