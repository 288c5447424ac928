"""What the page of Word files shows: every book of now and of the editions, with its newest job."""

from dataclasses import dataclass

from editions.models import Edition
from exports.book_list import edition_books, may_be_printed
from exports.models import PrintState
from masterplans.models import Masterplan, OutlineBook
from wordfiles.models import WordJob


@dataclass(frozen=True)
class WordPlace:
    """One book on the shelf: the job that matters now, and the newest file there is."""

    number: int
    title: str
    edition: Edition | None
    job: WordJob | None
    finished: WordJob | None

    @property
    def is_under_way(self) -> bool:
        return self.job is not None and self.job.is_under_way


@dataclass(frozen=True)
class WordShelf:
    """The books of now, or of one edition."""

    edition: Edition | None
    places: list[WordPlace]


def word_shelves(masterplan: Masterplan) -> list[WordShelf]:
    """The draft first, then the editions, newest first; in four queries."""
    jobs = WordJob.objects.filter(masterplan=masterplan)
    newest = _by_book(jobs)
    done = _by_book(jobs.filter(state=PrintState.DONE, docx__isnull=False))

    def place(number, title, edition=None):
        key = (edition.pk if edition else None, number)
        return WordPlace(number, title, edition, newest.get(key), done.get(key))

    shelves: dict[Edition | None, list[WordPlace]] = {}
    if may_be_printed(masterplan):
        books = OutlineBook.objects.filter(outline=masterplan.outline_id).order_by("number")
        shelves[None] = [place(book.number, f"Buku {book.number} {book.title}") for book in books]
    for book in edition_books(masterplan):
        made = place(book.number, book.title, book.edition)
        shelves.setdefault(book.edition, []).append(made)
    return [WordShelf(edition, places) for edition, places in shelves.items()]


def _by_book(jobs):
    return {(job.edition_id, job.number): job for job in jobs.newest_of_each_book()}
