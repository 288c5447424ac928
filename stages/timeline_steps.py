"""From what rooms below know of a region to the steps of its timeline."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from attendance.models import Register
from bimtek.days import proposed_day
from bimtek.models import Meeting, Session
from cohorts.models import Nomination, Selection
from commitments.models import Commitment
from enactments.models import Enactment
from instruments.models import Assessment, InstrumentPurpose
from mandates.models import DECREES, MandateKind
from mandates.standing import MandateStanding, standing_of
from masterplans.models import Decision, Masterplan, Stage, Status, Verb
from regions.models import Region
from stages.timeline import Timeline, TimelineStep

UNPROVEN = "Menurut jadwal; belum ada yang tercatat hadir."
BACK = (Verb.WITHDRAWN, Verb.RETURNED, Verb.REOPENED)
WORDS = {
    Verb.WITHDRAWN: "ditarik kembali",
    Verb.RETURNED: "dikembalikan",
    Verb.APPROVED: "disetujui",
    Verb.REOPENED: "dibuka kembali",
}


@dataclass
class TimelineFacts:
    """What is known of one region and one of its plans, if it has one."""

    region: Region
    standing: MandateStanding
    today: date
    masterplan: Masterplan | None = None
    nomination: Nomination | None = None
    assessments: list[Assessment] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)  # the oldest first
    commitment: Commitment | None = None
    enactments: list[Enactment] = field(default_factory=list)
    attended: set[int] = field(default_factory=set)  # the meetings to which somebody came

    @property
    def is_chosen(self) -> bool:
        return self.nomination is not None and self.nomination.verdict == Selection.CHOSEN


def timeline_of(region: Region, masterplan: Masterplan | None, user: User) -> Timeline:
    """The timeline of a region with this plan, as far as somebody may know it. Nine queries."""
    nominations = list(Nomination.objects.visible_to(user).filter(region=region))
    facts = TimelineFacts(
        region=region,
        standing=standing_of(region),
        today=timezone.localdate(),
        masterplan=masterplan,
        nomination=_nomination_of(masterplan, nominations),
    )
    asked = Assessment.objects.of_region(region)
    asked = asked.filter(instrument__purpose=InstrumentPurpose.ASSESSMENT).order_by("opens_on")
    facts.assessments = _of_its_cohort(asked, facts.nomination)
    if masterplan:
        came = Register.objects.filter(session__masterplan=masterplan, attendees__isnull=False)
        facts.attended = set(came.values_list("session__stage", flat=True))
        facts.sessions = list(masterplan.sessions.all())
        facts.decisions = list(masterplan.decisions.order_by("at", "pk"))
        facts.commitment = Commitment.objects.of(masterplan).filter(cancelled_at=None).first()
        facts.enactments = list(Enactment.objects.of(masterplan))
    return Timeline(list(steps_of(facts)), facts.today)


def _nomination_of(masterplan, nominations):
    """That of the plan; else the newest one under which no plan is written yet."""
    own = [one for one in nominations if masterplan and one.masterplan_id == masterplan.pk]
    free = [one for one in nominations if one.masterplan_id is None]
    return max(own or free, key=lambda one: one.cohort.year, default=None)


def _of_its_cohort(assessments, nomination):
    """Those of the year of the cohort; all of them where there is none."""
    found = list(assessments)
    if nomination is None:
        return found
    return [one for one in found if one.instrument.year == nomination.cohort.year]


def steps_of(facts: TimelineFacts) -> Iterator[TimelineStep]:
    """All steps in the order in which they follow one another."""
    for assessment in facts.assessments:
        yield from _assessment(facts, assessment)
    if facts.nomination:
        yield _decision_of_cohort(facts)
    yield from _mandates(facts)
    if facts.masterplan:
        for meeting in Meeting:
            if step := _meeting(facts, meeting):
                yield step
            if meeting != Meeting.PREPARATION:
                yield from _stage(facts, Stage(meeting))
        yield from _ending(facts)


def _assessment(facts, assessment):
    url = assessment.get_absolute_url()
    opens = "real" if assessment.opens_on <= facts.today else "planned"
    yield TimelineStep("Asesmen dibuka", url, **{opens: assessment.opens_on})
    handed_in = _day(assessment.handed_in_at)
    yield TimelineStep("Jawaban asesmen diserahkan", url, assessment.closes_on, handed_in)
    if assessment.closed_at or not (facts.nomination and facts.nomination.is_decided):
        yield TimelineStep("Asesmen selesai dinilai", url, real=_day(assessment.closed_at))


def _decision_of_cohort(facts):
    nomination = facts.nomination
    what = f"Keputusan kohort {nomination.cohort.year}"
    if nomination.is_decided:
        what += f": {nomination.get_verdict_display().lower()}"
    return TimelineStep(
        what,
        facts.region.get_absolute_url() + "#kohort",
        real=_day(nomination.decided_at),
        remark=nomination.reason,
    )


def _mandates(facts):
    """What is recorded; what lacks only where something asks for it."""
    url = reverse("mandates:overview", args=[facts.region.code])
    for kind in MandateKind:
        found = facts.standing.documents.get(kind)
        if found or facts.is_chosen or facts.standing.agreement:
            planned = facts.standing.due if kind in DECREES else None
            real = facts.standing.first.get(kind, found.date) if found else None
            remark = f"Nomor {found.number}" if found else ""
            yield TimelineStep(kind.label, url, planned, real, remark)


def _meeting(facts, meeting):
    """A bimtek with its days; one without is left out once the plan has gone on without it."""
    plan = facts.masterplan
    session = next((one for one in facts.sessions if one.stage == meeting), None)
    if session:
        is_over = session.last_day < facts.today
        proven = not is_over or meeting in facts.attended
        return TimelineStep(
            str(session),
            session.get_absolute_url(),
            session.first_day,
            session.first_day if is_over else None,
            "" if proven else UNPROVEN,
            session=session,
            is_meeting=True,
        )
    stage = max(meeting, Stage.ANALYSIS)
    later = [one for one in facts.sessions if one.stage > meeting]
    began_later = any(one.first_day <= facts.today for one in later)
    is_past = plan.stage > stage or (plan.stage == stage and plan.status != Status.WRITING)
    if is_past or began_later:
        return None
    url = reverse("bimtek:sessions", args=[plan.slug])
    planned = proposed_day(plan, meeting, facts.sessions)
    return TimelineStep(meeting.label, url, planned, is_estimate=True, is_meeting=True)


def _due(facts, stage):
    """When a tahap should be through: when the bimtek of the next one begins."""
    for session in facts.sessions:
        if session.stage == stage + 1:
            return {"planned": session.first_day}
    planned = proposed_day(facts.masterplan, stage + 1, facts.sessions)
    return {"planned": planned, "is_estimate": True}


def _stage(facts, stage):
    """What was done with a tahap, step by step, and what is still to be done with it."""
    plan, due, name = facts.masterplan, _due(facts, stage), f"Tahap {stage}"
    handing_in = "diserahkan"
    url = reverse("stages:decisions", args=[plan.slug])
    for step in facts.decisions:
        if step.stage != stage or step.verb in (Verb.FROZEN, Verb.SIGNED):
            continue
        words = WORDS.get(step.verb, handing_in)
        is_back = step.verb in BACK
        if is_back:
            handing_in = "diserahkan kembali"
        if step.verb == Verb.REOPENED:
            due = {}  # nobody planned that it would begin anew
        remark = step.note if is_back or step.open_points else ""
        meant = {} if is_back else due
        yield TimelineStep(f"{name} {words}", url, real=_day(step.at), remark=remark, **meant)
    is_ahead = plan.stage < stage
    if is_ahead or (plan.stage == stage and plan.status == Status.WRITING):
        yield TimelineStep(f"{name} {handing_in}", plan.get_absolute_url(), **due)
    if is_ahead or (plan.stage == stage and plan.status in (Status.WRITING, Status.REVIEW)):
        yield TimelineStep(f"{name} disetujui", plan.get_absolute_url(), **due)


def _ending(facts):
    """The plan is frozen and signed; each edition anew."""
    plan, commitment = facts.masterplan, facts.commitment
    url = reverse("commitments:detail", args=[plan.slug]) if commitment else plan.get_absolute_url()
    frozen = {"what": "Masterplan dibekukan"}
    signed = {
        "what": "Komitmen ditandatangani semua pihak",
        "url": url,
        "planned": commitment.date if commitment else None,
    }
    for step in facts.decisions:
        if step.verb == Verb.FROZEN:
            history = reverse("stages:decisions", args=[plan.slug])
            yield TimelineStep(**frozen, url=history, real=_day(step.at))
        if step.verb == Verb.SIGNED:
            yield TimelineStep(**signed, real=_day(step.at))
    if plan.status not in (Status.FROZEN, Status.SIGNED):
        yield TimelineStep(**frozen, url=plan.get_absolute_url())
    if plan.status != Status.SIGNED:
        yield TimelineStep(**signed)
    yield from _enacted(facts)


def _enacted(facts):
    """By what each edition was enacted; that a signed one was not stays to be seen."""
    url = reverse("enactments:list", args=[facts.masterplan.slug])
    for one in sorted(facts.enactments, key=lambda enactment: enactment.date):
        what = f"Edisi {one.edition.number} ditetapkan dengan {one.title}"
        yield TimelineStep(what, url, real=one.date, remark=f"Nomor {one.number}")
    newest = max((one.edition.number for one in facts.enactments), default=0)
    if facts.masterplan.status == Status.SIGNED and newest < facts.masterplan.edition_number:
        yield TimelineStep("Masterplan ditetapkan dengan peraturan", url)


def _day(moment) -> date | None:
    return timezone.localtime(moment).date() if moment else None
