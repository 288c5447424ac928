"""Budget totals by year, source, dimension and agency.

All tables come from one query over the budget lines, so that they show one moment.
"""

from functools import cached_property

from django.db.models import F, QuerySet, Sum

from masterplans.models import Masterplan
from programs.models import BudgetLine, Program, Source
from programs.sums import Sums


class BudgetOverview(Sums):
    """The budget lines of some programs, added up in every direction that is asked for."""

    source_order = Source.values

    def __init__(self, programs: QuerySet[Program]):
        self.programs = programs

    @cached_property
    def groups(self) -> list[dict]:
        """The only query: one sum for every year, source, sub-dimension and agency with money."""
        return list(
            BudgetLine.objects.filter(
                program__in=self.programs.order_by().values("pk"), amount__gt=0
            )
            .order_by()
            .values(
                "year",
                "source",
                agency=F("program__agency"),
                dimension=F("program__subdimension__dimension"),
                subdimension=F("program__subdimension"),
            )
            .annotate(sum=Sum("amount"))
        )

    @property
    def programs_without(self) -> int:
        """How many of the programs have no money at all."""
        return self.programs.exclude(budget__amount__gt=0).count()


def budget_of(masterplan: Masterplan) -> BudgetOverview:
    """The budget of all programs of a masterplan."""
    return BudgetOverview(Program.objects.filter(masterplan=masterplan))
