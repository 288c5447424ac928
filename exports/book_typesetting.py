"""A Book becomes a PDF: piece by piece, the table of contents last."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.conf import settings

from exports.book_content import BookContent, Todo
from exports.book_pieces import (
    BookPiece,
    cut,
    print_alone,
    print_before_the_contents,
    print_page,
    print_piece,
    render,
)
from frontmatter.contents import lists_of
from limits.child import TooLargeError, TooLongError
from limits.times import TimeLimits
from typesetting.facts import PdfPiece
from typesetting.finishing import EnclosedFile
from typesetting.pdf_assembly import (
    FRONT,
    About,
    NumberedPiece,
    anchor_pages,
    join,
    join_archival,
    page_labels,
)
from typesetting.pictures import Images
from typesetting.presses import Failure, Order
from typesetting.printed_book import PrintedBook, Progress
from typesetting.setting_here import set_here

# Sets pieces, each with its place among the orders, in whatever order they are finished.
Setter = Callable[[Iterable[Order]], Iterator[tuple[int, PdfPiece | Failure]]]


BY_THE_CLOCK = 2  # times as long, where others have the cores


def typeset(
    book: BookContent,
    *,
    setter: Setter | None = None,
    images: Images | None = None,
    progress: Progress | None = None,
    seconds: float | None = None,
    enclosed: Iterable[EnclosedFile] = (),
) -> PrintedBook:
    """Typeset a whole book. Takes seconds; without a `setter` those of this process.

    A draft is joined as it is, the book of an edition as an archival file with `enclosed`. Never
    fails for content: what cannot be set is replaced by a remark in its place, which `remarks` of
    the result repeats; so is what has not been begun after `seconds`.
    """
    seconds = settings.BOOK_SECONDS if seconds is None else seconds
    setter = setter or set_here(images, TimeLimits(seconds * BY_THE_CLOCK))
    pieces = [piece for chapter in book.chapters for piece in cut(chapter)]
    work = _Typesetting(book, setter, progress)
    before, chapters = work.set_pieces(pieces)
    work.tell("Daftar isi")
    parts = [*before, *work.set_contents(before, chapters), *chapters]
    if book.is_draft:
        pdf = join(parts, About(book.full_title, book.owner, book.day))
    else:
        pdf = join_archival(parts, tuple(enclosed))
    work.done = work.total
    work.tell("Selesai")
    pages = sum(len(part.piece.pages) for part in parts)
    remarks = (
        f"{name}: {remark}"
        for name, part in zip(work.names, [*before, *chapters], strict=True)
        for remark in part.piece.remarks
    )
    return PrintedBook(title=book.full_title, pdf=pdf, pages=pages, remarks=tuple(remarks))


@dataclass
class _Typesetting:
    """One book on its way."""

    book: BookContent
    setter: Setter
    progress: Progress | None
    done: int = 0
    total: int = 0
    names: list[str] = field(default_factory=list)

    def tell(self, what):
        if self.progress:
            self.progress(self.done, self.total, what)

    def set_pieces(self, pieces) -> tuple[list[NumberedPiece], list[NumberedPiece]]:
        """What stands before the contents, and the chapters; what failed without what it is."""
        before = list(print_before_the_contents(self.book))
        self.names = [*(name for _, name, _ in before), *(piece.name for piece in pieces)]
        self.total = len(self.names) + 1
        self.tell(self.names[0])
        htmls = [html for *_, html in before]
        htmls += [print_piece(self.book, piece) for piece in pieces]
        found: list = [None] * len(htmls)
        for at, piece in self._set(htmls, small=len(before)):
            found[at] = piece
            self.done += 1
            if None in found:
                self.tell(self.names[found.index(None)])
        self._check_edition(found)
        own = dict(enumerate(pieces, len(before)))
        for at, piece in enumerate(found):
            if isinstance(piece, Failure):
                found[at] = self._mended(own[at], piece) if at in own else self._plain(at, piece)
        return (
            [NumberedPiece(prefix, found[at]) for at, (prefix, *_) in enumerate(before)],
            [NumberedPiece(one.prefix, found[at], one.number > 0) for at, one in own.items()],
        )

    def _check_edition(self, found):
        """What is kept for ever lacks nothing because the machine was busy."""
        if not self.book.is_draft and Failure.TOO_LONG in found:
            raise TooLongError
        if not self.book.is_draft and Failure.TOO_LARGE in found:
            raise TooLargeError

    def _set(self, htmls, *, small=0):
        """The pieces; the first ones are small, and set though no time be left."""
        archive = not self.book.is_draft
        return self.setter([Order(html, archive, at < small) for at, html in enumerate(htmls)])

    def _set_now(self, html):
        """One piece, though no time be left."""
        return dict(self._set([html], small=1))[0]

    def _mended(self, piece: BookPiece, why: Failure) -> PdfPiece:
        """The piece once more, with a remark in place of each block that cannot be set."""
        suspects = [at for at, item in enumerate(piece.items) if item.block]
        bad = dict.fromkeys(suspects, why)
        if len(suspects) > 1:
            alone = self._set([print_alone(self.book, piece.items[at]) for at in suspects])
            bad = {suspects[at]: one for at, one in alone if isinstance(one, Failure)} or bad
        again = self._set_now(print_piece(self.book, piece.without(_remarked(bad))))
        if isinstance(again, Failure):
            bad = dict.fromkeys(suspects, why)
            again = self._set_now(print_piece(self.book, piece.without(_remarked(bad))))
        if isinstance(again, Failure):
            raise TooLongError
        sections = [(piece.items[at].section, one) for at, one in bad.items()]
        told = (f"{section.number} {section.title}: {_sentence(one)}" for section, one in sections)
        return replace(again, remarks=(*again.remarks, *told))

    def _plain(self, at, why):
        """A page that says what is missing there."""
        todo = Todo(f"{self.names[at]}: {_sentence(why)}")
        page = self._set_now(print_page(self.book, render("exports/print/todo.html", block=todo)))
        if isinstance(page, Failure):
            raise TooLongError
        return replace(page, remarks=(_sentence(why),))

    def set_contents(self, before, chapters) -> list[NumberedPiece]:
        """Contents, lists of tables, figures, abbreviations. Their own length moves the pages after
        them (only those numbered i, ii, iii), so they are set again until it no longer changes."""
        lists: list[NumberedPiece] = []
        for _ in range(4):
            htmls = _lists(self.book, [*before, *lists, *chapters])
            found = dict(self._set(htmls, small=len(htmls)))
            again = [
                NumberedPiece(FRONT, found[at])
                for at in range(len(htmls))
                if isinstance(found[at], PdfPiece)
            ]
            if [len(part.piece.pages) for part in again] == [
                len(part.piece.pages) for part in lists
            ]:
                return again
            lists = again
        return lists


def _sentence(failure):
    return f"Isi ini tidak dapat dicetak karena {failure}. Sederhanakan isinya."


def _remarked(bad):
    return {at: Todo(_sentence(failure)) for at, failure in bad.items()}


def _lists(book, parts) -> list[str]:
    """The HTML of the contents and of the lists after them."""
    listed = [
        render("exports/print/contents.html", title=one.title, anchor=one.anchor, groups=one.groups)
        for one in lists_of(book, page_labels(parts), anchor_pages(parts))
    ]
    if book.abbreviations:
        short = book.abbreviations
        listed.append(render("exports/print/abbreviations.html", abbreviations=short))
    return [print_page(book, body) for body in listed]
