"""Two texts that began from the same one become one, if they did not change the same paragraph.

This is for one person in two windows: what she wrote in both is kept without asking her. Between
two people nothing is joined unseen; they choose (`masterplans.writing.StaleWrite`).
"""

from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"img", "br", "hr", "col"}


def merged(base: str, first: str, second: str) -> str | None:
    """The text with the changes of both, or None when both changed the same place.

    The unit is the block: a paragraph, a heading, a list, a table.
    """
    old = blocks(base)
    mine, theirs = _changes(old, blocks(second)), _changes(old, blocks(first))
    every = sorted({*mine, *theirs}, key=lambda change: change[:2])
    for (before, end, _), (start, last, _) in pairwise(every):
        # Two things put into the same place: which of them comes first, nobody knows.
        if start < end or before == end == start == last:
            return None
    result, at = [], 0
    for start, end, new in every:
        result += [*old[at:start], *new]
        at = end
    return "".join(result + old[at:])


def blocks(html: str) -> list[str]:
    """The outermost elements of a cleaned text, in their order."""
    parser = _Blocks(html)
    parser.feed(html)
    parser.close()
    return parser.found()


def _changes(old, new):
    """What became of which blocks: {(start, end, new blocks)}; an equal change is one change."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {
        (a1, a2, tuple(new[b1:b2]))
        for kind, a1, a2, b1, b2 in matcher.get_opcodes()
        if kind != "equal"
    }


class _Blocks(HTMLParser):
    """Notes where each outermost element begins; the text itself is never written anew."""

    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self._html, self._depth, self._starts = html, 0, []
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def _here(self):
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        if self._depth == 0:
            self._starts.append(self._here())
        if tag not in VOID:
            self._depth += 1

    def handle_endtag(self, tag):
        if tag not in VOID:
            self._depth -= 1

    def found(self):
        edges = [0, *self._starts[1:], len(self._html)] if self._starts else [0, len(self._html)]
        pieces = [self._html[start:end] for start, end in pairwise(edges)]
        return [piece for piece in pieces if piece.strip()]
