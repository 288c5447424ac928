"""A book cut into the pieces that are typeset, kept and joined, each by itself.

A piece begins on a new page, so a chapter is cut where one begins anyway (turned pages, sheets) and
around its large tables. Where it is cut depends on what stands there and on nothing before it: what
grows in one place cuts nothing anew in another.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exports.book_content import BookBlock, BookContent, BookSection, BookText, Chapter, Todo
from exports.program_blocks import ProgramDetailTable, ProgramTable, RoadmapTable
from indonesian import with_breaks
from summaries.sentences import sentence_of
from typesetting.pdf_assembly import COVER, FRONT

LARGE = 12_000  # characters of HTML, two pages of a table; it is worth a piece of its own
MOST_KEPT = 1000  # blocks of which this process knows the HTML
NOTE = 'class="fn"'
_printed: dict[bytes, str] = {}


@dataclass(frozen=True)
class PieceItem:
    """A block in its section; `begins` with the heading of the section."""

    section: BookSection
    block: BookBlock | None
    begins: bool
    html: str

    @property
    def is_wide(self) -> bool:
        return getattr(self.block, "wide", False)

    @property
    def has_own_pages(self) -> bool:
        return getattr(self.block, "own_pages", False)

    @property
    def is_a_head(self) -> bool:
        """Whether it stays with what comes after it."""
        return self.block is None or getattr(self.block, "is_a_head", False)


@dataclass(frozen=True)
class BookPiece:
    """A part of a chapter that is typeset by itself."""

    chapter: Chapter
    items: tuple[PieceItem, ...]
    number: int  # within its chapter, from 0
    notes: int  # footnotes of the chapter before it
    name: str  # "Bab IV, 4.5 Smart Living"

    @property
    def prefix(self) -> str:
        return f"{self.chapter.roman}-"

    def without(self, impossible: dict[int, Todo]) -> "BookPiece":
        """The same with these remarks in place of its items at these places."""
        items = tuple(
            replace(item, block=todo, html=print_block(todo))
            if (todo := impossible.get(at))
            else item
            for at, item in enumerate(self.items)
        )
        return replace(self, items=items)


def cut(chapter: Chapter) -> list[BookPiece]:
    """The pieces of a chapter, in order."""
    items = [item for section in chapter.sections for item in _items(section)]
    groups: list[list[PieceItem]] = [[]]
    for at, item in enumerate(items):
        if groups[-1] and _begins_a_piece(items, at):
            groups.append([])
        groups[-1].append(item)
    pieces, notes = [], 0
    for number, group in enumerate(groups):
        name = _name(chapter, group, is_alone=len(groups) == 1)
        pieces.append(BookPiece(chapter, tuple(group), number, notes, name))
        notes += sum(item.html.count(NOTE) for item in group)
    return pieces


def _items(section) -> Iterator[PieceItem]:
    blocks = [part for block in section.blocks for part in _parts(block)]
    for at, block in enumerate(blocks or [None]):
        yield PieceItem(section, block, at == 0, print_block(block) if block else "")


def _parts(block):
    """A long table in parts of some programs each: the whole would be set for seconds."""
    if isinstance(block, RoadmapTable):
        return _in_parts(block, "groups", lambda group: len(group.rows), of_each=25)
    if isinstance(block, ProgramTable):
        return _in_parts(block, "groups", lambda group: len(group.programs), of_each=12)
    if isinstance(block, ProgramDetailTable):
        return _in_parts(block, "programs", lambda _: 1, of_each=12)
    return [block]


def _in_parts(block, name, weight, *, of_each):
    """Parts of about equal weight; a short table stays as it is, a group is never parted."""
    things = getattr(block, name)
    total = sum(map(weight, things))
    if total < of_each * 1.5:
        return [block]
    most = ceil(total / ceil(total / of_each))
    parts: list[list] = [[]]
    for one in things:
        if parts[-1] and sum(map(weight, parts[-1])) + weight(one) > most:
            parts.append([])
        parts[-1].append(one)
    whole = replace(block.caption, sentence=sentence_of(block))
    captions = [replace(whole, is_later=at > 0) for at in range(len(parts))]
    return [
        replace(block, caption=caption, **{name: tuple(part)})
        for caption, part in zip(captions, parts, strict=True)
    ]


def _begins_a_piece(items, at):
    before, this = items[at - 1], items[at]
    if before.is_a_head and before.section == this.section:
        return False
    if before.is_wide != this.is_wide or before.has_own_pages or this.has_own_pages:
        return True
    after = items[at + 1] if at + 1 < len(items) else this
    begins_large = _is_large(this) or (this.is_a_head and _is_large(after))
    return begins_large or _is_large(before)


def _is_large(item):
    """Whether it is a table of some pages. Words of the editor flow on, whatever their length."""
    if item.block is None or isinstance(item.block, BookText | Todo):
        return False
    return len(item.html) >= LARGE


def _name(chapter, items, *, is_alone):
    if is_alone:
        return f"Bab {chapter.roman}"
    dimensions = (getattr(item.block, "dimension", None) for item in items)
    dimension = next((one for one in dimensions if one), None)
    what = dimension.name if dimension else items[0].section.title
    return f"Bab {chapter.roman}, {items[0].section.number} {what}"


# ------------------------------------------------------------------------------------------- HTML


def print_piece(book: BookContent, piece: BookPiece) -> str:
    """The HTML of a piece, to be typeset."""
    return print_page(book, print_body(piece))


def print_body(piece: BookPiece) -> SafeString:
    """What a piece says, without the frame of the page."""
    body = SafeString("".join(_run(list(run)) for run in _runs(piece)))
    chapter = piece.chapter
    if not chapter.sections:
        todo = {"what": "Bab ini belum berisi.", "who": chapter.owed_by}
        body = render("exports/print/todo.html", block=todo)
    if piece.number == 0:
        return render("exports/print/chapter.html", chapter=chapter, body=body)
    first = {"section": piece.items[0].section, "notes": piece.notes}
    return render("exports/print/chapter_goes_on.html", chapter=chapter, body=body, **first)


def print_alone(book: BookContent, item: PieceItem) -> str:
    """The HTML of a block by itself, to see whether it can be typeset."""
    return print_page(book, item.html)


def print_before_the_contents(book: BookContent) -> Iterator[tuple[str | None, str, str]]:
    """How its pages are numbered, the name, and the HTML of what stands before the contents."""
    yield COVER, "Sampul", print_page(book, render("exports/print/cover.html", book=book))
    if book.forewords:
        words = render("exports/print/forewords.html", forewords=book.forewords)
        yield FRONT, "Kata pengantar", print_page(book, words)


def print_chapter(chapter: Chapter) -> SafeString:
    """The HTML of a whole chapter, for those who look for what stands in it."""
    return SafeString("".join(print_body(piece) for piece in cut(chapter)))


def _runs(piece):
    """The items in order, those of a section that stand on pages of one kind together."""
    return (run for _, run in groupby(piece.items, lambda one: (one.section.anchor, one.is_wide)))


def _run(items):
    first = items[0]
    head = render("exports/print/section_head.html", section=first.section) if first.begins else ""
    if head and first.has_own_pages:
        head = format_html('<div class="profile-head">{}</div>', head)
    body = "".join(item.html for item in items)
    return f'<div class="{"wide" if first.is_wide else "upright"}">{head}{body}</div>'


def print_block(block: BookBlock) -> str:
    """The HTML of a block; of one that was printed not long ago, what it was."""
    key = hashlib.sha256(repr(block).encode()).digest()
    html = _printed.pop(key, None)
    if html is None or settings.DEBUG:
        html = render_to_string(block.template, {"block": block})
    _printed[key] = html  # at the end; the oldest is at the beginning
    while len(_printed) > MOST_KEPT:
        _printed.pop(next(iter(_printed)), None)
    return html


def render(template: str, **context) -> SafeString:
    """A template of the printed book."""
    return SafeString(render_to_string(template, context))


def print_page(book: BookContent, body: str) -> str:
    """What is typeset at once: a body in the frame of every page of the book."""
    context = {"title": book.full_title, "run": book.run, "edition": book.edition}
    if not book.is_draft:  # of a draft this is said when it is joined
        context |= {"author": book.owner, "day": book.day}
    return render_to_string(
        "exports/print/page.html", context | {"body": SafeString(with_breaks(body))}
    )
