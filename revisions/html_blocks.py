"""A text as its outermost elements: paragraphs, headings, lists, tables.

They are the items in which the text of one person in two windows is joined (`revisions.merge`).
"""

from html.parser import HTMLParser
from itertools import pairwise

VOID = {"img", "br", "hr", "col"}


def blocks(html: str) -> list[str]:
    """The outermost elements of a cleaned text, in their order."""
    parser = _Blocks(html)
    parser.feed(html)
    parser.close()
    return parser.found()


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
