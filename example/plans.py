"""An example masterplan, brought to its stage as a team would: fill, hand in, approve, go on.

The gates are the real ones: where the data does not satisfy one, loading fails and says which.
"""

from dataclasses import dataclass, field
from uuid import uuid4

from accounts.models import User
from assignments.section_writers import assign_section
from dimensions.models import SubDimension
from example import meetings, rows
from example.readers import read_half, write_on
from masterplans.actions import write_section
from masterplans.creation import create_masterplan
from masterplans.models import Masterplan, Section, Stage
from programs.naming import name_programs
from quickwins import selection
from quickwins.models import Milestone, QuickWin, Risk, Standing
from quickwins.percent import report_progress
from regions.models import Agency, Official, Region
from revisions.tokens import Token
from stages.workflow import advance_stage, submit_stage
from strategy.documents import (
    AlignmentDocument,
    IdentityDocument,
    TeamsDocument,
    VisionDocument,
)
from strategy.plan_settings import align, save_part

HANDED_IN = "Semua kertas kerja sudah dihimpun dan diperiksa pokja. Data contoh."
APPROVED = "Isi tahap ini lengkap; catatan kecil sudah dibahas pada bimtek. Data contoh."


@dataclass
class LoadedRegion:
    """A region while it is being loaded: its agencies and people by the names the data uses."""

    region: Region
    agencies: dict[str, Agency]
    by: User
    people: dict[str, User] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)
    expert: User | None = None


class LoadedPlan:
    """A masterplan while it is being filled, and what the rows of its data point to."""

    def __init__(self, masterplan: Masterplan, place: LoadedRegion):
        subdimensions = SubDimension.objects.filter(
            dimension__set=masterplan.dimension_set_id
        ).select_related("dimension")
        self.masterplan = masterplan
        self.lead = masterplan.created_by
        self.people = place.people
        self.expert = place.expert
        self.agencies, self.officials = place.agencies, place.officials
        self.dimensions = {sub.dimension.code: sub.dimension for sub in subdimensions}
        self.subdimensions = {(sub.dimension.code, sub.order): sub for sub in subdimensions}

    def subdimension(self, row: dict) -> SubDimension:
        return self.subdimensions[row["dimension"], row["subdimension"]]


def load_plan(place: LoadedRegion, data: dict) -> None:
    """Make the masterplan of a region and bring it to the stage that its data names."""
    lead = next(p["email"] for p in data["people"] if p["role"] == "lead")
    plan = begin(place, data["masterplan"], lead=place.people[lead])
    write_settings(plan, data)
    rows.write_analyses(plan, data["analyses"])
    rows.write_inventories(plan, data.get("inventories", {}))
    write_texts(plan, data, Stage.ANALYSIS)
    if data["stage"] > Stage.ANALYSIS:
        pass_gate(plan, data, meanwhile=read_half if data.get("rewritten") else None)
        rows.write_aims(plan, data["aims"])
        rows.write_programs(plan, data["programs"])
        name_in_alignment(plan, data["masterplan"]["alignment"])
        nominate(plan, data.get("quickwins", []))
        write_texts(plan, data, Stage.PROGRAMS)
    if data["stage"] > Stage.PROGRAMS:
        pass_gate(plan, data)
        judge(plan, data["quickwins"])
        write_texts(plan, data, Stage.ROADMAP)
    meetings.set_calendar(plan, data.get("sessions", []))
    meetings.give_parts(plan, data["agencies"])
    meetings.write_notes(plan, data.get("notes", []))
    write_on(plan, data.get("rewritten", []))


