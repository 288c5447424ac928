"""How far a program is in a year, worked out from what was reported against what was frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.models import Direction
from realisation.models import FrozenTarget, RunState

WHOLE = 100
OF_STATE = {RunState.NOT_STARTED: 0, RunState.DONE: WHOLE, RunState.CANCELLED: 0}


@dataclass(frozen=True)
class Attainment:
    """A target of the year beside what was reached; `value` is None while nobody reported it."""

    target: FrozenTarget
    value: Decimal | None

    @property
    def is_met(self) -> bool:
        if self.value is None:
            return False
        if self.target.direction == Direction.DOWN:
            return self.value <= self.target.value
        return self.value >= self.target.value

    @property
    def share(self) -> float:
        """The part of the way from where it began to the target: 0 to 1."""
        if self.value is None:
            return 0.0
        if self.is_met:
            return 1.0
        began = self.target.baseline
        if began is None:
            began = Decimal(0) if self.target.direction == Direction.UP else None
        if began is None or began == self.target.value:
            return 0.0
        way = (self.value - began) / (self.target.value - began)
        return float(min(max(way, Decimal(0)), Decimal(1)))


def attainments(targets: Sequence[FrozenTarget], values: Mapping[str, Decimal]) -> list[Attainment]:
    """The targets of a year with what was reached, by the name of the indicator."""
    return [Attainment(target, values.get(target.indicator)) for target in targets]


def proposed_percent(
    state: str, reached: Sequence[Attainment], *, planned: int, realised: int
) -> int:
    """What the figures propose, in percent of the year's work.

    A state that says it all (not begun, done, cancelled) counts first; then the mean of the
    indicators' ways to their targets; without targets the money spent of the money planned.
    """
    if state in OF_STATE:
        return OF_STATE[RunState(state)]
    if reached:
        return round(WHOLE * sum(one.share for one in reached) / len(reached))
    if planned:
        return min(WHOLE, round(WHOLE * realised / planned))
    return 0
