"""What a Perangkat Daerah is asked for, task by task, with a sentence and a count for each.

A task is a column of the matrix and a line of Kertas Kerja. Content is asked in the tahap in which
a bimtek needs it (domain §3.1); notes are asked for an answer in every tahap. Answered from
`Own`, which holds the facts of one agency in memory: no task asks the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from indonesian import angka

DONE, PART, NONE, BACK, NOT_ASKED = "done", "part", "none", "back", "dash"
WORDS = {
    DONE: "selesai",
    PART: "sebagian",
    NONE: "belum diisi",
    BACK: "menunggu jawaban",
    NOT_ASKED: "tidak diminta",
}


@dataclass(frozen=True)
class Task:
    """One thing that every agency may be asked for."""

    key: str
    name: str  # head of a column, and within a sentence
    title: str  # heading of its line
    why: str
    stages: frozenset
    look: Callable  # (Own) -> Found, or None when it is not asked of this agency
    may_be_none: bool = False  # an agency may say that it has none of it
    waits_for_words: bool = False  # what is open in it are notes without an answer


@dataclass(frozen=True)
class Found:
    """How far a task is: so many of so many things, and what is missing."""

    done: int
    asked: int
    noun: str
    sentence: str = ""
    url: str = ""

    @property
    def state(self) -> str:
        if self.done >= self.asked:
            return DONE
        return PART if self.done else NONE


@dataclass(frozen=True)
class Cell:
    """One task of one agency: done, part, none, back (a note waits), or dash (not asked)."""

    task: Task
    state: str
    found: Found | None = None
    nothing: object | None = None  # the statement that there is none
    is_earlier: bool = False  # of a tahap that is over

    @property
    def key(self) -> str:
        return self.task.key

    @property
    def name(self) -> str:
        return self.task.name

    @property
    def words(self) -> str:
        return "tidak ada" if self.nothing else WORDS[self.state]

    @property
    def url(self) -> str:
        return self.found.url if self.found else ""

    @property
    def sentence(self) -> str:
        return self.found.sentence if self.found else ""

    @property
    def count(self) -> str:
        """ "1 dari 2 dimensi"; of a single thing, just whether it is there."""
        if self.found is None or self.found.asked == 1:
            return self.words.capitalize()
        if self.state == BACK:
            return f"{angka(self.found.asked - self.found.done)} belum dijawab"
        return f"{angka(self.found.done)} dari {angka(self.found.asked)} {self.found.noun}"

    @property
    def verb(self) -> str:
        return {BACK: "Jawab", PART: "Lanjutkan"}.get(self.state, "Isi")


class Own:
    """The facts of one agency, taken out of the facts of all."""

    def __init__(self, facts, agency, rows, programs, quickwins, notes):
        self.facts, self.agency = facts, agency
        self.programs, self.quickwins, self.notes = programs, quickwins, notes
        self.count: dict[tuple, int] = {}
        for row in rows:
            key = row.kind, row.dimension
            self.count[key] = self.count.get(key, 0) + row.count
        self.slug, self.stage = facts.masterplan.slug, facts.masterplan.stage

    @cached_property
    def dimensions(self) -> list:
        """The dimensions in which it takes part."""
        return self.facts.parts.get(self.agency.pk, [])

    @property
    def sections(self) -> list[dict]:
        """The sections given to it that are due by now."""
        return [
            section
            for section in self.facts.sections_given.get(self.agency.pk, [])
            if section["stage"] <= self.stage
        ]

    def total(self, kind: str) -> int:
        """Its rows of one kind, in all dimensions together."""
        return sum(number for (one, _), number in self.count.items() if one == kind)

    def place(self, page: str, *args, within: str = "") -> str:
        """The address of a page of this masterplan."""
        return reverse(page, args=[self.slug, *args]) + within


def cell_of(task: Task, own: Own) -> Cell:
    """One cell: what was found, or what the agency said of it."""
    if own.stage < min(task.stages):
        return Cell(task, NOT_ASKED)
    found = task.look(own)
    is_earlier = own.stage not in task.stages
    nothing = own.facts.nothing.get((own.agency.pk, task.key)) if task.may_be_none else None
    if nothing and (found is None or not found.done):
        return Cell(task, DONE, found, nothing, is_earlier)
    if found is None:
        return Cell(task, NOT_ASKED)
    state = found.state
    if task.waits_for_words and state != DONE:
        state = BACK
    if is_earlier:  # that tahap was approved as it was: nobody asks for more
        state = DONE if found.done else NOT_ASKED
    return Cell(task, state, found, None, is_earlier)
