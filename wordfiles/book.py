"""A book as a Word file: cover, words before the contents, lists, chapters.

Read from the same `BookContent` as the PDF; each block by the template that prints it there.
"""

import logging
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string

from exports.book_content import BookBlock, BookContent, Todo
from limits.times import TimeLimits
from typesetting.pictures import Images, PictureError
from typesetting.printed_book import Progress
from wordfiles.document import PageKind, WordFile
from wordfiles.elements import PLAIN, Letters, W, run, w
from wordfiles.html import HtmlWriter
from wordfiles.lists import write_lists
from wordfiles.place import WritingPlace
from wordfiles.words import Words

logger = logging.getLogger("simpul.wordfiles")

UPRIGHT, TURNED = 160, 257  # millimetres between the margins
LONG_TITLE = 24  # signs; a longer one is set smaller, so that the cover stays one page
BLOCK = 60.0  # seconds; two thousand rows take some
IMPOSSIBLE = "Isi ini tidak dapat ditulis karena susunannya terlalu rumit. Sederhanakan isinya."
COPY = "Salinan kerja; yang sah adalah PDF."
COVER = PageKind(is_bare=True)


@dataclass(frozen=True)
class WrittenBook:
    """The finished file, and what could not be written as it was entered."""

    title: str
    docx: bytes
    remarks: tuple[str, ...]


def write_book(
    book: BookContent,
    *,
    day,
    images: Images | None = None,
    progress: Progress | None = None,
    limits: TimeLimits | None = None,
) -> WrittenBook:
    """Write a whole book. Takes seconds: `wordfiles.process` does it for a worker.

    Never fails for content; `remarks` of the result says where something was left out.
    `day` is the one that the file names as the day on which it was made. The bytes are the same
    for the same content and day. Raises TooLongError when the whole takes too long.
    """
    return _BookWriter(book, day, images, progress, limits).write()


