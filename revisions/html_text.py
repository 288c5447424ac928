"""What can be read in a cleaned text, without its tags."""

import re
from html import unescape

from revisions.html_normalize import BLOCKS, ROWS

BREAKS = BLOCKS | ROWS | {"tr", "br", "caption"}
TAG = re.compile(r'</?([a-z][a-z0-9]*)(?:\s+[-a-z]+="[^"]*")*\s*/?>')
CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>")
NOTE = re.compile(r' *<span class="fn">(.*?)</span>')
SPACE, SPACES = re.compile(r"\s+"), re.compile(r"[^\S\t\n]+")
EDGE = re.compile(r" *\t[ \t]*")  # of a cell
ATTRIBUTES = r'(?:\s+[-a-z]+="[^"]*")*\s*/?>'
PARTING = re.compile(rf"</?(?:{'|'.join(sorted(BREAKS | {'td', 'th'}))}){ATTRIBUTES}")
OTHER_TAG = re.compile(rf"</?[a-z][a-z0-9]*{ATTRIBUTES}")
NOTE_OF_LINES = re.compile(NOTE.pattern, re.DOTALL)


def plain_text(html: str) -> str:
    """What can be read, a line per paragraph, row or list item; cells are parted by a tab.

    A note stands in square brackets at its place: "35 puskesmas [Dinas Kesehatan, 2024]."

    Meant for cleaned text, in which no value holds a quotation mark; a page of contents reads
    sixty sections, so this is done without a parser.
    """
    text = NOTE.sub(r" [\1]", SPACE.sub(" ", html))
    text = CELL.sub(lambda cell: f"\t{TAG.sub(_in_cell, cell[1])}\t", text)
    lines = unescape(TAG.sub(_between, text)).split("\n")
    told = (EDGE.sub("\t", SPACES.sub(" ", line)).strip() for line in lines)
    return "\n".join(line for line in told if line)


def count_words(html: str) -> int:
    """How many words `plain_text` has, at a third of its price: a page of contents counts sixty."""
    parted = PARTING.sub(" ", NOTE_OF_LINES.sub(r" [\1]", html))
    return len(unescape(OTHER_TAG.sub("", parted)).split())


def _between(tag):
    return "\n" if tag[1] in BREAKS else ""


def _in_cell(tag):
    return " " if tag[1] in BREAKS else ""
