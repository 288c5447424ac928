"""One chapter as one person reads it: what changed since when, what she has read, her place."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from accounts.models import User
from indonesian import angka, hari_tanggal, many
from masterplans.models import Masterplan, Status, Verb
from notes.targets import SECTION
from reviews.differences import (
    ADDED,
    CHANGED,
    REMOVED,
    STAYED,
    MarkedWords,
    joined,
    marked,
    says_something,
)
from reviews.models import ChapterVisit, HandInState, ReadMark
from reviews.passages import PlanPassage, PlanText, ReadChapter
from reviews.states import State, keep_wordings, wordings

PAUSE = timedelta(hours=2)  # who comes back later visits anew
VISIT, MARKS, NONE = "kunjungan", "tanda", "tanpa"


@dataclass(frozen=True)
class Since:
    """A state with which the page compares, as somebody chooses it."""

    code: str
    label: str
    state: State


@dataclass
class ReadPassage:
    """A passage on the page: what it says with its marks, and whether this person has read it."""

    key: str
    kind: str
    row_id: int
    number: str
    digest: str
    fate: str
    words: MarkedWords
    read_at: datetime | None = None
    is_read: bool = False
    notes: tuple = ()
    printed: object = None  # as the book prints it (`reviews.printed`)
    note_form: object = None  # where this person may write a note
    next_key: str = ""  # of the passage behind it
    next_changed: str = ""
    next_unread: str = ""

    @property
    def told(self):
        """Its fields and tables by their names: all, or those that the printed page has not."""
        return self.printed or self.words

    @property
    def is_removed(self) -> bool:
        return self.fate == REMOVED

    @property
    def is_empty(self) -> bool:
        return not (self.words.html or self.words.fields or self.words.tables)

    @property
    def look(self) -> str:
        """How it stands on the page: a section, what stands within one, what is gone."""
        return "gone" if self.is_removed else "whole" if self.kind == SECTION else "inner"

    @property
    def is_changed(self) -> bool:
        return self.fate != STAYED

    @property
    def has_moved_on(self) -> bool:
        """It was read, and says something else now."""
        return self.read_at is not None and not self.is_read and not self.is_removed


class ChapterReading:
    """A chapter, compared with the state that this person chose, or last saw."""

    def __init__(self, text: PlanText, chapter: ReadChapter, person: User, chosen: str = ""):
        self.text, self.chapter, self.person = text, chapter, person
        self.masterplan: Masterplan = text.masterplan
        self._chosen = chosen

    @cached_property
    def visit(self) -> ChapterVisit | None:
        """How she saw this chapter before; `open_chapter` writes it anew."""
        book, chapter = self.chapter.place
        visits = ChapterVisit.objects.filter(masterplan=self.masterplan, person=self.person)
        return visits.filter(book=book, chapter=chapter).first()

    @cached_property
    def marks(self) -> dict[str, ReadMark]:
        return marks_of(self.masterplan, self.person)

    @cached_property
    def choices(self) -> list[Since]:
        """What can be compared with, the usual one first."""
        found = []
        if self.visit and self.visit.since_at:
            day = hari_tanggal(timezone.localtime(self.visit.since_at))
            found.append(Since(VISIT, f"sejak Anda terakhir membaca bab ini, {day}", self._before))
        for one in self._hand_ins:
            at = timezone.localtime(one.decision.at)
            label = f"sejak tahap {one.decision.stage} diserahkan, {hari_tanggal(at)}"
            found.append(Since(str(one.decision_id), label, one.state))
        if self.marks:
            state = [[key, mark.digest] for key, mark in self.marks.items()]
            found.append(Since(MARKS, "sejak Anda tandai sudah dibaca", state))
        return found

    @cached_property
    def since(self) -> Since | None:
        """The chosen one, or the first; None: nothing is marked."""
        if self._chosen == NONE:
            return None
        usual = next(iter(self.choices), None)
        return next((one for one in self.choices if one.code == self._chosen), usual)

    @cached_property
    def passages(self) -> list[ReadPassage]:
        """Everything to read, with what was removed struck at its place."""
        now = {one.key: one for one in self.chapter.passages}
        if self.since is None:
            return self._linked([self._passage(p, p.words, STAYED) for p in now.values()])
        then = self._then(now)
        known = wordings(
            self.masterplan,
            (digest for key, digest in then.items() if key not in now or now[key].digest != digest),
        )
        found = [
            self._compared(key, now.get(key), then.get(key), known)
            for key in joined(list(then), list(now))
        ]
        return self._linked([one for one in found if one])

    @property
    def changed(self) -> list[ReadPassage]:
        return [one for one in self.passages if one.is_changed]

    @property
    def readable(self) -> list[ReadPassage]:
        return [one for one in self.passages if not one.is_removed]

    @property
    def unread(self) -> list[ReadPassage]:
        return [one for one in self.readable if not one.is_read]

    @property
    def far_words(self) -> str:
        """How far she is, in a sentence."""
        return f"Sudah dibaca {angka(self.read_count)} dari {angka(len(self.readable))}"

    @property
    def why(self) -> str:
        """What changed since when, in a sentence."""
        if self.since is None:
            first = "Ini pertama kali Anda membuka bab ini, jadi belum ada perubahan yang ditandai."
            return "Perubahan tidak ditandai." if self.visit else first
        count = len(self.changed)
        what = many(count, "hal") if count else "Tidak ada yang"
        return f"{what} berubah {self.since.label}."

    @property
    def go_on(self) -> ReadPassage | None:
        """Where she goes on reading: at her place, else at the first that she has not read."""
        kept = self.visit.place if self.visit else ""
        unread = next(iter(self.unread), None)
        return next((one for one in self.readable if one.key == kept), unread)

    @property
    def back(self) -> str:
        """As a note says where it was written, so that its buttons lead back (`notes.views`)."""
        book, chapter = self.chapter.place
        return f"baca.{book}.{chapter}.{self.since_code}"

    @property
    def since_code(self) -> str:
        """As the address says what is compared with."""
        return self.since.code if self.since else NONE

    @property
    def previous(self) -> ReadChapter | None:
        return self._beside(-1)

    @property
    def next(self) -> ReadChapter | None:
        return self._beside(1)

    @property
    def read_count(self) -> int:
        return len(self.readable) - len(self.unread)

    # ------------------------------------------------------------------------------------ inside

    def _beside(self, step):
        chapters = [one for one in self.text.chapters if one.passages]
        place = next(i for i, one in enumerate(chapters) if one.place == self.chapter.place) + step
        return chapters[place] if 0 <= place < len(chapters) else None

    def _linked(self, passages):
        """Each knows what comes behind it, so that links do what the keys do."""
        behind = changed = unread = ""
        for one in reversed(passages):
            one.next_key, one.next_changed, one.next_unread = behind, changed, unread
            behind = one.key
            changed = one.key if one.is_changed else changed
            unread = one.key if not one.is_read and not one.is_removed else unread
        return passages

    @property
    def _before(self):
        return self.visit.since

    @cached_property
    def _hand_ins(self):
        """What was handed in before what lies here now, the newest first."""
        states = HandInState.objects.filter(decision__masterplan=self.masterplan)
        states = states.filter(decision__verb=Verb.SUBMITTED).select_related("decision")
        lies_here = self.masterplan.status == Status.REVIEW
        return list(states.order_by("-decision__at", "-pk"))[lies_here:]

    def _then(self, now):
        """The state of this chapter, also of what it has lost: passages of other chapters go."""
        elsewhere = {
            one.key
            for chapter in self.text.chapters
            if chapter.place != self.chapter.place
            for one in chapter.passages
        }
        return {
            key: digest
            for key, digest in self.since.state
            if key in now or (key not in elsewhere and kind_of(key) in self.chapter.prints)
        }

    def _compared(self, key, now, then, known):
        if now and then == now.digest:
            return self._passage(now, now.words, STAYED)
        words = known.get(then)
        if now and words:
            return self._passage(now, words, CHANGED if says_something(words) else ADDED)
        if now:
            return self._passage(now, None, STAYED if self.since.code == MARKS else ADDED)
        if not words or self.since.code == MARKS:
            return None
        kind, row_id = kind_of(key), int(key.rpartition("-")[2])
        return ReadPassage(key, kind, row_id, "", then, REMOVED, marked(words, None))

    def _passage(self, passage: PlanPassage, then, fate):
        mark = self.marks.get(passage.key)
        return ReadPassage(
            key=passage.key,
            kind=passage.kind,
            row_id=passage.row_id,
            number=passage.number,
            digest=passage.digest,
            fate=fate,
            words=marked(then, passage.words),
            read_at=mark and mark.at,
            is_read=bool(mark and mark.digest == passage.digest),
        )


def kind_of(key: str) -> str:
    """The kind of the passage of this key."""
    return key.rpartition("-")[0]


def marks_of(masterplan: Masterplan, person: User) -> dict[str, ReadMark]:
    """What somebody has marked as read, by the keys of passages."""
    marks = ReadMark.objects.filter(masterplan=masterplan, person=person)
    return {mark.key: mark for mark in marks}


def open_chapter(reading: ChapterReading) -> None:
    """Write down how she sees the chapter now; what she saw before is what changes are marked from.

    Who comes back within two hours is still on the same visit, and finds the same marks.
    """
    now, chapter, visit = timezone.now(), reading.chapter, reading.visit
    state = chapter.state
    fresh = {"seen_at": now, "seen": state}
    seen = {digest for _, digest in visit.seen} if visit else set()
    keep_wordings(reading.masterplan, (p for p in chapter.passages if p.digest not in seen))
    if visit is None:
        book, number = chapter.place
        visit = ChapterVisit(
            masterplan=reading.masterplan,
            person=reading.person,
            book=book,
            chapter=number,
            **fresh,
        )
        ChapterVisit.objects.bulk_create([visit], ignore_conflicts=True)
        return
    if now - visit.seen_at > PAUSE:
        fresh |= {"since_at": visit.seen_at, "since": visit.seen}
    for name, value in fresh.items():
        setattr(visit, name, value)
    visit.save(update_fields=list(fresh))


def mark_read(masterplan: Masterplan, digests: dict[str, str], *, by: User) -> int:
    """Mark passages as read in the words of these digests, by key; how many were marked.

    What nobody ever saw here cannot have been read: unknown digests are passed over.
    """
    known = wordings(masterplan, digests.values())
    now, marks = timezone.now(), []
    for key, digest in digests.items():
        kind, _, row_id = key.rpartition("-")
        if digest in known and row_id.isdecimal():
            marks.append(
                ReadMark(
                    masterplan=masterplan,
                    person=by,
                    kind=kind[:20],
                    row_id=int(row_id),
                    digest=digest,
                    at=now,
                )
            )
    ReadMark.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["masterplan", "person", "kind", "row_id"],
        update_fields=["digest", "at"],
    )
    return len(marks)


def mark_unread(masterplan: Masterplan, keys: list[str], *, by: User) -> None:
    """Take marks off again."""
    marks = marks_of(masterplan, by)
    pks = [marks[key].pk for key in keys if key in marks]
    ReadMark.objects.filter(pk__in=pks).delete()


def keep_place(masterplan: Masterplan, place: tuple[int, int], key: str, *, by: User) -> None:
    """Where she stopped reading a chapter: found again on any machine."""
    book, chapter = place
    visits = ChapterVisit.objects.filter(masterplan=masterplan, person=by)
    visits.filter(book=book, chapter=chapter).update(place=key[:60])
