"""Generated parts of a chapter as its book prints them, with what stands below single rows.

The book's own blocks and templates make the page (`exports`). They name the row of the snapshot
that each line was made from (`data-row`); below that line the page says what changed in it, what
went behind it, and what was noted on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exports.book_content import BookText
from exports.books import build_book
from reviews.differences import ADDED, REMOVED, MarkedRow, MarkedTable, is_marked
from reviews.marking import wrap
from reviews.passages import LISTS, PRINTS
from reviews.reading import ChapterReading, ReadPassage

ROW = re.compile(r'<(tr|li|p)\b([^>]*) data-row="([^"]+)"([^>]*)>.*?</\1>', re.DOTALL)
GONE, MARKS = re.compile(r"<del>.*?</del>", re.DOTALL), re.compile(r"</?ins>")
CELL = re.compile(r"<t[dh]\b")
# What stands around words below a row, by what the row is.
AROUND = {
    "tr": ('<tr class="rv-row-notes"><td colspan="{}">', "</td></tr>"),
    "li": ('<li class="rv-row-notes">', "</li>"),
    "p": ('<div class="rv-row-notes">', "</div>"),
}


@dataclass
class PrintedPiece:
    """A part of the printed page that ends with a row, and what stands below that row.

    `gone` are rows that stood behind it; the last piece ends with no row.
    """

    html: SafeString
    row: MarkedRow | None = None
    opens: str = ""
    closes: str = ""
    changes: list[tuple] = field(default_factory=list)  # that are told below it
    gone: list[MarkedRow] = field(default_factory=list)


@dataclass(frozen=True)
class PrintedPart:
    """A generated section: its pieces; what it does not print row by row, where that changed."""

    pieces: list[PrintedPiece]
    fields: list[tuple]
    tables: list[MarkedTable]


def attach_printed(reading: ChapterReading) -> None:
    """Give the generated sections of a chapter their `printed`; what tells its rows as passages
    of their own, and what was removed, has none."""
    sections = _sections(reading)
    for passage in reading.passages:
        section = sections.get(passage.number) if passage.look == "whole" else None
        if section and section["generator"] and section["generator"] not in PRINTS:
            passage.printed = _part(passage, section["blocks"])


def _sections(reading):
    """The sections of the chapter by their numbers, each with its blocks as the book has them."""
    book, number = reading.chapter.place
    content = reading.text.content
    printed = build_book(content, book, printed_on=timezone.localdate())
    blocks = {
        section.number: section.blocks
        for chapter in printed.chapters
        if chapter.number == number
        for section in chapter.sections
    }
    return {
        section["number"]: section | {"blocks": blocks[section["number"]]}
        for one in content["books"]
        if one["number"] == book
        for chapter in one["chapters"]
        if chapter["number"] == number
        for section in chapter["sections"]
    }


def _part(passage: ReadPassage, blocks) -> PrintedPart:
    made = [block for block in blocks if not isinstance(block, BookText)]
    html = "".join(render_to_string(block.template, {"block": block}) for block in made)
    html = html.replace('href="ref:', 'href="#')
    rows = {
        f"{LISTS[table.name]}-{row.key}": row
        for table in passage.words.tables
        if table.name in LISTS
        for row in table.rows
    }
    pieces = list(_pieces(html, rows))
    told = {id(piece.row) for piece in pieces}
    for table in passage.words.tables:
        _put_gone(table, pieces, told)
    fields = [one for one in passage.words.fields if is_marked(one[2])]
    rest = [_untold(table, told) for table in passage.words.tables]
    return PrintedPart(pieces, fields, [table for table in rest if table.rows])


def _untold(table, told):
    rows = [row for row in table.rows if (row.fate or row.notes) and id(row) not in told]
    return MarkedTable(table.name, table.columns, rows)


def _pieces(html, rows) -> Iterator[PrintedPiece]:
    """The page cut behind each row; a row that stands twice is told where it stands first."""
    start, rows = 0, dict(rows)
    for found in ROW.finditer(html):
        row = rows.pop(found[3], None)
        if row is None:
            continue
        opens, closes = AROUND[found[1]]
        names = format_html(' id="{}" tabindex="-1"', row.anchor) if row.anchor else ""
        fate = format_html(' data-fate="{}"', row.fate) if row.fate else ""
        tag = f"<{found[1]}{found[2]}{names}{fate}{found[4]}>"
        inside, below = _marked_in_place(found[0].partition(">")[2], row)
        yield PrintedPiece(
            mark_safe(html[start : found.start()] + tag + inside),  # noqa: S308 - the book's own
            row,
            mark_safe(opens.format(len(CELL.findall(inside)))),  # noqa: S308
            mark_safe(closes),  # noqa: S308
            below,
        )
        start = found.end()
    yield PrintedPiece(mark_safe(html[start:]))  # noqa: S308


def _marked_in_place(inside, row):
    """A printed row with the words that came and went, and the cells that could not be found."""
    if row.fate == ADDED:
        return wrap(inside, "ins"), []
    below = []
    for label, cell, is_long in row.changes:
        now = MARKS.sub("", GONE.sub("", cell))
        if now and inside.count(now) == 1:
            inside = inside.replace(now, cell)
        else:
            below.append((label, cell, is_long))
    return inside, below


def _put_gone(table, pieces, told):
    """Rows that went are told behind the one that stood before them."""
    by_row = {id(piece.row): piece for piece in pieces if piece.row}
    before = None
    for row in table.rows:
        if id(row) in by_row:
            before = by_row[id(row)]
        elif row.fate == REMOVED and before:
            before.gone.append(row)
            told.add(id(row))
