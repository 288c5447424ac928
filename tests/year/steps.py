"""What people do in the year, step by step, by the verbs of the rooms."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from bimtek.inviting import invite
from bimtek.models import Session
from bimtek.sessions import plan_session
from instruments.answering import hand_in
from instruments.appointing import appoint, begin_scoring
from instruments.documents import AnswerDocument, ScoreDocument
from instruments.models import Assessment, Question
from instruments.scoring import hand_in_scores
from mandates.actions import record_mandate, usual_signatures
from masterplans.models import Masterplan, Stage
from progress.facts import FACTS, state_fact
from quickwins import selection
from quickwins.criteria import criteria_of
from reviews.approvals import Verdicts, approve_chapter
from reviews.passages import PlanText
from revisions.saving import save
from stages import workflow
from tests import factories as make
from tests.plans import FILL
from tests.year.cast import Team


def outline_of_four_stages():
    """One book, and for each tahap one chapter with one section to write."""
    outline = make.OutlineFactory(version="kominfo-2023")
    book = make.OutlineBookFactory(outline=outline)
    for stage in Stage:
        chapter = make.OutlineChapterFactory(book=book, number=stage, title=f"Bab tahap {stage}")
        make.OutlineSectionFactory(chapter=chapter, stage=stage)
    return outline


# --- the assessment


def answer(assessment: Assessment, team: Team) -> None:
    """The coordinator answers every question and hands the answers in."""
    for question in Question.objects.of(assessment.instrument):
        document = AnswerDocument(assessment, question)
        parts = {"text": f"{team.region} sudah memilikinya.", "claimed": 3}
        save(document, parts, token=document.token(), by=team.lead)
    hand_in(assessment, by=team.lead)


def appoint_all(assessment: Assessment, assessors, *, by):
    """Those from outside are asked, and begin."""
    seats = [
        appoint(assessment, email=one.email, affiliation="Universitas Gadjah Mada", by=by)
        for one in assessors
    ]
    begin_scoring(assessment, by=by)
    return seats


def give_scores(seat, value: int) -> None:
    """One assessor gives every question the same and hands her scores in."""
    seat.assessment.refresh_from_db()
    for question in Question.objects.of(seat.assessment.instrument):
        document = ScoreDocument(seat, question)
        parts = {"value": value, "remark": ""}
        save(document, parts, token=document.token(), by=seat.user, autosave=True)
    hand_in_scores(seat, by=seat.user)


# --- what the work stands on


def decree(team: Team, kind: str, day: date):
    """The coordinator records a document of this day."""
    return record_mandate(
        team.region,
        kind=kind,
        number=f"{kind}/{team.region.code}/2023",
        date=day,
        about="Gerakan Menuju Kota Cerdas (Smart City)",
        signatures=[
            replace(one, name="H. Contoh, M.Si.") for one in usual_signatures(team.region, kind)
        ],
        by=team.lead,
    )


# --- bimtek


def call_together(team: Team, stage: int, first: date, last: date, *, people) -> Session:
    """The coordinator sets the days and invites Dinas Kesehatan and these people."""
    session = plan_session(
        team.plan, stage=stage, first_day=first, last_day=last, by=team.lead,
        is_meant=False, place="Aula Setda", opener="Sekretaris Daerah",
    )  # fmt: skip
    invite(session, agencies=[team.agency], people=people, by=team.lead)
    return session


# --- a tahap


def fill(team: Team, stage: Stage) -> None:
    """The team writes what the tahap asks for, and its coordinator states what took place."""
    plan = team.plan
    for fact in FACTS.values():
        if fact.stage == stage:
            state_fact(plan, fact, day=timezone.localdate(), words="Di Aula Setda.", by=team.lead)
    FILL[stage](plan)


def submit(team: Team, note: str = "") -> Masterplan:
    return workflow.submit_stage(team.plan, by=team.lead, note=note)


def approve_chapters(team: Team, *, by) -> int:
    """An expert approves every chapter that waits for it; how many."""
    queue = Verdicts(PlanText(team.plan)).queue
    for one in queue:
        approve_chapter(team.plan, one.chapter.place, shown=one.chapter.digest, by=by)
    return len(queue)


def judge(team: Team, quickwin, value: int, *, by) -> None:
    """One gives a nominee the same on every criterion."""
    values = {one.key: value for one in criteria_of(team.plan)}
    selection.score(quickwin, values=values, by=by)
