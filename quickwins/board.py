"""The board of quick wins: the nominees of each dimension, with what their profiles lack."""

from dataclasses import dataclass, field

from django.db.models import Avg, Count

from cohorts.terms import terms_of
from indonesian import terbilang
from masterplans.models import Masterplan
from quickwins.completeness import QuickWinState, in_sentences, state_of
from quickwins.models import QuickWin, Standing


@dataclass
class DimensionBoard:
    """The nominees of one dimension, best score first, and a warning when the count is unusual."""

    dimension: object
    expected: int = 1  # quick wins, as the rules of the cohort say
    quickwins: list = field(default_factory=list)

    @property
    def states(self) -> list[QuickWinState]:
        """Its nominees as the list of what is missing sees them."""
        return [quickwin.state for quickwin in self.quickwins]

    @property
    def chosen(self) -> int:
        return sum(q.standing == Standing.CHOSEN for q in self.quickwins)

    @property
    def warning(self) -> str:
        if not self.quickwins:
            return "Belum ada program yang dinominasikan."
        if self.chosen == 0:
            return "Belum ada yang dipilih."
        chosen, usual = terbilang(self.chosen).capitalize(), terbilang(self.expected)
        if self.chosen > self.expected:
            return f"{chosen} quick win dipilih; lazimnya {usual}. Alasannya tertulis."
        if self.chosen < self.expected:
            return f"{chosen} quick win dipilih; lazimnya {usual}."
        return ""


def board(masterplan: Masterplan) -> list[DimensionBoard]:
    """All nominees by dimension, with average score and number of judges, in a few queries."""
    quickwins = (
        QuickWin.objects.of(masterplan)
        .select_related("program__agency", "program__subdimension__dimension")
        .prefetch_related("risks", "milestones")
        .annotate(score=Avg("scores__value"), judges=Count("scores__by", distinct=True))
    )
    expected = terms_of(masterplan).quickwins_per_dimension
    boards = {
        dimension.pk: DimensionBoard(dimension, expected)
        for dimension in masterplan.dimension_set.dimensions.all()
    }
    for quickwin in quickwins:
        quickwin.program.masterplan = masterplan
        quickwin.state = state_of(quickwin)
        quickwin.missing = in_sentences(quickwin.state.missing)
        boards[quickwin.program.subdimension.dimension_id].quickwins.append(quickwin)
    order = {Standing.CHOSEN: 0, Standing.NOMINATED: 1, Standing.DROPPED: 2}
    for one in boards.values():
        one.quickwins.sort(key=lambda q: (order[q.standing], -(q.score or 0), q.program.name))
    return list(boards.values())
