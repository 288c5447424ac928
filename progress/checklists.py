"""Which requirements are asked in which tahap, in the order of the work."""

from collections.abc import Callable

from masterplans.models import Stage
from progress import analysis_requirements as analysis
from progress import plan_requirements as plan
from progress.counts import Counts
from progress.facts import asked
from progress.requirements import Requirement

CHECKLISTS: dict[Stage, list[Callable[[Counts], Requirement]]] = {
    Stage.ANALYSIS: [
        analysis.dimensions_have_issues,
        analysis.swot_has_all_four_kinds,
        analysis.agencies_filled_swot,
        analysis.writing_agencies_took_part,
        analysis.dimensions_have_tows,
        analysis.readiness_is_scored,
        analysis.readiness_has_evidence,
        analysis.subdimensions_have_gaps,
        analysis.regulations_say_who_gave_them,
        analysis.vision_has_keywords,
        analysis.dimensions_have_ideas,
        analysis.phases_cover_the_years,
        analysis.written_sections(Stage.ANALYSIS),
        asked("fgd_was_held"),
    ],
    Stage.PROGRAMS: [
        plan.vision_and_missions_are_written,
        plan.plans_are_aligned,
        plan.subdimensions_have_strategies,
        plan.subdimensions_have_programs,
        plan.programs_are_described,
        plan.dimensions_have_nominees,
        analysis.written_sections(Stage.PROGRAMS),
        asked("agencies_presented"),
    ],
    Stage.ROADMAP: [
        plan.programs_are_complete,
        plan.roadmap_fills_the_years,
        plan.programs_stay_in_the_plan,
        plan.a_quickwin_is_chosen,
        plan.one_quickwin_a_dimension,
        plan.quickwin_profiles_are_complete,
        analysis.written_sections(Stage.ROADMAP),
        asked("quickwins_were_presented"),
    ],
    Stage.COMMITMENT: [
        analysis.written_sections(Stage.COMMITMENT),
        plan.head_of_region_is_known,
        asked("site_was_visited"),
    ],
}
