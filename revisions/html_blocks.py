"""A text as its outermost elements: paragraphs, headings, lists, tables.

They are the items in which the text of one person in two windows is joined (`revisions.merge`).
"""

import re
from itertools import pairwise

VOID = {"img", "br", "hr", "col"}
# A text that was cleaned has no comments, and quotes its attributes with ".
TAG = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^">]|"[^"]*")*>')


def blocks(html: str) -> list[str]:
    """The outermost elements of a cleaned text, in their order, letter by letter as they are."""
    depth, starts = 0, []
    for tag in TAG.finditer(html):
        closes, name = tag[1], tag[2].lower()
        if not closes and depth == 0:
            starts.append(tag.start())
        if name not in VOID:
            depth += -1 if closes else 1
    edges = [0, *starts[1:], len(html)] if starts else [0, len(html)]
    pieces = [html[start:end] for start, end in pairwise(edges)]
    return [piece for piece in pieces if piece.strip()]