def begin(place: LoadedRegion, row: dict, *, lead: User) -> LoadedPlan:
    """The empty masterplan with its years."""
    masterplan = create_masterplan(
        place.region,
        title=row["title"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        by=lead,
    )
    return LoadedPlan(masterplan, place)


def write_settings(plan: LoadedPlan, data: dict) -> None:
    """Phases, vision and missions, alignment, and who leads each dimension."""
    row, masterplan, by = data["masterplan"], plan.masterplan, plan.lead
    phases = [[one["name"], one["first_year"], one["last_year"]] for one in row["phases"]]
    years = {name: row[name] for name in ("title", "first_year", "last_year")}
    _save(IdentityDocument(masterplan), years | {"phases": phases}, by=by)
    words = {"vision": row["vision"], "missions": row["missions"]}
    words["keywords"] = ", ".join(row["vision_keywords"])
    _save(VisionDocument(masterplan), words, by=by)
    rows = [r | {"dimension": plan.dimensions[r["dimension"]].pk} for r in row["alignment"]]
    rows = [{name: one[name] for name in one if name != "programs"} for one in rows]
    rows = [one | {"form_key": uuid4()} for one in rows]
    align(masterplan, rows=rows, token=AlignmentDocument(masterplan).token(), by=by)
    leads = {}
    for person in data["people"]:
        for code in person.get("dimensions", ()):
            key = f"lead.{plan.dimensions[code].pk}"
            leads.setdefault(key, plan.people[person["email"]].pk)
    _save(TeamsDocument(masterplan), leads, by=by)


def _save(document, parts, *, by):
    save_part(document, parts, token=document.token(), by=by)


def write_texts(plan: LoadedPlan, data: dict, stage: Stage) -> None:
    """The texts of one stage, each by its author, and who is asked for which section."""
    sections = {
        section.outline.slug: section
        for section in Section.objects.filter(
            masterplan=plan.masterplan, outline__stage=stage
        ).select_related("outline")
    }
    for row in data["texts"]:
        if section := sections.get(row["section"]):
            by = plan.people[row["author"]]
            write_section(section, html=row["html"], token=Token(section.revision_number), by=by)
    for slug, names in data.get("assignments", {}).items():
        if section := sections.get(slug):
            agencies = [plan.agencies[name] for name in names]
            assign_section(section, agencies=agencies, by=plan.lead)


def pass_gate(plan: LoadedPlan, data: dict, meanwhile=None) -> None:
    """Hand the stage in and have it approved, with the gate that everybody meets."""
    meetings.state_facts(plan, data.get("sessions", []))
    submit_stage(plan.masterplan, note=HANDED_IN, by=plan.lead)
    if meanwhile:
        meanwhile(plan)
    plan.masterplan = advance_stage(plan.masterplan, note=APPROVED, by=plan.expert)


def name_in_alignment(plan: LoadedPlan, rows: list[dict]) -> None:
    """Let the rows of the alignment name the programs that serve them."""
    programs = dict(plan.masterplan.programs.values_list("name", "pk"))
    stored = {(row.document, row.goal): row for row in plan.masterplan.alignments.all()}
    for row in rows:
        if names := row.get("programs"):
            keys = {programs[name] for name in names}
            alignment = stored[row["document"], row["goal"]]
            name_programs(alignment, programs=keys, shown=set(), by=plan.lead)


def nominate(plan: LoadedPlan, quickwins: list[dict]) -> None:
    """Put forward every program that is named as a candidate."""
    programs = {program.name: program for program in plan.masterplan.programs.all()}
    for row in quickwins:
        selection.nominate(programs[row["program"]], by=plan.lead)


def judge(plan: LoadedPlan, quickwins: list[dict]) -> None:
    """Score the nominees, choose or drop them, and write their profiles as far as they are."""
    nominees = {str(nominee): nominee for nominee in QuickWin.objects.of(plan.masterplan)}
    for row in quickwins:
        nominee = nominees[row["program"]]
        for email, values in row["scores"].items():
            selection.score(nominee, values=values, by=plan.people[email])
        if row["standing"] == Standing.CHOSEN:
            nominee = selection.choose(nominee, reason=row["reason"], by=plan.lead)
        elif row["standing"] == Standing.DROPPED:
            nominee = selection.drop(nominee, reason=row["reason"], by=plan.lead)
        for name, text in row["profile"].items():
            setattr(nominee, name, text)
        nominee.save(update_fields=[*row["profile"], "changed_at"])
        Risk.objects.bulk_create(Risk(quickwin=nominee, **risk) for risk in row["risks"])
        Milestone.objects.bulk_create(Milestone(quickwin=nominee, **m) for m in row["milestones"])
        if reported := row.get("reported"):
            done = set(nominee.milestones.values_list("pk", flat=True)[: reported["done"]])
            rest = {"percent": reported["percent"], "reason": reported["reason"]}
            report_progress(nominee, done=done, shown=set(), **rest, by=plan.lead)
