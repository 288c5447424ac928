"""What differs between two texts, word by word, as pieces that a page can mark."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, zip_longest

from django.utils.html import format_html, format_html_join

from revisions.changes import changes, likeness
from revisions.html_text import plain_text

SAME, INS, DEL, GAP = "same", "ins", "del", "gap"
# Paragraphs less alike than this are shown one after the other, not word by word.
ALIKE = 0.5
PARAGRAPHS_COMPARED = 500  # in one place; more of them came or went as a whole
# Of changed paragraphs, in both texts: about sixty pages. What comes after them is shown whole, so
# that no comparison takes more than half a second.
LETTERS_COMPARED = 150_000


@dataclass(frozen=True)
class DiffPiece:
    """Some words that stayed, came or went. `was`: how those that stayed were spaced before."""

    kind: str
    text: str
    was: str = ""


def compare(old: str, new: str) -> list[list[DiffPiece]]:
    """The paragraphs of two HTML texts together, each a list of pieces.

    Only words are compared. Two texts that differ in nothing but bold, links or pictures give
    paragraphs of one piece each; `differs` tells whether any word changed.
    """
    before, after = plain_text(old).split("\n"), plain_text(new).split("\n")
    paragraphs, left = [], LETTERS_COMPARED
    for is_same, start, end, other_start, other_end in changes(before, after):
        if is_same:
            paragraphs += [[DiffPiece(SAME, line)] for line in before[start:end]]
        else:
            old_lines, new_lines = before[start:end], after[other_start:other_end]
            left -= sum(map(len, old_lines)) + sum(map(len, new_lines))
            paragraphs += (
                _replaced(old_lines, new_lines) if left >= 0 else _whole(old_lines, new_lines)
            )
    return [paragraph for paragraph in paragraphs if paragraph]


def around_changes(paragraphs: list[list[DiffPiece]]) -> list[list[DiffPiece]]:
    """Only what changed, with the paragraph before and after it; a remark stands for the rest.

    Two long texts that differ in one sentence are then compared at a glance. Texts without a
    changed word stay whole.
    """
    changed = [any(piece.kind != SAME for piece in paragraph) for paragraph in paragraphs]
    near = [any(changed[max(0, i - 1) : i + 2]) for i in range(len(paragraphs))]
    if not any(changed):
        return paragraphs
    shown = []
    for is_near, run in groupby(range(len(paragraphs)), key=near.__getitem__):
        run = list(run)
        if is_near or len(run) == 1:
            shown += [paragraphs[i] for i in run]
        else:
            shown.append([DiffPiece(GAP, f"{len(run)} paragraf sama")])
    return shown


def differs(paragraphs: list[list[DiffPiece]]) -> bool:
    """Whether a word came or went."""
    return any(piece.kind != SAME for paragraph in paragraphs for piece in paragraph)


def side(paragraphs: list[list[DiffPiece]], kind: str) -> list[list[DiffPiece]]:
    """One of the two texts again (`INS`: the new one, `DEL`: the old one), still marked."""
    return [kept for paragraph in paragraphs if (kept := _of_one_side(paragraph, kind))]


def _of_one_side(paragraph, kind):
    kept = [piece for piece in paragraph if piece.kind in (SAME, GAP, kind)]
    if kind == INS:
        return kept
    return [
        DiffPiece(SAME, piece.was or piece.text) if piece.kind == SAME else piece for piece in kept
    ]


def _replaced(before, after):
    """Paragraphs that others took the place of, one beside the other."""
    if max(len(before), len(after)) > PARAGRAPHS_COMPARED:
        return _whole(before, after)
    pairs = zip_longest(before, after, fillvalue="")
    return [paragraph for left, right in pairs for paragraph in _paragraph(left, right)]


def _whole(before, after):
    """What went, then what came, without a look at their words."""
    return [
        [DiffPiece(k, line)] for k, lines in ((DEL, before), (INS, after)) for line in lines if line
    ]


def _paragraph(left, right):
    a, b = _words(left), _words(right)
    # Compared without the space after them, shown with it.
    bare_a, bare_b = [w.strip() for w in a], [w.strip() for w in b]
    if not left or not right or likeness(bare_a, bare_b) < ALIKE:
        return [[DiffPiece(kind, text)] for kind, text in ((DEL, left), (INS, right)) if text]
    pieces = []
    for is_same, start, end, other_start, other_end in changes(bare_a, bare_b):
        old, new = "".join(a[start:end]), "".join(b[other_start:other_end])
        if is_same:
            pieces.append(DiffPiece(SAME, new, old if old != new else ""))
        else:
            pieces += [DiffPiece(k, text) for k, text in ((DEL, old), (INS, new)) if text]
    return [pieces]


def _words(text):
    """Words, numbers and signs, each with the space after it."""
    return re.findall(r"\w+(?:[.,'’/-]\w+)*\s*|[^\w\s]\s*", text)


def marked_rows(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Boxes with two texts each (label, mine, theirs), with the words that differ marked."""
    return [(label, *marked(mine, theirs)) for label, mine, theirs in rows]


def marked(mine: str, theirs: str) -> tuple[str, str]:
    """Two short plain texts as safe HTML, with the words that differ in `<mark>`."""
    a, b = _words(mine), _words(theirs)
    left, right = [], []
    for is_same, start, end, other_start, other_end in changes(
        [w.strip() for w in a], [w.strip() for w in b]
    ):
        for side_of, words in ((left, a[start:end]), (right, b[other_start:other_end])):
            shape = "{}" if is_same or not words else "<mark>{}</mark>"
            side_of.append((format_html(shape, "".join(words)),))
    return tuple(format_html_join("", "{}", pieces) or "–" for pieces in (left, right))
