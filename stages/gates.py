"""Is a stage ready: a list of questions, the same for the team and for the expert.

A requirement that is met says so; an open one says by name what is missing and links to the very
place. `Facts` answers a whole list in a fixed number of queries, at most fifteen.

A *warning* is what is unusual but allowed (two quick wins in a dimension, domain §4: Garut and
Banjarnegara did so). It does not block, but the team tells the expert why when it hands in.
"""

from collections.abc import Callable

from assignments.facts import Facts
from indonesian import many
from masterplans.models import Masterplan, Stage
from stages import questions
from stages.requirements import Requirement

GATES: dict[Stage, list[Callable[[Facts], Requirement]]] = {
    Stage.ANALYSIS: [
        questions.dimensions_have_issues,
        questions.swot_has_all_four_kinds,
        questions.agencies_filled_swot,
        questions.writing_agencies_took_part,
        questions.dimensions_have_tows,
        questions.readiness_is_scored,
        questions.readiness_has_evidence,
        questions.subdimensions_have_gaps,
        questions.vision_has_keywords,
        questions.dimensions_have_ideas,
        questions.phases_cover_the_years,
        questions.sections_are_written(Stage.ANALYSIS),
    ],
    Stage.PROGRAMS: [
        questions.vision_and_missions_are_written,
        questions.plans_are_aligned,
        questions.subdimensions_have_strategies,
        questions.subdimensions_have_programs,
        questions.programs_are_described,
        questions.dimensions_have_nominees,
        questions.sections_are_written(Stage.PROGRAMS),
    ],
    Stage.ROADMAP: [
        questions.programs_are_complete,
        questions.roadmap_fills_the_years,
        questions.programs_stay_in_the_plan,
        questions.a_quickwin_is_chosen,
        questions.one_quickwin_a_dimension,
        questions.quickwin_profiles_are_complete,
        questions.sections_are_written(Stage.ROADMAP),
    ],
    Stage.COMMITMENT: [
        questions.sections_are_written(Stage.COMMITMENT),
        questions.head_of_region_is_known,
    ],
}


def checklist(masterplan: Masterplan, *, facts: Facts | None = None) -> list[Requirement]:
    """Every requirement for handing in the present stage, in the order of the work.

    A page that has asked for `facts` already gives them along.
    """
    facts = facts or Facts(masterplan)
    stage = Stage(masterplan.stage)
    earlier = [_still_holds(facts, before) for before in Stage if before < stage]
    return earlier + [requirement(facts) for requirement in GATES[stage]]


def unmet(masterplan: Masterplan) -> list[Requirement]:
    """The open requirements that keep the present stage from being handed in."""
    return [requirement for requirement in checklist(masterplan) if requirement.is_blocking]


def _still_holds(facts, stage) -> Requirement:
    """An earlier stage in one line: it was approved, but its content may have lost something."""
    unmet = [line for line in (ask(facts) for ask in GATES[stage]) if line.is_blocking]
    if not unmet:
        return Requirement(f"Isi tahap {stage} tetap lengkap.", is_met=True)
    return Requirement(
        f"Isi tahap {stage} tidak lengkap lagi: {many(len(unmet), 'hal').lower()}.",
        is_met=False,
        detail=" ".join(line.text for line in unmet),
        url=unmet[0].url,
    )
