"""Keeping an edition: content, books and the manifest that ties them, in one transaction."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from editions.manifest import BookEntry, manifest_of
from editions.models import Edition, EditionBook
from masterplans.models import Masterplan


@dataclass(frozen=True)
class BookFile:
    """A printed book that goes into an edition."""

    number: int
    title: str
    pdf: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


_when_kept: list[Callable[[Edition], object]] = []


def when_kept(call: Callable[[Edition], object]) -> None:
    """Have a room above told of each edition, in the transaction that keeps it."""
    _when_kept.append(call)


@transaction.atomic
def keep_edition(
    masterplan: Masterplan,
    *,
    content: str,
    books: Iterable[BookFile] = (),
    by: User,
    number: int | None = None,
) -> Edition:
    """Keep the canonical text of a snapshot and the books printed from it, for ever.

    `number` is that of the edition which the masterplan is at, unless said otherwise.
    Raises IntegrityError when this edition is kept already.
    """
    books = list(books)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    entries = [BookEntry(book.number, book.pages, book.sha256) for book in books]
    manifest, manifest_sha256 = manifest_of(content=sha256, books=entries)
    edition = Edition.objects.create(
        masterplan=masterplan,
        number=number or masterplan.edition_number,
        content=content,
        sha256=sha256,
        manifest=manifest,
        manifest_sha256=manifest_sha256,
        frozen_by=by,
    )
    EditionBook.objects.bulk_create(
        EditionBook(
            edition=edition,
            number=book.number,
            title=book.title,
            pdf=book.pdf,
            sha256=book.sha256,
            pages=book.pages,
        )
        for book in books
    )
    for call in _when_kept:
        call(edition)
    return edition
