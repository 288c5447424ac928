"""Kertas Kerja of a Perangkat Daerah: what is asked, what is done, and the one next step."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from assignments.activity import LastActivity, last_activity_by_task
from assignments.next_action import NextAction, repair_action
from assignments.overview import PersonalOverview
from bimtek.models import Session
from bimtek.sessions import next_of
from bimtek.spoken import days_in_words, when_in_words
from indonesian import angka, counted, named
from masterplans.models import Status
from notes.models import Note
from notes.open_items import notes_of_agencies
from progress.completeness import AgencyProgress
from progress.tasks import BACK, TaskCell
from regions.models import Membership, Role


@dataclass(frozen=True)
class FinishedTask:
    """A task that is done, with when and by whom, as far as the trail knows."""

    cell: TaskCell
    at: datetime | None
    who: str


class AgencyWorksheet:
    """The work of one agency."""

    def __init__(self, overview: PersonalOverview, row: AgencyProgress):
        self.overview, self.row, self.agency = overview, row, row.agency

    @property
    def tasks(self) -> list[TaskCell]:
        """What can be done now: while the plan is closed, notes alone."""
        if self.overview.masterplan.is_open:
            return self.row.open
        return [cell for cell in self.row.open if cell.state == BACK] if self._answers else []

    @property
    def resting(self) -> list[TaskCell]:
        """What is open, but cannot be filled in now."""
        return [cell for cell in self.row.open if cell not in self.tasks]

    @property
    def _answers(self):
        return self.overview.masterplan.status in (Status.REVIEW, Status.APPROVED)

    @cached_property
    def finished(self) -> list[FinishedTask]:
        """The newest first; what has no date stands last."""
        last = last_activity_by_task(self.overview.masterplan, self.agency)
        lines = [self._finished(cell, last) for cell in self.row.finished]
        far = timezone.make_aware(datetime(1, 1, 2))  # noqa: DTZ001 - made aware at once
        return sorted(lines, key=lambda line: line.at or far, reverse=True)

    def _finished(self, cell, last):
        if cell.nothing:
            return FinishedTask(cell, cell.nothing.at, cell.nothing.by.name)
        if cell.key == "bagian":
            given = [s for s in self.overview.counts.sections_given[self.agency.pk] if s.changed_at]
            newest = max(given, key=lambda section: section.changed_at, default=None)
            if newest is None:
                return FinishedTask(cell, None, "")
            return FinishedTask(cell, newest.changed_at, newest.changed_by)
        key = "program" if cell.key in ("target", "anggaran") else cell.key
        found = last.get(key, LastActivity(None))
        return FinishedTask(cell, found.at, found.who)

    @cached_property
    def notes(self) -> list[Note]:
        """The threads on its places, those that wait first."""
        notes = self.overview.counts.once(notes_of_agencies).get(self.agency.pk, ())
        keys = [note.pk for note in notes]
        threads = list(Note.objects.filter(pk__in=keys).with_threads()) if keys else []
        return sorted(threads, key=lambda note: (not note.is_waiting, note.at))


class Worksheets:
    """Kertas Kerja of one or more agencies, as one person finds it."""

    def __init__(self, overview: PersonalOverview, rows: list[AgencyProgress]):
        self.overview, self.masterplan = overview, overview.masterplan
        self.sheets = [AgencyWorksheet(overview, row) for row in rows]

    @property
    def names(self) -> str:
        return named(sheet.agency.name for sheet in self.sheets)

    @property
    def tasks(self) -> list[TaskCell]:
        return [cell for sheet in self.sheets for cell in sheet.tasks]

    @property
    def next_step(self) -> TaskCell | None:
        """The first thing to do."""
        return self.tasks[0] if self.tasks else None

    @cached_property
    def notes(self) -> list[Note]:
        """The threads of all its agencies; one that concerns two of them stands once."""
        found = {note.pk: note for sheet in self.sheets for note in sheet.notes}
        return list(found.values())

    @cached_property
    def session(self) -> Session | None:
        return next_of(list(self.masterplan.sessions.all()))

    @property
    def session_days(self) -> str:
        return days_in_words(self.session) if self.session else ""

    @property
    def session_when(self) -> str:
        return when_in_words(self.session) if self.session else ""

    @property
    def far(self) -> tuple[str, int, int] | None:
        """How much of what is asked is done; nothing when nothing is asked."""
        done = sum(sheet.row.done for sheet in self.sheets)
        asked = sum(len(sheet.row.asked) for sheet in self.sheets)
        if not asked:
            return None
        stage = self.masterplan.stage
        return f"{angka(done)} dari {angka(asked)} isian tahap {stage} sudah selesai", done, asked

    @property
    def average(self) -> str:
        """How far the others are, when there are others."""
        if len(self.overview.matrix.rows) <= len(self.sheets):
            return ""
        done, asked = self.overview.matrix.average
        return f"Rata-rata Perangkat Daerah di {self.masterplan.region}: {done} dari {asked}."

    @cached_property
    def coordinators(self) -> list[Membership]:
        """Whom to ask."""
        members = Membership.objects.active().filter(region=self.masterplan.region)
        members = members.acting_as(Role.LEAD).by_role()
        return list(members.select_related("user", "agency"))

    def ask(self) -> NextAction:
        """The request at the head of the page, to somebody who writes for these agencies."""
        if not self.masterplan.is_open:
            return self._closed()
        stage = self.masterplan.stage
        if not self.tasks and (decision := self.overview.return_decision):
            return repair_action(decision, self.names)
        if not self.tasks:
            return NextAction(
                f"Tidak ada yang diminta dari {self.names} sekarang.",
                f"Isian tahap {stage} sudah lengkap dan masih dapat diubah sampai diserahkan.",
                also_label="Baca isi masterplan",
                also_url=reverse("masterplans:contents", args=[self.masterplan.slug]),
            )
        until = f"sebelum {self.session}" if self.session else f"untuk tahap {stage}"
        number = counted(len(self.tasks))
        step = self.next_step
        title = f"Lengkapi {number} isian ini {until}."
        if all(cell.state == BACK for cell in self.tasks):
            title = f"Jawab {self._waiting} catatan {until}."
        return NextAction(title, "", f"{step.verb} {_object(step)}", step.url)

    def ask_about(self) -> NextAction:
        """The same page, read by somebody who does not write for these agencies."""
        number = len(self.tasks)
        title = f"{self.names}: {counted(number)} hal masih diminta."
        if not number:
            title = f"Tidak ada yang diminta dari {self.names} sekarang."
        return NextAction(title, f"Tahap {self.masterplan.stage}, {self._state()}.")

    @property
    def _waiting(self):
        return counted(sum(note.is_waiting for note in self.notes))

    def _closed(self):
        stage, status = self.masterplan.stage, Status(self.masterplan.status)
        if self.tasks:
            return NextAction(
                f"Jawab {self._waiting} catatan selama tahap {stage} {self._state()}.",
                "Isian lain tidak dapat diubah sekarang.",
                "Jawab catatan",
                "#catatan",
            )
        why = {
            Status.REVIEW: f"Tahap {stage} sedang ditinjau tenaga ahli. Anda menerima surel bila"
            " ada yang dikembalikan.",
            Status.APPROVED: "Masterplan sudah disetujui dan menunggu dibekukan.",
            Status.FROZEN: "Masterplan sudah dibekukan dan menunggu tanda tangan.",
            Status.SIGNED: "Masterplan sudah ditandatangani semua pihak.",
        }[status]
        frozen = status in (Status.FROZEN, Status.SIGNED)
        page = "exports:books" if frozen else "masterplans:contents"
        return NextAction(
            f"Tidak ada yang diminta dari {self.names} sekarang.",
            why,
            also_label="Unduh buku" if frozen else "Baca isi masterplan",
            also_url=reverse(page, args=[self.masterplan.slug]),
        )

    def _state(self):
        return self.masterplan.get_status_display().lower()


def _object(cell):
    """What the button of a step names: "isu daerah", "SWOT", "dua catatan"."""
    if cell.state == BACK:
        return "catatan"
    title = cell.task.title
    return title if title.split()[0].isupper() else title[0].lower() + title[1:]
