"""Whether what is kept is still what was frozen: every part of a manifest is hashed again."""

from dataclasses import dataclass

from django.db.models import F, Func, Model, TextField
from django.db.models.expressions import RawSQL

from editions.manifest import BookEntry, books_in, manifest_of
from editions.models import Edition


class Sha256Of(Func):
    """The SHA-256 of a column's bytes, made where the bytes are."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = TextField()


class Sha256OfText(Sha256Of):
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"


@dataclass(frozen=True)
class ManifestPart:
    """A part of a manifest: the SHA-256 that the manifest names, and that of what is kept now."""

    name: str
    sha256: str
    found: str

    @property
    def is_whole(self) -> bool:
        return self.sha256 == self.found


def row_version(model: type[Model]) -> RawSQL:
    """What changes whenever a row is written: the transaction that did it, and its new place."""
    table = model._meta.db_table
    return RawSQL(f"{table}.xmin || '.' || {table}.ctid::text", ())  # noqa: S611 - our own names


def parts_of(edition: Edition) -> list[ManifestPart]:
    """Content and books of an edition, hashed again by the database; no file is read here."""
    content = (
        Edition.objects.filter(pk=edition.pk).values_list(Sha256OfText(F("content")), flat=True)
    ).get()
    books = edition.books.values_list("number", Sha256Of(F("pdf")))
    kept = dict(books)
    return [
        ManifestPart("Isi masterplan", edition.sha256, content),
        *(
            ManifestPart(
                f"Buku {book.number}, {book.pages} halaman", book.sha256, kept.get(book.number, "")
            )
            for book in books_in(edition.manifest)
        ),
    ]


def _named(book):
    return f"Buku {book.number}, {book.pages} halaman"


def manifest_again(edition: Edition, parts: list[ManifestPart], letter: str | None = None) -> str:
    """The SHA-256 of the manifest as it would be made of what is kept now."""
    content, *books = parts
    named = books_in(edition.manifest)
    entries = [
        BookEntry(book.number, book.pages, part.found)
        for book, part in zip(named, books, strict=True)
    ]
    return manifest_of(content=content.found, books=entries, commitment=letter)[1]
