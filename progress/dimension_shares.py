"""How far each dimension is: how much it has of what the gates ask of it by the present tahap."""

from collections.abc import Iterable
from dataclasses import dataclass

from dimensions.models import Dimension
from masterplans.models import Masterplan, Stage
from progress import analysis_requirements as analysis
from progress import plan_requirements as plan
from progress.counts import Counts, counts_of_contents

# The requirements that name the dimensions which lack something, as `checklists` asks them.
ASKED_OF_DIMENSIONS = {
    Stage.ANALYSIS: [
        analysis.dimensions_have_issues,
        analysis.swot_has_all_four_kinds,
        analysis.agencies_filled_swot,
        analysis.dimensions_have_tows,
        analysis.subdimensions_have_gaps,
        analysis.dimensions_have_ideas,
    ],
    Stage.PROGRAMS: [
        plan.subdimensions_have_strategies,
        plan.subdimensions_have_programs,
        plan.programs_are_described,
        plan.dimensions_have_nominees,
    ],
    Stage.ROADMAP: [plan.programs_are_complete, plan.quickwin_profiles_are_complete],
}


@dataclass(frozen=True)
class DimensionShare:
    """`done` of `asked` requirements hold in this dimension."""

    dimension: Dimension
    done: int
    asked: int

    @property
    def is_whole(self) -> bool:
        return self.done == self.asked


def shares_by_dimension(plans: Iterable[Masterplan]) -> dict[int, list[DimensionShare]]:
    """By the key of the plan: its dimensions in their order. Six queries for any number."""
    return {one.masterplan.pk: _shares(one) for one in counts_of_contents(plans)}


def _shares(counts: Counts) -> list[DimensionShare]:
    lines = [
        ask(counts)
        for stage, asks in ASKED_OF_DIMENSIONS.items()
        if stage <= counts.masterplan.stage
        for ask in asks
    ]
    lacking = [{subject.dimension for subject in line.subjects} for line in lines]
    return [
        DimensionShare(one, sum(one.pk not in bare for bare in lacking), len(lines))
        for one in counts.dimensions
    ]
