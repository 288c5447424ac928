"""A scan as the books append it, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from exports.book_content import BookBlock


@dataclass(frozen=True)
class ScannedPage:
    """A page as a picture, with the words that a program read on it."""

    image: str  # its name, for `image:`
    words: str


@dataclass(frozen=True)
class ScannedDocument(BookBlock):
    """A document with a page of its own for its title, then its pages."""

    title: str
    about: str
    file: str  # its name
    sha256: str
    anchor: str
    pages: tuple[ScannedPage, ...] = ()
    template: ClassVar[str] = "appendices/print/scan.html"
