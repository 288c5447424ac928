"""The manifest: what is signed. It ties the content of an edition, its books and the commitment.

    {"books": [{"number": 1, "pages": 164, "sha256": …}, …], "commitment": …, "content": …}

When an edition is frozen the manifest names its content and its books; `commitment` is empty
then. The letter prints the SHA-256 of that manifest: of itself it cannot print one. As soon as the
letter is there, its SHA-256 goes into the manifest, and the SHA-256 of the whole is what everybody
signs (`docs/schema/manifest.json`).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from editions.canonical import canonical

SCHEMA = "simpul-manifest-1"


@dataclass(frozen=True)
class BookEntry:
    """One book in a manifest."""

    number: int
    pages: int
    sha256: str


def manifest_of(
    *, content: str, books: Iterable[BookEntry], commitment: str | None = None
) -> tuple[str, str]:
    """The canonical text of a manifest and its SHA-256.

    `content` and `commitment` are the SHA-256 of the content and of the letter that is signed.
    The database makes the same text (`editions.guards`), so it changes there when it changes here.
    """
    return canonical(
        {
            "schema": SCHEMA,
            "content": content,
            "books": [
                {"number": book.number, "pages": book.pages, "sha256": book.sha256}
                for book in sorted(books, key=lambda book: book.number)
            ],
            "commitment": commitment,
        }
    )


def with_commitment(manifest: str, letter: str) -> tuple[str, str]:
    """The manifest of a frozen edition with the SHA-256 of the letter in it: text and SHA-256."""
    return canonical(json.loads(manifest) | {"commitment": letter})


def books_in(manifest: str) -> list[BookEntry]:
    """The books that a manifest names, in order."""
    return [BookEntry(**book) for book in json.loads(manifest)["books"]]
