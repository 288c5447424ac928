"""What changed since the expert last decided: so that nobody reads a chapter twice.

The moment is the last decision of a reviewer (approved, returned, reopened). Texts are compared
with the revision that stood then; of programs and other rows the changed ones are named.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Subquery, Value

from analyses.kinds import KINDS
from indonesian import counted
from masterplans.models import Masterplan, Revision, Section, Verb
from masterplans.models.section import SECTION_REVISIONS
from masterplans.rich_text import count_words
from programs.documents import ProgramDocument
from programs.models import Program
from quickwins.documents import ProfileDocument
from quickwins.models import QuickWin
from revisions.diff import SAME, compare, differs
from revisions.models import Outcome
from revisions.registry import document_of

DECIDED = {Verb.APPROVED, Verb.RETURNED, Verb.REOPENED}
ANALYSES = [(kind.model, kind.one, f"worksheets:{kind.url_name}") for kind in KINDS.values()]


@dataclass(frozen=True)
class ChangedParagraph:
    """Pieces of a paragraph that changed, or how many that stayed lie between two that did."""

    pieces: list
    stayed: int = 0


@dataclass(frozen=True)
class SectionChange:
    """A section whose words changed."""

    section: Section
    is_new: bool
    paragraphs: list[ChangedParagraph]

    @property
    def words(self) -> int:
        return count_words(self.section.body)


@dataclass(frozen=True)
class Comparison:
    """What a document says otherwise than at the last decision: labels, and the two revisions."""

    labels: list[str]
    query: str  # of the address of its history


@dataclass(frozen=True)
class Removal:
    """Something that was there at the last decision, and is not any more."""

    title: str
    by: str
    at: datetime
    reason: str


class Changes:
    """The changes of a masterplan since the last decision of a reviewer."""

    def __init__(self, masterplan: Masterplan, decisions: list):
        self.masterplan = masterplan
        decided = next((d for d in decisions if d.verb in DECIDED), None)
        self.is_first = decided is None
        self.since: datetime = decided.at if decided else masterplan.created_at

    @property
    def count(self) -> int:
        """Sections, programs and quick wins to look at; rows of analyses count as one a kind."""
        kinds = (self.sections, self.programs, self.quickwins, self.analyses, self.removals)
        return sum(map(len, kinds))

    @property
    def count_in_words(self) -> str:
        return counted(self.count)

    @cached_property
    def sections(self) -> list[SectionChange]:
        then = (
            Revision.objects.taken()
            .filter(masterplan=self.masterplan, kind=SECTION_REVISIONS, at__lte=self.since)
            .filter(object_id=OuterRef("pk"))
            .order_by("-number")
        )
        sections = (
            Section.objects.filter(masterplan=self.masterplan, changed_at__gt=self.since)
            .select_related("outline__chapter__book", "changed_by")
            .annotate(body_then=Subquery(then.values("parts__body")[:1]))
            .in_order()
        )
        found = []
        for section in sections:
            section.masterplan = self.masterplan
            old = section.body_then or ""
            paragraphs = compare(old, section.body)
            if differs(paragraphs):
                found.append(SectionChange(section, not old, fold_unchanged(paragraphs)))
        return found

    @cached_property
    def programs(self) -> list[Program]:
        """Changed programs, each with its `comparison`."""
        rows = self._changed(Program.objects.filter(masterplan=self.masterplan))
        rows = list(rows.select_related("agency", "subdimension__dimension"))
        for row in rows:
            row.masterplan = self.masterplan
        return self._compared(rows, lambda row: ProgramDocument(self.masterplan, row))

    @cached_property
    def quickwins(self) -> list[QuickWin]:
        """Changed quick wins, each with the `comparison` of its profile."""
        rows = self._changed(QuickWin.objects.of(self.masterplan)).select_related(
            "program__agency", "program__subdimension__dimension"
        )
        rows = list(rows)
        for row in rows:
            row.program.masterplan = self.masterplan
        return self._compared(rows, ProfileDocument)

    @cached_property
    def removals(self) -> list[Removal]:
        """What was removed since, the newest first."""
        removed = Revision.objects.filter(
            masterplan=self.masterplan, outcome=Outcome.REMOVED, at__gt=self.since
        ).select_related("author")
        found = []
        for one in removed.order_by("-at"):
            document = document_of(self.masterplan, one.kind, one.object_id)
            title = document.heading(one.parts) if document else one.kind
            reason = one.names.get("reason", "")
            found.append(Removal(title, one.author.name, one.at, reason))
        return found

    def _compared(self, rows, document_for):
        """The rows, each with what it says otherwise than at the last decision."""
        then, now = self._revisions
        for row in rows:
            document = document_for(row)
            place = document.kind, row.pk
            row.comparison = None
            if place in then and place in now:
                row.comparison = _comparison(document, then[place], now[place])
        return rows

    @cached_property
    def _revisions(self):
        """Of programs and profiles written since: the revision that stood then, and the newest.

        By kind and key, in two queries for any number of them.
        """
        kinds = (ProgramDocument.kind, ProfileDocument.kind)
        every = Revision.objects.taken().filter(masterplan=self.masterplan, kind__in=kinds)
        every = every.order_by("kind", "object_id", "-number").distinct("kind", "object_id")
        newer = Revision.objects.filter(
            masterplan=self.masterplan,
            kind=OuterRef("kind"),
            object_id=OuterRef("object_id"),
            at__gt=self.since,
        )
        then = every.filter(Exists(newer), at__lte=self.since)
        now = every.filter(at__gt=self.since)
        return tuple({(one.kind, one.object_id): one for one in found} for found in (then, now))

    def _changed(self, rows):
        return rows.filter(changed_at__gt=self.since)

    @cached_property
    def analyses(self) -> list[tuple]:
        """(how many, of what, page) of each kind of analysis rows that changed; one query."""
        counts = [
            self._changed(model.objects.standing().filter(masterplan=self.masterplan))
            .order_by()
            .values(place=Value(place))
            .annotate(rows=Count("pk"))
            .values_list("place", "rows")
            for place, (model, _, _) in enumerate(ANALYSES)
        ]
        changed = dict(counts[0].union(*counts[1:]))
        return [
            (changed[place], words, page)
            for place, (_, words, page) in enumerate(ANALYSES)
            if changed.get(place)
        ]


def _comparison(document, old, new):
    was, says = document.marks(old.parts), document.marks(new.parts)
    parts = {part for part in {*was, *says} if was.get(part) != says.get(part)}
    labels = list(dict.fromkeys(document.label(part) for part in document.order(parts)))
    return Comparison(labels, f"dari={old.pk}&ke={new.pk}")


def fold_unchanged(paragraphs) -> list[ChangedParagraph]:
    """Paragraphs that changed, with runs of those that stayed folded into a count."""
    out: list[ChangedParagraph] = []
    for pieces in paragraphs:
        if any(piece.kind != SAME for piece in pieces):
            out.append(ChangedParagraph(pieces))
        elif out and out[-1].stayed:
            out[-1] = ChangedParagraph([], out[-1].stayed + 1)
        else:
            out.append(ChangedParagraph([], 1))
    return out
