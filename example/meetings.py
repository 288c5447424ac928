"""The calendar of an example plan, who takes part in what, and the notes in its margin.

Meetings are told in weeks from the day of loading, on a Wednesday and Thursday as they are held:
an example whose next bimtek lies years back could not show "11 hari lagi".
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from assignments.participation import assign_dimensions
from attendance.attending import attend, close_registers, registers_of
from attendance.people_list import read_people
from bimtek.inviting import invite
from bimtek.sessions import plan_session, write_results
from masterplans.models import Section
from notes.actions import answer_note, resolve_note, write_note
from notes.anchors import UNKNOWN, Anchor
from notes.models import NoteWeight
from notes.targets import PROGRAM, SECTION, place_of
from progress.facts import FACTS, state_fact

WEDNESDAY = 2


def set_calendar(plan, rows: list[dict]) -> None:
    """The bimtek of the plan, by the tahap; of one that is over also who came and what came."""
    for row in rows:
        first = wednesday(row["week"])
        session = plan_session(
            plan.masterplan,
            stage=row["stage"],
            first_day=first,
            last_day=first + timedelta(days=row.get("days", 2) - 1),
            mode=row["mode"],
            place=row["place"],
            agenda="\n".join(row["agenda"]),
            opener=row.get("opener", ""),
            expected=row.get("expected"),
            by=plan.lead,
        )
        if "came" in row:
            hold(plan, session, row)


def hold(plan, session, row: dict) -> None:
    """A session that was held: invited, attended through the code on the wall, written up, closed.

    On the second day the team alone came, as in Sawahlunto (domain §3.1).
    """
    invite(session, agencies=list(plan.agencies.values()), people=[plan.lead], by=plan.lead)
    people = read_people("\n".join(row["came"]))
    for register, here in zip(
        registers_of(session), (people, people[: row["second_day"]]), strict=True
    ):
        opened = datetime.combine(register.day, session.starts_at, register.zone)
        for minute, person in enumerate(here):
            attend(register, **person, now=opened - timedelta(seconds=20 * (len(here) - minute)))
    close_registers(session, by=plan.lead)
    signers = [plan.officials[key] for key in row["signers"]]
    results, number = "\n".join(row["results"]), row["minutes_number"]
    write_results(session, results=results, minutes_number=number, signers=signers, by=plan.lead)


def state_facts(plan, rows: list[dict]) -> None:
    """What happened in the bimtek of the present tahap, as its row tells (`stated`)."""
    facts = [fact for fact in FACTS.values() if fact.stage == plan.masterplan.stage]
    for row in rows:
        if row["stage"] == plan.masterplan.stage and "stated" in row:
            day = wednesday(row["week"]) + timedelta(days=1)
            for fact in facts:
                state_fact(plan.masterplan, fact, day=day, words=row["stated"], by=plan.lead)


def wednesday(week: int, today: date | None = None) -> date:
    """The Wednesday so many weeks from the present week."""
    today = today or timezone.localdate()
    return today + timedelta(days=WEDNESDAY - today.weekday(), weeks=week)


def give_parts(plan, agencies: list[dict]) -> None:
    """In which dimensions each agency takes part (domain §2), as the data says."""
    parts = {
        plan.agencies[row["short_name"]]: [plan.dimensions[code] for code in row["dimensions"]]
        for row in agencies
    }
    assign_dimensions(plan.masterplan, parts, by=plan.lead)


def write_notes(plan, rows: list[dict]) -> None:
    """Notes on sections and programs, with their answers."""
    sections = dict(
        Section.objects.filter(masterplan=plan.masterplan).values_list("outline__slug", "pk")
    )
    programs = dict(plan.masterplan.programs.values_list("name", "pk"))
    for row in rows:
        kind = SECTION if "section" in row else PROGRAM
        pk = sections[row["section"]] if kind == SECTION else programs[row["program"]]
        place = place_of(plan.masterplan, kind, pk)
        note = write_note(
            plan.masterplan,
            place,
            text=row["text"],
            by=plan.people[row["by"]],
            weight=row.get("weight", NoteWeight.SHOULD),
            anchor=Anchor(row["quote"], position=UNKNOWN) if "quote" in row else None,
            suggestion=row.get("suggestion", ""),
        )
        for answer in row.get("answers", ()):
            answer_note(note, text=answer["text"], by=plan.people[answer["by"]])
        if row.get("resolved"):
            resolve_note(note, by=plan.people[row["by"]])
