"""All chapters as one person has read them."""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from indonesian import angka
from masterplans.models import Masterplan
from reviews.approvals import ChapterVerdict, Verdicts
from reviews.models import ChapterVisit
from reviews.passages import PlanPassage, PlanText, ReadChapter
from reviews.reading import marks_of


@dataclass(frozen=True)
class ChapterLine:
    """A chapter in the list: how much was read, what changed since she last opened it."""

    chapter: ReadChapter
    read: int
    visit: ChapterVisit | None
    changed: list[PlanPassage]  # since she last opened it
    gone: int  # passages that she saw, and that are not there any more
    verdict: ChapterVerdict | None  # None: the stage does not ask for it yet

    @property
    def total(self) -> int:
        return len(self.chapter.passages)

    @property
    def is_read(self) -> bool:
        return self.read == self.total

    @property
    def count(self) -> int:
        """How many differences there are since she last looked."""
        return len(self.changed) + self.gone


class ReadingList:
    """The chapters of a plan with what somebody has read of them."""

    def __init__(self, masterplan: Masterplan, person: User, text: PlanText | None = None):
        self.masterplan, self.person = masterplan, person
        self.text = text or PlanText(masterplan)
        self.verdicts = Verdicts(self.text)

    @cached_property
    def lines(self) -> list[ChapterLine]:
        return [self._line(one) for one in self.text.chapters if one.passages]

    @cached_property
    def changed_lines(self) -> list[ChapterLine]:
        """Chapters that say something else than when she last looked."""
        return [line for line in self.lines if line.count]

    @property
    def read(self) -> int:
        return sum(line.read for line in self.lines)

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def far_words(self) -> str:
        """How far she is, in a sentence."""
        return f"Sudah dibaca {angka(self.read)} dari {angka(self.total)}"

    @property
    def going_on(self) -> ChapterLine | None:
        """Where she goes on: the chapter she opened last, until it is read; else the next one."""
        opened = [line for line in self.lines if line.visit and not line.is_read]
        opened.sort(key=lambda line: line.visit.seen_at, reverse=True)
        unread = (line for line in self.lines if not line.is_read)
        return opened[0] if opened else next(unread, None)

    @cached_property
    def _marks(self):
        return marks_of(self.masterplan, self.person)

    @cached_property
    def _visits(self):
        visits = ChapterVisit.objects.filter(masterplan=self.masterplan, person=self.person)
        return {(visit.book, visit.chapter): visit for visit in visits}

    def _line(self, chapter):
        read = [p for p in chapter.passages if self._is_read(p)]
        visit = self._visits.get(chapter.place)
        seen = dict(visit.seen) if visit else {}
        changed = [p for p in chapter.passages if visit and seen.get(p.key) != p.digest]
        gone = set(seen) - {p.key for p in chapter.passages}
        verdict = self.verdicts.by_place.get(chapter.place)
        return ChapterLine(chapter, len(read), visit, changed, len(gone), verdict)

    def _is_read(self, passage):
        mark = self._marks.get(passage.key)
        return mark is not None and mark.digest == passage.digest
