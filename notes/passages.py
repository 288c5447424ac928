"""What the words of a note say now: read from the places on which notes stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from masterplans.models import Masterplan, Section
from notes.anchors import LONGEST, Anchor, AnchorState, Passage, Passages
from notes.models import Note
from notes.targets import SECTION, SECTION_PART, document_at
from revisions.html_text import plain_text


class NotedText:
    """The texts of one place, part by part; each is read once."""

    def __init__(self, masterplan: Masterplan, kind: str, row_id: int, *, body: str | None = None):
        self._document = None if body is not None else document_at(masterplan, kind, row_id)
        self._parts = {SECTION_PART: body} if body is not None else None
        self._names, self._kind, self._read = {}, kind, {}

    def of(self, part: str) -> Passages:
        """The text of one part as people see it; an empty one when it is not there any more."""
        part = part or (SECTION_PART if self._kind == SECTION else "")
        if part not in self._read:
            self._read[part] = Passages(self._text(part))
        return self._read[part]

    def _text(self, part):
        if self._parts is None:
            there = self._document is not None and self._document.exists()
            self._parts = self._document.read() if there else {}
            self._names = self._document.names(self._parts) if there else {}
        value = self._parts.get(part)
        if value is None:
            return ""
        if self._document is None:
            return plain_text(value)
        return self._document.display(part, value, self._names)

    def label(self, part: str) -> str:
        """What a reader calls this part; "" for the text of a section."""
        if not part or part == SECTION_PART or self._document is None:
            return ""
        return self._document.label(part)

    def choices(self) -> list[tuple[str, str]]:
        """The parts that say something, with what a reader calls them; none of a section."""
        if self._kind == SECTION:
            return []
        self.of("")
        parts = {part for part in self._parts if self.of(part).text}
        order = self._document.order(parts) if parts else []
        return [(part, self.label(part)) for part in order]


def attach_passages(masterplan: Masterplan, notes: Iterable[Note], *, all_kinds: bool) -> None:
    """Give every note with a quotation its `passage`: where its words stand now.

    Sections are read in one query. Other places cost some queries each, so a page of many of them
    leaves them out (`all_kinds=False`); the page of one place has them.
    """
    quoting = defaultdict(list)
    for note in notes:
        note.passage = None
        if note.exact and (all_kinds or note.kind == SECTION):
            quoting[note.kind, note.row_id].append(note)
    keys = [row_id for kind, row_id in quoting if kind == SECTION]
    found = Section.objects.filter(masterplan=masterplan, pk__in=keys) if keys else []
    bodies = dict(found.values_list("pk", "body")) if keys else {}
    for (kind, row_id), some in quoting.items():
        body = bodies.get(row_id, "") if kind == SECTION else None
        text = NotedText(masterplan, kind, row_id, body=body)
        for note in some:
            note.passage = text.of(note.part).find(note.anchor)


def quoted(
    masterplan: Masterplan, kind: str, row_id: int, anchor: Anchor
) -> tuple[Anchor, Passage]:
    """The anchor with its neighbours as they stand there now, and where it stands.

    Words that somebody else has changed meanwhile keep what was selected. Of a part without any
    words all are quoted.
    """
    text = NotedText(masterplan, kind, row_id).of(anchor.part)
    if not anchor.exact:
        whole = text.anchor_at(0, min(len(text.text), LONGEST))
        anchor = replace(whole, part=anchor.part)
    anchor = text.quote(anchor.exact, anchor)
    return anchor, text.find(anchor)


def is_there(passage: Passage) -> bool:
    """Whether the words stand there as they were."""
    return passage.state == AnchorState.UNCHANGED
