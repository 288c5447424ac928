"""Reminding those who are behind: one letter a person, that names exactly what is open.

Nobody is reminded of the same agency twice within a day, unless the coordinator says so. What was
sent is remembered once for each agency.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assignments.matrix import matrix
from assignments.models import Reminder
from audit.trail import record
from bimtek.sessions import next_of
from bimtek.spoken import days_in_words
from indonesian import named
from letters.actions import send_letter
from masterplans.models import Masterplan
from progress.completeness import AgencyProgress, Completeness
from regions.models import Membership, Role

PAUSE = timedelta(days=1)
CLOSED = "Masterplan ini tidak sedang ditulis, jadi tidak ada yang diingatkan."


class ReminderError(Exception):
    """Nothing is sent. The message is a sentence for the user."""


@dataclass
class Recipient:
    """One person, and the rows of the agencies that she writes for and that are behind."""

    user: User
    rows: list[AgencyProgress]


@dataclass
class ReminderPlan:
    """Whom a reminder would reach: people, and the agencies it cannot or should not reach."""

    people: list[Recipient] = field(default_factory=list)
    without_people: list[AgencyProgress] = field(default_factory=list)
    too_soon: list[AgencyProgress] = field(default_factory=list)

    @property
    def agencies(self) -> list[AgencyProgress]:
        """The rows that are named in the letters, once each."""
        found = {row.agency.pk: row for person in self.people for row in person.rows}
        return list(found.values())


def is_too_soon(last: Reminder) -> bool:
    """Whether an agency that was last reminded then should not be reminded again."""
    return last.at > timezone.now() - PAUSE


def plan_reminder(
    masterplan: Masterplan, agencies: Iterable[int] | None, *, again: bool = False
) -> ReminderPlan:
    """Whom to remind: of these agencies, or of all (None), those that are behind.

    `again` includes the agencies that were reminded within the last day.
    """
    rows = matrix(Completeness(masterplan)).behind
    if agencies is not None:
        wanted = set(agencies)
        rows = [row for row in rows if row.agency.pk in wanted]
    sent = Reminder.objects.newest_of(masterplan)
    soon = {agency for agency, reminder in sent.items() if is_too_soon(reminder)}
    plan = ReminderPlan(too_soon=[row for row in rows if row.agency.pk in soon])
    rows = [row for row in rows if again or row.agency.pk not in soon]
    people = _people(masterplan)
    plan.without_people = [row for row in rows if row.agency.pk not in people]
    by_person: dict[int, Recipient] = {}
    for row in rows:
        for user in people.get(row.agency.pk, ()):
            by_person.setdefault(user.pk, Recipient(user, [])).rows.append(row)
    plan.people = sorted(by_person.values(), key=lambda person: person.user.name)
    return plan


@transaction.atomic
def remind(
    masterplan: Masterplan,
    agencies: Iterable[int] | None,
    *,
    again: bool = False,
    message: str = "",
    by: User,
) -> ReminderPlan:
    """Write the letters and the lines of the trail. Raises ReminderError when nobody is reached.

    The masterplan's row is locked: of two coordinators who remind at the same moment, the second
    finds that it has just been done.
    """
    masterplan = (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region__parent")
        .get(pk=masterplan.pk)
    )
    if not masterplan.is_open:
        raise ReminderError(CLOSED)
    plan = plan_reminder(masterplan, agencies, again=again)
    if not plan.people:
        raise ReminderError(_reason_for_none(plan))
    session = next_of(list(masterplan.sessions.all()))
    for person in plan.people:
        _write(masterplan, person, session, message.strip(), by)
    for row in plan.agencies:
        told = [person.user.name for person in plan.people if row in person.rows]
        tasks = [cell.name for cell in row.open]
        row.agency.region = masterplan.region  # the trail asks each for it
        Reminder.objects.create(masterplan=masterplan, agency=row.agency, by=by)
        record(
            by, "agency.reminded", row.agency, masterplan=masterplan.pk, people=told, tasks=tasks
        )
    return plan


def letter_lines(rows: list[AgencyProgress]) -> list[tuple[str, list[str]]]:
    """What a letter names: for each agency its open tasks, each as one line."""
    return [
        (row.agency.name, [f"{cell.task.title}: {_task_sentence(cell)}" for cell in row.open])
        for row in rows
    ]


def _task_sentence(cell):
    return cell.sentence or f"{cell.count}."


def _write(masterplan, person, session, message, by):
    names = named(row.agency.name for row in person.rows)
    until = f" sebelum {session}, {days_in_words(session)}" if session else ""
    lacks = f"Isian {names} untuk tahap {masterplan.stage} belum lengkap."
    send_letter(
        "assignments/mail/reminder",
        to=[person.user],
        subject=f"Isian {names} untuk tahap {masterplan.stage} masih ditunggu",
        path=reverse("assignments:worksheets", args=[masterplan.slug]),
        region=masterplan.region,
        reason="Anda menulis untuk Perangkat Daerah ini.",
        title=masterplan.title,
        sentence=f"{lacks} Mohon dilengkapi{until}.",
        lines=letter_lines(person.rows),
        message=message,
        by=by,
    )


def _people(masterplan):
    """By agency: the people with an account who write for it."""
    members = Membership.objects.active().filter(region=masterplan.region_id, role=Role.WRITER)
    found = defaultdict(list)
    for member in members.select_related("user"):
        found[member.agency_id].append(member.user)
    return found


def _reason_for_none(plan):
    if plan.too_soon:
        return "Semua sudah diingatkan dalam sehari ini. Belum ada surat baru yang dikirim."
    if plan.without_people:
        return "Perangkat Daerah ini belum punya staf di Simpul, jadi tidak ada yang diingatkan."
    return "Tidak ada Perangkat Daerah yang tertinggal, jadi tidak ada yang diingatkan."
