"""A Book becomes a PDF: chapter by chapter, the table of contents last."""

import logging
from dataclasses import dataclass, replace
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exports.book_content import BookBlock, BookContent, BookSection, Chapter, Todo
from exports.printed_book import PrintedBook, Progress
from exports.program_blocks import QuickWinSheet
from indonesian import with_breaks
from limits.times import TimeLimits
from typesetting.pdf import PdfPiece, render_piece
from typesetting.pdf_assembly import COVER, FRONT, NumberedPiece, anchor_pages, join, page_labels
from typesetting.pictures import Images

logger = logging.getLogger("simpul.exports")

PIECE, BLOCK = 40.0, 5.0  # seconds; a whole book of 160 pages takes about fifteen

IMPOSSIBLE = "Isi ini tidak dapat dicetak karena susunannya terlalu rumit. Sederhanakan isinya."


@dataclass(frozen=True)
class ContentsLine:
    """One line of the table of contents."""

    level: int
    number: str
    title: str
    anchor: str
    label: str  # printed number of the page


def typeset(
    book: BookContent,
    *,
    images: Images | None = None,
    progress: Progress | None = None,
    limits: TimeLimits | None = None,
) -> PrintedBook:
    """Typeset a whole book. Takes seconds: `exports.book_process` does it for a worker.

    Never fails for content; `remarks` of the result says where a piece was left out. What takes too
    long is left out as well; TooLongError when the whole book does.
    """
    limits = limits or TimeLimits(float(settings.BOOK_SECONDS))
    tell = progress or (lambda done, total, what: None)
    total = len(book.chapters) + 2 + bool(book.forewords)
    done = 0

    def piece(body, what):
        nonlocal done
        tell(done, total, what)
        done += 1
        with limits.at_most(PIECE):
            return render_piece(_page(book, body), images=images)

    def part(chapter):
        try:
            done = piece(print_chapter(chapter), f"Bab {chapter.roman}")
        except Exception:  # whatever WeasyPrint cannot do must not cost the book
            logger.exception("Chapter %s of %s cannot be typeset", chapter.roman, book.full_title)
            limits.check()
            done = _without_the_impossible(book, chapter, images, limits)
        return NumberedPiece(f"{chapter.roman}-", done)

    first = _before_the_contents(book)
    before = [NumberedPiece(prefix, piece(body, what)) for prefix, body, what in first]
    chapters = [part(chapter) for chapter in book.chapters]
    tell(total - 1, total, "Daftar isi")
    contents = _contents(book, before, chapters)
    parts = [*before, *contents, *chapters]
    pdf = join(parts)
    tell(total, total, "Selesai")
    pages = sum(len(part.piece.pages) for part in parts)
    remarks = tuple(_remarks(book, [*before, *chapters]))
    return PrintedBook(title=book.full_title, pdf=pdf, pages=pages, remarks=remarks)


def _before_the_contents(book):
    """How its pages are numbered, the HTML, and the name of what stands before the contents."""
    yield COVER, _render("exports/print/cover.html", book=book), "Sampul"
    if book.forewords:
        words = _render("exports/print/forewords.html", forewords=book.forewords)
        yield FRONT, words, "Kata pengantar"


def _without_the_impossible(book, chapter, images, limits) -> PdfPiece:
    """The chapter once more, with a remark in place of each block that cannot be typeset."""
    remarks, sections = [], []
    for section in chapter.sections:
        blocks = []
        for block in section.blocks:
            try:
                with limits.at_most(BLOCK):
                    render_piece(_page(book, _block(block)), images=images)
            except Exception:
                limits.check()
                remarks.append(f"{section.number} {section.title}: {IMPOSSIBLE}")
                block = Todo(IMPOSSIBLE)
            blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    body = print_chapter(replace(chapter, sections=tuple(sections)))
    with limits.at_most(PIECE):
        piece = render_piece(_page(book, body), images=images)
    return replace(piece, remarks=(*piece.remarks, *remarks))


