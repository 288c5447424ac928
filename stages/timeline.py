"""One line of time from asesmen to komitmen: what was planned, when it was, and what comes next."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bimtek.models import Session
from bimtek.spoken import days_in_short, moved_in_words, when_in_words
from indonesian import angka, daftar, jarak_hari, tanggal


@dataclass(frozen=True)
class TimelineStep:
    """Something that happened on a day, or is still to come.

    `is_estimate`: nobody set the planned day; it follows from the rules of the cohort.
    """

    what: str
    url: str = ""
    planned: date | None = None
    real: date | None = None
    remark: str = ""
    is_estimate: bool = False
    session: Session | None = None
    is_meeting: bool = False  # with a session, or not yet

    @property
    def planned_words(self) -> str:
        if self.session and self.real and self.session.days_moved:
            return tanggal(self.session.planned_first)
        if self.session:
            return days_in_short(self.session)
        if not self.planned:
            return ""
        return f"sekitar {tanggal(self.planned)}" if self.is_estimate else tanggal(self.planned)

    @property
    def moved_from(self) -> str:
        """Of a bimtek that is still to come: the day that was planned first, if another one."""
        is_moved = self.session and self.session.days_moved and not self.real
        return f"semula {tanggal(self.session.planned_first)}" if is_moved else ""

    @property
    def last_planned(self) -> date | None:
        """The last day that was meant; a bimtek has two."""
        return self.session.last_day if self.session else self.planned

    def days_late(self, today: date) -> int:
        """By how many days it came late, or is late now; against a day that somebody set."""
        if not self.planned or self.is_estimate:
            return 0
        if self.session and self.real:
            return max(0, self.session.days_moved)
        return max(0, ((self.real or today) - (self.last_planned or self.planned)).days)

    def distance(self, today: date) -> str:
        """How late it is, or how long it still takes, in words."""
        if late := self.days_late(today):
            return f"terlambat {angka(late)} hari"
        if self.session:
            when = when_in_words(self.session, today)
            return ", ".join(filter(None, [when, moved_in_words(self.session)]))
        if self.real:
            return "tepat waktu" if self.planned and not self.is_estimate else ""
        if not self.planned:
            return "tanggal belum ditetapkan"
        if self.planned < today:
            return "perkiraannya sudah lewat"
        return jarak_hari(self.planned, today)


@dataclass(frozen=True)
class TimelineLine:
    """A step as the page writes it."""

    step: TimelineStep
    today: date
    is_next: bool = False

    @property
    def distance(self) -> str:
        return self.step.distance(self.today)

    @property
    def is_late(self) -> bool:
        return self.step.days_late(self.today) > 0

    @property
    def real_words(self) -> str:
        if not self.step.real:
            return ""
        session = self.step.session
        return days_in_short(session) if session else tanggal(self.step.real)


class Timeline:
    """The steps of a region in the order of time: those that were, then those that come."""

    def __init__(self, steps: list[TimelineStep], today: date):
        self.today = today
        self.done = sorted((one for one in steps if one.real), key=lambda one: one.real)
        self.ahead = in_order([one for one in steps if not one.real])

    @cached_property
    def next(self) -> TimelineStep | None:
        """The planned step that is nearest; of two on one day the bimtek, which ends the other."""
        planned = [one for one in self.ahead if one.planned and one.last_planned >= self.today]
        nearest = min(planned, key=lambda one: (one.planned, not one.is_meeting), default=None)
        return nearest or next(iter(self.ahead), None)

    @property
    def lines(self) -> list[TimelineLine]:
        steps = [*self.done, *self.ahead]
        return [TimelineLine(one, self.today, one is self.next) for one in steps]

    @property
    def title(self) -> str:
        """ "Berikutnya: Bimtek III, 16–17 Desember 2026, 16 hari lagi." """
        if self.next:
            words = [self.next.what, self.next.planned_words, self.next.distance(self.today)]
            return f"Berikutnya: {', '.join(word for word in words if word)}."
        if self.done:
            last = self.done[-1]
            return f"Semua langkah sudah dilalui: {last.what}, {tanggal(last.real)}."
        return "Belum ada yang tercatat untuk daerah ini."

    @property
    def why(self) -> str:
        """What is late, and what has to be done before the next step."""
        waiting = [one for one in self.ahead if one is not self.next]
        late = [
            f"{one.what} ({angka(days)} hari)"
            for one in waiting
            if (days := one.days_late(self.today))
        ]
        before = self.ahead[: self.ahead.index(self.next)] if self.next else []
        before = [one.what for one in before if not one.days_late(self.today)]
        said = [("Terlambat", late), ("Sebelum itu", before)]
        return " ".join(f"{head}: {daftar(words)}." for head, words in said if words)


def in_order(steps: list[TimelineStep]) -> list[TimelineStep]:
    """By their planned days; a step without one stays behind the step that it follows."""
    days, latest = [], date.min
    for place, step in enumerate(steps):
        day = step.planned or latest
        latest = max(latest, day)
        days.append((day, place, step))
    return [step for _, _, step in sorted(days, key=lambda one: one[:2])]
