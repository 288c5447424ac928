"""How much room a table of the editor needs, so that the book cuts no number and no word."""

import re
from html import unescape

CELL = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.DOTALL)
UPRIGHT, TURNED = 56, 91  # widths of the page, in letters of the size that tables are set in
LETTER, PADDING = 0.58, 1.0  # a letter (a figure is as wide), and what stands around a cell
LONGEST_WORD = 14  # a longer one is hyphenated


def form_of_table(rows: list[str]) -> str:
    """The classes of a table by its rows of HTML; none when equal columns upright hold it.

    `fit`: its columns are as wide as they need. `turned`: on a page of its own, on the side;
    `small` and `smaller` if that is not enough.
    """
    needs = _needs_of_columns([CELL.findall(row) for row in rows])
    whole = sum(needs)
    if not needs or max(needs) * len(needs) <= UPRIGHT:
        return ""
    if whole <= UPRIGHT:
        return "fit"
    if whole <= TURNED:
        return "fit turned"
    return "fit turned small" if whole <= TURNED * 8 / 7 else "fit turned smaller"


def _needs_of_columns(rows):
    """What each column needs at least, in letters; joined cells make do with what there is."""
    needs: list[float] = []
    for row in rows:
        for at, (attributes, inside) in enumerate(row):
            needs += [PADDING] * (at + 1 - len(needs))
            if "span" not in attributes:
                needs[at] = max(needs[at], _longest(inside) * LETTER + PADDING)
    return needs


def _longest(inside):
    """The letters of the longest piece that is not parted; a number never is."""
    words = unescape(re.sub(r"<[^>]*>", " ", inside)).split()
    return max(
        (
            len(word) if any(sign.isdigit() for sign in word) else min(len(word), LONGEST_WORD)
            for word in words
        ),
        default=0,
    )
