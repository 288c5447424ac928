"""What changed since the expert last decided: so that nobody reads a chapter twice.

The moment is the last decision of a reviewer (approved, returned, reopened). Texts are compared
with the revision that stood then; of programs and other rows the changed ones are named.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, OuterRef, Subquery, Value

from analyses.kinds import KINDS
from indonesian import counted
from masterplans.models import Masterplan, Revision, Section, Verb
from masterplans.models.section import SECTION_REVISIONS
from masterplans.rich_text import count_words
from programs.models import Program
from quickwins.models import QuickWin
from revisions.diff import SAME, compare, differs

DECIDED = {Verb.APPROVED, Verb.RETURNED, Verb.REOPENED}
ANALYSES = [(kind.model, kind.one, f"analyses:{kind.url_name}") for kind in KINDS.values()]


@dataclass(frozen=True)
class Paragraph:
    """Pieces of a paragraph that changed, or how many that stayed lie between two that did."""

    pieces: list
    stayed: int = 0


@dataclass(frozen=True)
class SectionChange:
    """A section whose words changed."""

    section: Section
    is_new: bool
    paragraphs: list[Paragraph]

    @property
    def words(self) -> int:
        return count_words(self.section.body)


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
        return sum(map(len, (self.sections, self.programs, self.quickwins, self.analyses)))

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
                found.append(SectionChange(section, not old, folded(paragraphs)))
        return found

    @cached_property
    def programs(self) -> list[Program]:
        return self._changed(Program.objects.filter(masterplan=self.masterplan)).select_related(
            "agency", "subdimension__dimension"
        )

    @cached_property
    def quickwins(self) -> list[QuickWin]:
        return self._changed(QuickWin.objects.of(self.masterplan)).select_related(
            "program__agency", "program__subdimension__dimension"
        )

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


def folded(paragraphs) -> list[Paragraph]:
    """Paragraphs that changed, with runs of those that stayed folded into a count."""
    out: list[Paragraph] = []
    for pieces in paragraphs:
        if any(piece.kind != SAME for piece in pieces):
            out.append(Paragraph(pieces))
        elif out and out[-1].stayed:
            out[-1] = Paragraph([], out[-1].stayed + 1)
        else:
            out.append(Paragraph([], 1))
    return out
