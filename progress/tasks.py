"""What a Perangkat Daerah is asked for, task by task, with a sentence and a count for each.

A task is a column of the matrix and a line of Kertas Kerja. Content is asked in the tahap in which
a bimtek needs it (domain §3.1). Answered from `AgencyCounts`, which holds the counts of one agency
in memory: no task asks the database.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from indonesian import angka
from progress.requirements import place

DONE, PART, NONE, BACK, NOT_ASKED = "done", "part", "none", "back", "dash"
WORDS = {
    DONE: "selesai",
    PART: "sebagian",
    NONE: "belum diisi",
    BACK: "menunggu jawaban",
    NOT_ASKED: "tidak diminta",
}


@dataclass(frozen=True)
class TaskProgress:
    """How far a task is: so many of so many things, and what is missing."""

    done: int
    asked: int
    noun: str
    sentence: str = ""
    url: object = ""
    is_begun: bool = False  # there is something, though none of it is done

    @property
    def state(self) -> str:
        if self.done >= self.asked:
            return DONE
        return PART if self.done else NONE


@dataclass(frozen=True)
class Task:
    """One thing that every agency may be asked for."""

    key: str
    name: str  # head of a column, and within a sentence
    title: str  # heading of its line
    why: str
    stages: frozenset
    look: Callable[["AgencyCounts"], TaskProgress | None]  # None: it is not asked of this agency
    may_be_none: bool = False  # an agency may say that it has none of it
    waits_for_words: bool = False  # what is open in it are notes without an answer


@dataclass(frozen=True)
class TaskCell:
    """One task of one agency: done, part, none, back (a note waits), or dash (not asked)."""

    task: Task
    state: str
    found: TaskProgress | None = None
    nothing: object | None = None  # the statement that there is none
    is_earlier: bool = False  # of a tahap that is over

    @property
    def key(self) -> str:
        return self.task.key

    @property
    def name(self) -> str:
        return self.task.name

    @property
    def is_asked(self) -> bool:
        """In the present tahap, done or not."""
        return self.state != NOT_ASKED and not self.is_earlier

    @property
    def is_open(self) -> bool:
        return self.is_asked and self.state != DONE

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


class AgencyCounts:
    """The counts of one agency, taken out of the counts of all."""

    def __init__(self, counts, agency, rows, programs, quickwins):
        self.counts, self.agency = counts, agency
        self.programs, self.quickwins = programs, quickwins
        self.masterplan = counts.masterplan
        self.stage = counts.masterplan.stage
        self._rows = rows

    @cached_property
    def dimensions(self) -> list:
        """The dimensions in which it takes part."""
        return self.counts.parts.get(self.agency.pk, [])

    @property
    def sections(self) -> list:
        """The sections given to it that are due by now."""
        given = self.counts.sections_given.get(self.agency.pk, [])
        return [section for section in given if section.is_due(self.stage)]

    @cached_property
    def _numbers(self) -> Counter:
        """Its rows by (kind, dimension, part), with None and "" for "all of them"."""
        numbers = Counter()
        for row in self._rows:
            for dimension, part in {
                (row.dimension, row.part),
                (row.dimension, ""),
                (None, row.part),
                (None, ""),
            }:
                numbers[row.kind, dimension, part] += row.count
        return numbers

    def count(self, kind: str, dimension: int | None = None, part: str = "") -> int:
        """Its rows of one kind: of all dimensions or of one, of all parts or of one."""
        return self._numbers[kind, dimension, part]

    def place(self, page: str, *args, within: str = ""):
        """The address of a page of this masterplan."""
        return place(self.masterplan, page, *args, within=within)


def cell_of(task: Task, own: AgencyCounts) -> TaskCell:
    """One cell: what was found, or what the agency said of it."""
    if own.stage < min(task.stages):
        return TaskCell(task, NOT_ASKED)
    found = task.look(own)
    is_earlier = own.stage not in task.stages
    nothing = own.counts.nothing.get((own.agency.pk, task.key)) if task.may_be_none else None
    if nothing and not (found and (found.done or found.is_begun)):
        return TaskCell(task, DONE, found, nothing, is_earlier)
    if found is None:
        return TaskCell(task, NOT_ASKED)
    state = found.state
    if task.waits_for_words and state != DONE:
        state = BACK
    if is_earlier:  # that tahap was approved as it was: nobody asks for more
        state = DONE if found.done else NOT_ASKED
    return TaskCell(task, state, found, None, is_earlier)
