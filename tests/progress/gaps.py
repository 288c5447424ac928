"""For every requirement of the list a way to lose what it asks for, in a plan that has it all."""

from analyses.models import (
    GapRow,
    Issue,
    QuickWinIdea,
    ReadinessItem,
    SwotEntry,
    TowsStrategy,
    VisionKeyword,
)
from masterplans.models import Section
from programs.models import Program, ScheduleYear
from progress.facts import FACTS
from quickwins.models import QuickWin, Standing
from regions.models import Role
from strategy.models import Strategy
from tests import factories as make

CODE = "branding"  # the dimension that loses something, where one of them does


def _of(model, plan, **more):
    return model.objects.filter(masterplan=plan, dimension__code=CODE, **more)


def _subdimension(plan):
    return plan.dimension_set.dimensions.get(code=CODE).subdimensions.first()


def _program(plan):
    return plan.programs.filter(subdimension=_subdimension(plan)).first()


def _quickwins(plan):
    return QuickWin.objects.of(plan).filter(program__subdimension__dimension__code=CODE)


def _keywords(plan):
    VisionKeyword.objects.filter(masterplan=plan).delete()
    plan.vision_keywords = ""
    plan.save(update_fields=["vision_keywords"])


def _idle_writer(plan):
    idle = make.AgencyFactory(region=plan.region, name="Dinas Diam", short_name="Didi")
    make.MembershipFactory(region=plan.region, role=Role.WRITER, agency=idle)


def _sections(plan):
    Section.objects.filter(masterplan=plan, outline__stage=plan.stage).update(body="")


def _program_elsewhere(plan):
    other = _subdimension(plan).dimension.subdimensions.last()
    Program.objects.filter(pk=_program(plan).pk).update(subdimension=other)


GAPS = {
    "dimensions_have_issues": lambda plan: _of(Issue, plan).delete(),
    "swot_has_all_four_kinds": lambda plan: _of(SwotEntry, plan, kind="T").delete(),
    "agencies_filled_swot": lambda plan: _of(SwotEntry, plan).update(agency=None),
    "writing_agencies_took_part": _idle_writer,
    "dimensions_have_tows": lambda plan: _of(TowsStrategy, plan).delete(),
    "readiness_is_scored": lambda plan: ReadinessItem.objects.filter(
        masterplan=plan, head=plan.readiness_items.first().head
    ).delete(),
    "readiness_has_evidence": lambda plan: ReadinessItem.objects.filter(
        pk=plan.readiness_items.first().pk
    ).update(evidence="", evidence_url="", evidence_file=None),
    "subdimensions_have_gaps": lambda plan: GapRow.objects.filter(
        masterplan=plan, subdimension=_subdimension(plan)
    ).delete(),
    "regulations_say_who_gave_them": lambda plan: plan.regulations.update(form="lain", issuer=""),
    "vision_has_keywords": _keywords,
    "dimensions_have_ideas": lambda plan: _of(QuickWinIdea, plan).delete(),
    "phases_cover_the_years": lambda plan: plan.phases.all().delete(),
    "sections_are_written": _sections,
    "vision_and_missions_are_written": lambda plan: plan.missions.all().delete(),
    "plans_are_aligned": lambda plan: plan.alignments.filter(document="rtrw").delete(),
    "subdimensions_have_strategies": lambda plan: Strategy.objects.filter(
        aim__masterplan=plan, aim__subdimension=_subdimension(plan)
    ).delete(),
    "subdimensions_have_programs": _program_elsewhere,
    "programs_are_described": lambda plan: Program.objects.filter(pk=_program(plan).pk).update(
        description=""
    ),
    "dimensions_have_nominees": lambda plan: _quickwins(plan).delete(),
    "programs_are_complete": lambda plan: _program(plan).budget.all().delete(),
    "roadmap_fills_the_years": lambda plan: ScheduleYear.objects.filter(
        program__masterplan=plan, year=plan.last_year
    ).delete(),
    "programs_stay_in_the_plan": lambda plan: make.ScheduleYearFactory(
        program=_program(plan), year=plan.last_year + 1
    ),
    "a_quickwin_is_chosen": lambda plan: QuickWin.objects.of(plan).update(
        standing=Standing.NOMINATED
    ),
    "one_quickwin_a_dimension": lambda plan: _quickwins(plan).update(standing=Standing.NOMINATED),
    "quickwin_profiles_are_complete": lambda plan: _quickwins(plan).update(uniqueness=""),
    **dict.fromkeys(FACTS, lambda plan: plan.stated_facts.all().delete()),
    "head_of_region_is_known": lambda plan: plan.region.officials.update(is_head_of_region=False),
}
