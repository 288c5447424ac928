"""Captions of tables and figures, with numbers that Word counts."""

import re

from wordfiles.elements import PLAIN, Letters, field, text_run
from wordfiles.inline import write_inline
from wordfiles.place import WritingPlace
from wordfiles.words import Words

NUMBERED = re.compile(r"^(.*\D)(\d+)$", re.DOTALL)
LABEL = Letters(bold=True, colour="0E4F63")


class CaptionWriter:
    """Writes captions; `written` has them as (kind, text, anchor), for the lists of the book."""

    def __init__(self, writer):
        self._writer = writer
        self.written: list[tuple[str, str, str]] = []
        self.labels: dict[str, str] = {}  # "Tabel 4.2", by anchor
        self._next: dict[tuple[str, str], int] = {}

    def write(self, node, anchor: str | None, place: WritingPlace, *, keeps: bool) -> str:
        """Write a caption as a paragraph. Returns what it says."""
        label = node.find("b")
        named = " ".join((label.text_content() if label is not None else "").split())
        words = Words()
        if named and anchor:
            self._label(named, anchor, words)
            words.add(f" {label.tail or ''}")
        else:
            label = None
            words.add(node.text)
        for child in node:
            if child is not label:
                write_inline(self._writer, child, words, place, PLAIN)
                words.add(child.tail)
        said = f"{named} {words.text}" if label is not None else words.text
        if label is not None:
            self.written.append((named.partition(" ")[0], said, anchor))
            self._writer.prefixes[anchor] = self._writer.prefix
        style = place.style if place.is_cell else "Caption"
        self._writer.paragraph(words, place, style, keeps=keeps)
        return said

    def _label(self, label, anchor, words):
        """ "Tabel 4.2" with a bookmark around it, its last number counted by Word."""
        kind = label.partition(" ")[0]
        self.labels[anchor] = label
        start, end = self._writer.file.bookmark(anchor)
        words.put(start)
        if found := NUMBERED.match(label):
            before, number = found[1], int(found[2])
            # Not "\\s 1", which begins anew with each chapter: LibreOffice does not know it.
            begins = "" if number == self._next.get((kind, before)) else f" \\r {number}"
            self._next[kind, before] = number + 1
            words.put(text_run(before, LABEL))
            for element in field(f"SEQ {kind} \\* ARABIC{begins}", str(number), LABEL):
                words.put(element)
        else:
            words.put(text_run(label, LABEL))
        words.put(end)