def print_chapter(chapter: Chapter) -> SafeString:
    """The HTML of one chapter: opening page, sections, tables."""
    if chapter.sections:
        body = SafeString("".join(_section(section) for section in chapter.sections))
    else:
        todo = {"what": "Bab ini belum berisi.", "who": chapter.owed_by}
        body = _render("exports/print/todo.html", block=todo)
    return _render("exports/print/chapter.html", chapter=chapter, body=body)


def _section(section: BookSection) -> str:
    """A section; tables that need width stand together on turned pages."""
    head = _render("exports/print/section_head.html", section=section)
    if section.blocks and isinstance(section.blocks[0], QuickWinSheet):
        head = format_html('<div class="profile-head">{}</div>', head)
    out = []
    for wide, blocks in groupby(section.blocks, key=lambda block: block.wide):
        body = head + "".join(_block(block) for block in blocks)
        # back to upright pages: without a forced break the text would go on on the turned one
        kind = "wide" if wide else "page-new" if out else "upright"
        out.append(f'<div class="{kind}">{body}</div>')
        head = ""
    return "".join(out) or head


def _block(block: BookBlock) -> str:
    return render_to_string(block.template, {"block": block})


def _render(template, **context) -> SafeString:
    return SafeString(render_to_string(template, context))


def _page(book, body):
    context = {"title": book.full_title, "run": book.run, "edition": book.edition}
    return render_to_string(
        "exports/print/page.html", context | {"body": SafeString(with_breaks(body))}
    )


# ------------------------------------------------------------------------------ table of contents


def _contents(book, before, chapters) -> list[NumberedPiece]:
    """Contents, lists of tables, figures, abbreviations. Their own length moves the pages after
    them (only those numbered i, ii, iii), so they are set again until it no longer changes."""
    lists: list[NumberedPiece] = []
    for _ in range(4):
        again = _set_lists(book, [*before, *lists, *chapters])
        if [len(part.piece.pages) for part in again] == [len(part.piece.pages) for part in lists]:
            return again
        lists = again
    return lists


def _set_lists(book, parts) -> list[NumberedPiece]:
    labels, places = page_labels(parts), anchor_pages(parts)

    def line(level, number, title, anchor):
        place = places.get(anchor)
        return ContentsLine(level, number, title, anchor, labels[place[0]] if place else "")

    lists = [NumberedPiece(FRONT, _set_list(book, "Daftar Isi", [("", _outline(book, line))]))]
    captions = [caption for chapter in book.chapters for caption in chapter.captions]
    groups = [
        (kind, [line(2, c.label, c.title, c.anchor) for c in captions if c.kind == kind])
        for kind in ("Tabel", "Gambar")
    ]
    for kind, lines in groups:
        if lines:
            lists.append(NumberedPiece(FRONT, _set_list(book, f"Daftar {kind}", [("", lines)])))
    if book.abbreviations:
        body = _render("exports/print/abbreviations.html", abbreviations=book.abbreviations)
        lists.append(NumberedPiece(FRONT, render_piece(_page(book, body))))
    return lists


def _outline(book, line):
    lines = [line(2, "", one.title, one.anchor) for one in book.forewords]
    for chapter in book.chapters:
        lines.append(line(1, f"Bab {chapter.roman}", chapter.title, chapter.anchor))
        for section in chapter.sections:
            lines.append(line(2, section.number, section.title, section.anchor))
            lines += [line(3, *entry) for block in section.blocks for entry in _entries(block)]
    return lines


def _entries(block: BookBlock):
    """What a block adds to the table of contents below its section."""
    if hasattr(block, "dimension") and hasattr(block, "anchor"):  # a band, or a quick win's sheet
        yield (
            getattr(block, "number", ""),
            getattr(block, "name", block.dimension.name),
            block.anchor,
        )


def _set_list(book, title, groups) -> PdfPiece:
    anchor = title.lower().replace(" ", "-")
    body = _render("exports/print/contents.html", title=title, anchor=anchor, groups=groups)
    return render_piece(_page(book, body))


def _remarks(book, parts):
    names = ["Sampul", *(["Kata pengantar"] if book.forewords else [])]
    names += [f"Bab {chapter.roman}" for chapter in book.chapters]
    for name, part in zip(names, parts, strict=True):
        for remark in part.piece.remarks:
            yield f"{name}: {remark}"