class _BookWriter:
    def __init__(self, book, day, images, progress, limits):
        self.book, self.day = book, day
        self.limits = limits or TimeLimits(float(settings.BOOK_SECONDS))
        self.tell = progress or (lambda done, total, what: None)
        self.file = WordFile()
        self.html = HtmlWriter(self.file, images)
        self.html.turn = self._turn
        self.foot = book.edition if book.is_draft else f"{book.edition}. {COPY}"
        self.remarks: list[str] = []
        self.is_turned = False
        self.kind = COVER

    def write(self):
        total = len(self.book.chapters) + 2
        self.tell(0, total, "Sampul")
        self._cover()
        self._begin(PageKind((self.book.run, ""), self.foot, "", "lowerRoman"))
        for number, foreword in enumerate(self.book.forewords):
            self._foreword(foreword, is_first=number == 0)
        place_of_lists = len(self.file.body)
        self._line("", "Pemisah")  # ends the pages before the chapters: the lists are on them
        for number, chapter in enumerate(self.book.chapters, 1):
            self.tell(number, total, f"Bab {chapter.roman}")
            self._chapter(chapter)
        self.tell(total - 1, total, "Daftar isi")
        write_lists(self.file, self.html, self.book, place_of_lists)
        self.file.lead_the_links(self.html.captions.labels)
        self.file.describe(
            title=self.book.full_title,
            owner=self.book.owner,
            subject=self.book.plan_title,
            about=self.foot,
            day=self.day,
        )
        docx = self.file.save()
        self.tell(total, total, "Selesai")
        return WrittenBook(self.book.full_title, docx, tuple(self.remarks))

    # -------------------------------------------------------------------------- pages

    def _begin(self, kind):
        self.kind, self.is_turned, self.html.prefix = kind, False, kind.prefix
        self.file.section(kind, is_new=True)

    def _turn(self, is_turned):
        """What follows stands on turned pages, or on upright ones again."""
        if is_turned != self.is_turned:
            self.is_turned = is_turned
            self.file.section(self.kind, is_turned=is_turned)

    @property
    def place(self):
        room = TURNED if self.is_turned else UPRIGHT
        return WritingPlace(self.file.body, self.file.main, room)

    # -------------------------------------------------------------------------- parts

    def _line(self, text, style, letters=PLAIN, **more):
        words = Words()
        words.add(text, letters)
        return self.html.paragraph(words, replace(self.place, **more), style)

    def _cover(self):
        book = self.book
        self._begin(COVER)
        band = self._band()
        if (emblem := self._emblem()) is not None:
            words = Words()
            words.put(run(emblem))
            self.html.paragraph(words, self.place, "Sampul")
        first = self._line(book.owner, "Sampul")
        if band is not None:
            first.append(run(band))
        if book.province:
            self._line(f"Provinsi {book.province}", "SampulKeterangan")
        kind = self._line(book.kind, "Sampul", Letters(colour="0E4F63"))
        kind.find(f"{W}pPr").append(w("spacing", before=1700))
        is_long = len(book.title) > LONG_TITLE
        self._line(book.title, "Title", Letters(size=56) if is_long else PLAIN)
        if book.subtitle:
            self._line(book.subtitle, "Subtitle")
        self._line(book.plan_title, "Sampul")
        self._line(book.region, "SampulDaerah")
        self._line(book.years, "Sampul", Letters(colour="0E4F63"))
        self._line(book.edition if book.is_draft else COPY, "SampulStempel")
        foot = book.place_and_date if book.is_draft else f"{book.place_and_date} · {book.edition}"
        self._line(foot, "SampulKeterangan").find(f"{W}pPr").append(w("spacing", before=360))

    def _emblem(self):
        emblem = self.book.emblem
        if not emblem:
            return None
        try:
            return self.html.pictures.stored(
                self.file.main, emblem, 22, f"Lambang {self.book.region}"
            )
        except PictureError as reason:
            self.remarks.append(f"Sampul: lambang tidak dicetak: {reason}.")
            return None

    def _band(self):
        from typesetting.drawings import cover_braid

        content, width, height = self.html.pictures.drawn(str(cover_braid()), 210)
        return self.file.backdrop(content, width, height, 297 - height)

    def _foreword(self, foreword, *, is_first):
        self._heading(1, "", foreword.title, foreword.anchor, begins_page=not is_first)
        self._blocks(foreword.blocks, foreword.title)
        self._line(foreword.place_and_date, "", align="right")
        if foreword.office:
            self._line(f"{foreword.office},", "", align="right")
        if foreword.name:
            self._line(foreword.name, "", Letters(bold=True, underline=True), align="right")

    def _chapter(self, chapter):
        prefix = f"{chapter.roman}-"
        self._begin(PageKind((self.book.run, chapter.run), self.foot, prefix))
        self._heading(1, f"Bab {chapter.roman}", chapter.title, chapter.anchor)
        if chapter.lead:
            self._line(chapter.lead, "PengantarBab")
        if not chapter.sections:
            self._block(Todo("Bab ini belum berisi.", chapter.owed_by), f"Bab {chapter.roman}")
        for section in chapter.sections:
            if section.blocks and section.blocks[0].wide:
                self._turn(True)
            self._heading(2, section.number, section.title, section.anchor)
            self._blocks(section.blocks, f"Bab {chapter.roman}: {section.number}")
            self._turn(False)

    def _heading(self, level, number, title, anchor, **more):
        words = Words()
        if number:
            words.add(f"{number} ", Letters(style="NomorJudul"))
        words.add(title)
        said = f"{number} {title}".strip()
        self.html.head(level, " ".join(said.split()), anchor)
        self.file.pending += self.file.bookmark(anchor)
        self.html.paragraph(words, replace(self.place, **more), f"Heading{level}")

    # -------------------------------------------------------------------------- blocks

    def _blocks(self, blocks, where):
        for number, block in enumerate(blocks):
            self._turn(block.wide)
            self._block(block, where, is_first=number == 0)

    def _block(self, block: BookBlock, where: str, *, is_first: bool = False) -> None:
        """Write one block; one that cannot be written costs only itself."""
        before, heads = len(self.file.body), len(self.html.headings)
        known = len(self.html.remarks)
        try:
            with self.limits.at_most(BLOCK):
                self._write(block, is_first)
        except Exception:
            logger.exception("A block of %s cannot be written", where)
            self.limits.check()
            del self.file.body[before:]
            del self.html.headings[heads:]
            self.remarks.append(f"{where}: {IMPOSSIBLE}")
            self._write(Todo(IMPOSSIBLE), is_first)
        self.remarks += [f"{where}: {remark}" for remark in self.html.remarks[known:]]

    def _write(self, block, is_first):
        before = len(self.file.body)
        markup = render_to_string(block.template, {"block": block})
        self.html.write(markup, self.place)
        if is_first and before:
            self._begin_page_with_heading(before)

    def _begin_page_with_heading(self, at):
        """A block that begins a page takes the heading of its section along."""
        head, first = self.file.body[at - 1], self.file.body[at : at + 1]
        begun = [paragraph.find(f"{W}pPr/{W}pageBreakBefore") for paragraph in first]
        if begun and begun[0] is not None and head.find(f"{W}pPr/{W}keepNext") is None:
            begun[0].getparent().remove(begun[0])
            head.find(f"{W}pPr/{W}pStyle").addnext(w("pageBreakBefore"))
