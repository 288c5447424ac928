"""Masterplans that are as far as a test needs them: filled for a stage, or brought to a state.

Nothing is set by force: the workflow itself walks to the state, so each of its gates is met.
"""

from django.utils import timezone

from analyses.models import ReadinessHead
from dimensions.models import SubDimension
from masterplans.models import RegionalPlan, Section, Stage, Status
from progress.facts import FACTS
from progress.models import StatedFact
from quickwins.models import QuickWin, Standing
from stages import workflow
from tests import factories as make

SIZE = ((1, "governance", "gov", "Smart Governance"), (2, "branding", "bra", "Smart Branding"))


def give_dimensions(masterplan):
    """Two dimensions with two sub-dimensions each, unless the set has some."""
    dimension_set = masterplan.dimension_set
    if not SubDimension.objects.filter(dimension__set=dimension_set).exists():
        for order, code, key, name in SIZE:
            dimension = make.DimensionFactory(
                set=dimension_set, order=order, code=code, key=key, name=name
            )
            for number in (1, 2):
                make.SubDimensionFactory(
                    dimension=dimension,
                    order=number,
                    code=f"{code}-{number}",
                    name=f"Bagian {number} {name.split()[1]}",
                )
    return list(dimension_set.dimensions.prefetch_related("subdimensions"))


def write_sections(masterplan, stage):
    """Every required section of a stage gets words; one is made when the outline has none."""
    sections = Section.objects.filter(masterplan=masterplan, outline__stage=stage)
    if not sections.exists():
        chapter = make.OutlineChapterFactory(book__outline=masterplan.outline)
        outline = make.OutlineSectionFactory(chapter=chapter, stage=stage)
        make.SectionFactory(masterplan=masterplan, outline=outline)
    sections.to_write().empty().update(
        body="<p>Uraian bagian ini.</p>", revision_number=1, changed_at=timezone.now()
    )


def state_facts(masterplan, stage):
    """Somebody has said of everything that a stage asks for that it took place."""
    for fact in FACTS.values():
        if fact.stage == stage:
            own = {"day": timezone.localdate(), "by": masterplan.created_by}
            StatedFact.objects.get_or_create(masterplan=masterplan, key=fact.key, defaults=own)


def fill_analysis(masterplan):
    """Everything that bimtek I asks for."""
    agency = make.AgencyFactory(region=masterplan.region)
    for agency_of_a_writer in masterplan.region.agencies.filter(memberships__role="writer"):
        make.IssueFactory(
            masterplan=masterplan,
            agency=agency_of_a_writer,
            dimension=give_dimensions(masterplan)[0],
        )
    for dimension in give_dimensions(masterplan):
        own = {"masterplan": masterplan, "dimension": dimension, "agency": agency}
        make.IssueFactory(**own)
        for kind in "SWOT":
            make.SwotEntryFactory(**own, kind=kind)
        make.TowsStrategyFactory(**own)
        make.QuickWinIdeaFactory(**own)
        for sub in dimension.subdimensions.all():
            make.GapRowFactory(masterplan=masterplan, subdimension=sub)
    for head in ReadinessHead.values:
        make.ReadinessItemFactory(masterplan=masterplan, head=head)
    for inventory in (
        make.RegulationFactory,
        make.ApplicationFactory,
        make.IctStaffFactory,
        make.IctSpendingFactory,
        make.VisionKeywordFactory,
    ):
        inventory(masterplan=masterplan, agency=agency)
    if not masterplan.phases.exists():
        make.PhaseFactory(
            masterplan=masterplan, first_year=masterplan.first_year, last_year=masterplan.last_year
        )
    masterplan.vision_keywords = "melayani, terhubung"
    masterplan.save(update_fields=["vision_keywords"])
    write_sections(masterplan, Stage.ANALYSIS)
    state_facts(masterplan, Stage.ANALYSIS)


def fill_programs(masterplan):
    """Everything that bimtek II asks for; the programs run in every year of the plan."""
    masterplan.vision = "Daerah yang melayani."
    masterplan.save(update_fields=["vision"])
    make.MissionFactory(masterplan=masterplan)
    agency = make.AgencyFactory(region=masterplan.region)
    for dimension in give_dimensions(masterplan):
        for document in RegionalPlan.values:
            make.AlignmentFactory(masterplan=masterplan, document=document, dimension=dimension)
        for sub in dimension.subdimensions.all():
            make.StrategyFactory(aim__masterplan=masterplan, aim__subdimension=sub)
            program = make.complete_program(masterplan, sub, agency=agency)
        make.QuickWinFactory(program=program, nominated_by=masterplan.created_by)
    write_sections(masterplan, Stage.PROGRAMS)
    state_facts(masterplan, Stage.PROGRAMS)


def fill_roadmap(masterplan):
    """Everything that bimtek III asks for: who was not dropped is chosen and described."""
    program = masterplan.programs.first()
    indicator = program.indicators.first()
    for year in masterplan.years:
        if not program.schedule.filter(year=year).exists():
            make.ScheduleYearFactory(program=program, year=year)
            make.TargetFactory(indicator=indicator, year=year, value=70)
            make.BudgetLineFactory(program=program, year=year)
    for quickwin in QuickWin.objects.of(masterplan).exclude(standing=Standing.DROPPED):
        if quickwin.standing == Standing.CHOSEN and quickwin.milestones.exists():
            continue
        quickwin.standing = Standing.CHOSEN
        for field in quickwin.PROFILE_FIELDS:
            setattr(quickwin, field, "Uraian profil.")
        quickwin.save()
        make.RiskFactory(quickwin=quickwin)
        make.MilestoneFactory(quickwin=quickwin)
    write_sections(masterplan, Stage.ROADMAP)
    state_facts(masterplan, Stage.ROADMAP)


def fill_commitment(masterplan):
    """Everything that bimtek IV asks for."""
    if not masterplan.region.officials.filter(is_head_of_region=True).exists():
        make.OfficialFactory(region=masterplan.region, position="Bupati", is_head_of_region=True)
    write_sections(masterplan, Stage.COMMITMENT)
    state_facts(masterplan, Stage.COMMITMENT)


FILL = {
    Stage.ANALYSIS: fill_analysis,
    Stage.PROGRAMS: fill_programs,
    Stage.ROADMAP: fill_roadmap,
    Stage.COMMITMENT: fill_commitment,
}


def bring_to(masterplan, stage, status=Status.WRITING, *, lead, facilitator):
    """Walk an empty masterplan to a stage, whose content is filled, and there to a status.

    Frozen and signed are beyond: `stages.freezing` and `commitments.signing` lead there.
    """
    for present in Stage:
        FILL[present](masterplan)
        if present == stage and status == Status.WRITING:
            return masterplan
        masterplan = workflow.submit_stage(masterplan, by=lead)
        if present == stage and status == Status.REVIEW:
            return masterplan
        masterplan = workflow.advance_stage(masterplan, by=facilitator)
    return masterplan
