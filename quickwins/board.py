"""The board of quick wins: the nominees of each dimension, with what their profiles lack."""

from dataclasses import dataclass, field

from accounts.models import User
from cohorts.terms import terms_of
from indonesian import terbilang
from masterplans.models import Masterplan
from quickwins.completeness import QuickWinState, in_sentences, state_of
from quickwins.criteria import criteria_of
from quickwins.models import QuickWin, Standing
from quickwins.percent import progress_in
from quickwins.scores import GivenScores, give_places, scores_of

ORDER = {Standing.CHOSEN: 0, Standing.NOMINATED: 1, Standing.DROPPED: 2}


@dataclass
class DimensionBoard:
    """The nominees of one dimension, best score first, and a warning when the count is unusual."""

    dimension: object
    expected: int = 1  # quick wins, as the rules of the cohort say
    quickwins: list = field(default_factory=list)
    is_ranked: bool = True

    def judged(self, scores: dict[int, GivenScores]) -> None:
        """Give each nominee its scores and its place; the chosen first, the best before others."""
        own = {quickwin.pk: scores[quickwin.pk] for quickwin in self.quickwins}
        self.is_ranked = give_places(own)
        for quickwin in self.quickwins:
            quickwin.scores_given = own[quickwin.pk]
        if self.is_ranked:
            self.quickwins.sort(key=lambda q: -(q.scores_given.total or 0))
        self.quickwins.sort(key=lambda q: ORDER[q.standing])

    @property
    def to_judge(self) -> int:
        """How many nominees wait for the score of the person who looks."""
        return sum(quickwin.scores_given.is_hidden for quickwin in self.quickwins)

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


def board(masterplan: Masterplan, user: User) -> list[DimensionBoard]:
    """All nominees by dimension, with what team and expert gave them, in a few queries."""
    quickwins = list(
        QuickWin.objects.of(masterplan)
        .select_related("program__agency", "program__subdimension__dimension")
        .prefetch_related("risks", "milestones__done", "reports")
        .order_by("program__name", "pk")
    )
    expected = terms_of(masterplan).quickwins_per_dimension
    boards = {
        dimension.pk: DimensionBoard(dimension, expected)
        for dimension in masterplan.dimension_set.dimensions.all()
    }
    for quickwin in quickwins:
        quickwin.program.masterplan = masterplan
        quickwin.state = state_of(quickwin)
        quickwin.progress = progress_in(quickwin)
        quickwin.missing = in_sentences(quickwin.state.missing)
        boards[quickwin.program.subdimension.dimension_id].quickwins.append(quickwin)
    scores = scores_of(quickwins, criteria_of(masterplan), user=user)
    for one in boards.values():
        one.judged(scores)
    return list(boards.values())
