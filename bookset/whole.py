"""The finished books of a plan, bound. What is signed stays the single files of an edition."""

from editions.models import EditionBook
from exports.book_list import book_list
from exports.models import PrintJob
from indonesian import daftar
from masterplans.models import Masterplan
from typesetting.binding import BindingError, bind

NOT_AS_ONE = (
    "Buku-buku ini disusun dengan cara lama dan tidak dapat disatukan. Unduh satu per satu."
)


class WholeSetError(Exception):
    """The books cannot be bound yet. The message is meant for the user."""


def draft_as_one(masterplan: Masterplan) -> bytes:
    """The newest prints of all books as one PDF. Raises WholeSetError while one is not made."""
    places = book_list(masterplan)
    lacking = [f"Buku {place.book.number}" for place in places if not place.finished]
    if lacking or not places:
        raise WholeSetError(f"Susun dahulu {daftar(lacking) or 'bukunya'}, lalu unduh semuanya.")
    jobs = PrintJob.objects.in_bulk([place.finished.pk for place in places])
    books = [(str(place.book), bytes(jobs[place.finished.pk].pdf or b"")) for place in places]
    if not all(content for _, content in books):
        raise WholeSetError("Satu buku sedang disusun lagi. Unduh semuanya sesudah selesai.")
    return _bound(books, f"{masterplan.title}, draf")


def edition_as_one(masterplan: Masterplan, edition: int) -> bytes | None:
    """The books of an edition as one PDF, the same bytes each time; None where there is none.

    Raises WholeSetError for an edition of before books had tags.
    """
    books = EditionBook.objects.filter(edition__masterplan=masterplan, edition__number=edition)
    found = [(book.title, bytes(book.pdf)) for book in books.order_by("number")]
    return _bound(found, f"{masterplan.title}, edisi {edition}") if found else None


def _bound(books, title):
    try:
        return bind(books, title=title)
    except BindingError as error:
        raise WholeSetError(NOT_AS_ONE) from error
