"""Chapter by chapter: what an expert has approved, and what became of it since.

An approval holds the state of the chapter that its page showed. A chapter that says something else
now is not approved any more: it says by whom it was changed, and stays in the queue. Approving a
stage asks for no approved chapters; it asks for a word about those that are not.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans.documents import SectionDocument
from masterplans.models import Masterplan, OutlineSection, Revision, Status
from masterplans.models.outline import chapter_place
from notes.targets import PROGRAM, QUICKWIN, SECTION
from programs.documents import ProgramDocument
from quickwins.documents import ProfileDocument
from reviews.models import ChapterApproval
from reviews.passages import PlanText, ReadChapter
from stages.workflow import WorkflowError

MOVED_ON = (
    "Bab ini berubah sejak halaman Anda dibuka. Baca perubahannya, lalu setujui lagi."
    " Belum ada yang disetujui."
)
NOT_HERE = "Bab disetujui selama tahapnya ditinjau. Tidak ada yang berubah."
DOCUMENTS = {
    SECTION: SectionDocument.kind,
    PROGRAM: ProgramDocument.kind,
    QUICKWIN: ProfileDocument.kind,
}


@dataclass
class ChapterVerdict:
    """What the experts said of a chapter, and which of its passages say something else now."""

    chapter: ReadChapter
    approval: ChapterApproval | None
    changed: list[str] = field(default_factory=list)  # keys of passages, those that went too
    writers: list[str] = field(default_factory=list)

    @property
    def is_approved(self) -> bool:
        return self.approval is not None and not self.changed

    @property
    def is_asked(self) -> bool:
        """Whether it stays in the queue."""
        return not self.is_approved


class Verdicts:
    """The verdicts on all chapters of a plan that its present stage asks for, in three queries."""

    def __init__(self, text: PlanText):
        self.text, self.masterplan = text, text.masterplan
        asked = self._asked_chapters()
        standing = ChapterApproval.objects.standing().filter(masterplan=self.masterplan)
        newest = {}
        for one in standing.select_related("by"):  # the newest first
            newest.setdefault((one.book, one.chapter), one)
        self.by_place = {
            chapter.place: self._verdict(chapter, newest.get(chapter.place))
            for chapter in text.chapters
            if chapter.place in asked
        }
        self._tell_writers()

    @property
    def queue(self) -> list[ChapterVerdict]:
        """The chapters that wait for an approval, in the order of the books."""
        return [one for one in self.by_place.values() if one.is_asked]

    @property
    def approved(self) -> int:
        return len(self.by_place) - len(self.queue)

    def _asked_chapters(self):
        """Chapters with a section of this stage or one before."""
        sections = OutlineSection.objects.filter(
            chapter__book__outline=self.masterplan.outline_id, stage__lte=self.masterplan.stage
        )
        places = sections.order_by().values_list("chapter__book__number", "chapter__number")
        return set(places.distinct())

    def _verdict(self, chapter, approval):
        if approval is None:
            return ChapterVerdict(chapter, None)
        then, now = dict(approval.state), dict(chapter.state)
        changed = [key for key in {**then, **now} if then.get(key) != now.get(key)]
        return ChapterVerdict(chapter, approval, changed)

    def _tell_writers(self):
        """Who wrote what differs, by the history; one query for all chapters."""
        changed = [one for one in self.by_place.values() if one.approval and one.changed]
        if not changed:
            return
        since = min(one.approval.at for one in changed)
        taken = Revision.objects.taken().filter(masterplan=self.masterplan, at__gt=since)
        written = defaultdict(list)
        rows = taken.order_by("at").values_list("kind", "object_id", "at", "author__name")
        for kind, row_id, at, name in rows:
            key = f"{kind}-{row_id}" if kind in DOCUMENTS.values() else "rows"
            written[key].append((at, name))
        for one in changed:
            one.writers = self._writers(one, written)

    @staticmethod
    def _writers(verdict, written):
        found = []
        for key in verdict.changed:
            kind, _, row_id = key.rpartition("-")
            found += written[f"{DOCUMENTS.get(kind, kind)}-{row_id}"]
        if not found:  # rows of an analysis, or of programs that are told in another chapter
            found = [one for key in list(written) for one in written[key]]
        return list(dict.fromkeys(name for at, name in found if at > verdict.approval.at))


@transaction.atomic
def approve_chapter(
    masterplan: Masterplan, place: tuple[int, int], *, shown: str, by: User
) -> ChapterApproval:
    """Approve a chapter as its page showed it (`shown`, the digest of its state); twice is once.

    Raises WorkflowError when it says something else meanwhile, or is not under review.
    """
    plan = _locked(masterplan)
    if plan.status != Status.REVIEW:
        raise WorkflowError(NOT_HERE)
    chapter = PlanText(plan).chapter(*place)
    if chapter is None or chapter.digest != shown:
        raise WorkflowError(MOVED_ON)
    standing = ChapterApproval.objects.standing().filter(
        masterplan=plan, book=chapter.book, chapter=chapter.number
    )
    approved = next((one for one in standing if one.state == chapter.state), None)
    if approved:
        return approved
    standing.update(ended_at=timezone.now())
    approval = ChapterApproval.objects.create(
        masterplan=plan,
        stage=plan.stage,
        book=chapter.book,
        chapter=chapter.number,
        by=by,
        state=chapter.state,
    )
    record(by, "chapter.approved", plan, stage=plan.stage, chapter=chapter.name)
    return approval


@transaction.atomic
def withdraw_approval(masterplan: Masterplan, place: tuple[int, int], *, by: User) -> None:
    """Take the approval of a chapter back, one's own or another's; without one nothing happens."""
    plan = _locked(masterplan)
    if plan.status != Status.REVIEW:
        raise WorkflowError(NOT_HERE)
    book, chapter = place
    standing = ChapterApproval.objects.standing().filter(masterplan=plan, book=book)
    if standing.filter(chapter=chapter).update(ended_at=timezone.now()):
        name = chapter_place(*place)
        record(by, "chapter.approval_withdrawn", plan, stage=plan.stage, chapter=name)


def _locked(masterplan):
    rows = Masterplan.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("region__parent").get(pk=masterplan.pk)
