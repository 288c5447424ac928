"""What differs between two texts, word by word, as pieces that a page can mark."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from masterplans.rich_text import plain_text

SAME, INS, DEL = "same", "ins", "del"
# Paragraphs less alike than this are shown one after the other, not word by word.
ALIKE = 0.4
WORDS_COMPARED = 4000  # a longer pair would take seconds


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    kind: str
    text: str


def compare(old: str, new: str) -> list[list[Piece]]:
    """The paragraphs of two HTML texts together, each a list of pieces.

    Only words are compared. Two texts that differ in nothing but bold, links or pictures give
    paragraphs of one piece each; `differs` tells whether any word changed.
    """
    before, after = plain_text(old).split("\n"), plain_text(new).split("\n")
    paragraphs = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            paragraphs += [[Piece(SAME, line)] for line in before[a1:a2]]
        else:
            for left, right in zip_longest(before[a1:a2], after[b1:b2], fillvalue=""):
                paragraphs += _paragraph(left, right)
    return [paragraph for paragraph in paragraphs if paragraph]


def differs(paragraphs: list[list[Piece]]) -> bool:
    """Whether a word came or went."""
    return any(piece.kind != SAME for paragraph in paragraphs for piece in paragraph)


def side(paragraphs: list[list[Piece]], kind: str) -> list[list[Piece]]:
    """One of the two texts again (`INS`: the new one, `DEL`: the old one), still marked."""
    kept = ([piece for piece in p if piece.kind in (SAME, kind)] for p in paragraphs)
    return [paragraph for paragraph in kept if paragraph]


def _paragraph(left, right):
    a, b = _words(left), _words(right)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if not left or not right or len(a) + len(b) > WORDS_COMPARED or matcher.ratio() < ALIKE:
        return [[Piece(kind, text)] for kind, text in ((DEL, left), (INS, right)) if text]
    pieces = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(a[a1:a2])))
            continue
        if a1 < a2:
            pieces.append(Piece(DEL, "".join(a[a1:a2])))
        if b1 < b2:
            pieces.append(Piece(INS, "".join(b[b1:b2])))
    return [pieces]


def _words(text):
    """Words with the space after them, so that a changed word takes its space along."""
    return re.findall(r"\S+\s*", text)
