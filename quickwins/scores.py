"""What the nominees were given, side by side, as far as the person who looks may see it.

Who is asked to judge sees what others gave a nominee only after giving her own, so that nobody
follows anybody. As soon as it is decided, or the plan is not being written, there is nothing left
to influence and everybody sees everything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from accounts.models import User
from indonesian import Place, ranked
from quickwins.criteria import criteria_of
from quickwins.judging import both_sides, mean, weighed
from quickwins.models import Criterion, QuickWin, Score, Side, Standing


@dataclass
class GivenScores:
    """What one nominee was given, by criterion and side."""

    criteria: list[Criterion]
    is_hidden: bool = False  # from the person who looks, until she has given her own
    values: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    judges: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    place: Place | None = None  # in its dimension

    def of(self, side: str) -> Decimal | None:
        """What one side says, by the weights of the criteria."""
        means = {one.key: mean(self.values.get((one.key, side), ())) for one in self.criteria}
        return weighed(means, {one.key: one.weight for one in self.criteria})

    @cached_property
    def team(self) -> Decimal | None:
        return self.of(Side.TEAM)

    @cached_property
    def expert(self) -> Decimal | None:
        return self.of(Side.EXPERT)

    @cached_property
    def total(self) -> Decimal | None:
        """What both say together."""
        return both_sides([self.team, self.expert])

    @property
    def team_judges(self) -> int:
        return len(self.judges[Side.TEAM])

    @property
    def expert_judges(self) -> int:
        return len(self.judges[Side.EXPERT])

    @property
    def rows(self) -> list[tuple[Criterion, Decimal | None, Decimal | None]]:
        """Each criterion with what team and expert gave it."""
        return [
            (one, *(mean(self.values.get((one.key, side), ())) for side in Side))
            for one in self.criteria
        ]


def scores_of(
    quickwins: Iterable[QuickWin], criteria: list[Criterion], *, user: User
) -> dict[int, GivenScores]:
    """What each of these was given, by its key, for this person. One query."""
    found = _all_given(quickwins, criteria)
    for quickwin in quickwins:
        scores = found[quickwin.pk]
        own = any(user.pk in judges for judges in scores.judges.values())
        scores.is_hidden = not own and is_asked_to_judge(user, quickwin)
    return found


def ahead_of(quickwin: QuickWin, others: Iterable[QuickWin]) -> QuickWin | None:
    """The best of the others whose figure is higher than its own, whoever may see them."""
    found = _all_given([quickwin, *others], criteria_of(quickwin.masterplan))
    own = found.pop(quickwin.pk).total
    if own is None:
        return None
    higher = [one for one in others if (found[one.pk].total or 0) > own]
    return max(higher, key=lambda one: found[one.pk].total, default=None)


def _all_given(quickwins, criteria):
    found = {quickwin.pk: GivenScores(criteria) for quickwin in quickwins}
    given = Score.objects.filter(quickwin__in=found).order_by()
    for key, criterion, value, side, by in given.values_list(
        "quickwin_id", "criterion", "value", "side", "by_id"
    ):
        found[key].values[criterion, side].append(value)
        found[key].judges[side].add(by)
    return found


def is_asked_to_judge(user: User, quickwin: QuickWin) -> bool:
    """Whether her own score of this nominee can still count."""
    undecided = quickwin.standing == Standing.NOMINATED
    return undecided and user.has_perm("quickwins.score_quickwin", quickwin)


def give_places(scores: dict[int, GivenScores]) -> bool:
    """Rank those of one dimension by what both sides say, unless some of it is hidden from her."""
    if any(one.is_hidden for one in scores.values()):
        return False
    for key, place in ranked({key: one.total for key, one in scores.items()}).items():
        scores[key].place = place
    return True
