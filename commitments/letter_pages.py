"""The pages of a frozen letter, as those who are asked to sign it read them.

Words and sizes of the pages are kept when the letter is frozen, so that a page of the site needs no
PDF; each picture has an address of its own, which names the very bytes it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from commitments.letter_data import fingerprint
from commitments.models import Commitment, ShownLetter
from typesetting.page_pictures import UnreadablePdfError, page_pictures


@dataclass(frozen=True)
class LetterPage:
    """One page of a letter: its number from 1, its words, and where its picture is."""

    number: int
    width: int
    height: int
    text: str
    address: str


@dataclass(frozen=True)
class ShownPages:
    """All pages of a letter, and the hash of the bytes that they show, whole and short."""

    sha256: str
    fingerprint: str
    pages: list[LetterPage]


def described(pdf: bytes) -> list[dict]:
    """What is kept of each page beside the file; nothing when it cannot be drawn. For a worker."""
    try:
        pictures = page_pictures(pdf)
    except UnreadablePdfError:
        return []
    return [{"width": one.width, "height": one.height, "text": one.text} for one in pictures]


def shown_pages(
    letter: ShownLetter | None, address: Callable[[str, int], str]
) -> ShownPages | None:
    """A letter to be read; `address` gives that of a picture by SHA-256 and number.

    None before the letter is there, and for one that cannot be drawn: then its words are shown.
    """
    if letter is None or not letter.pages:
        return None
    pages = [
        LetterPage(number=number, address=address(letter.sha256, number), **page)
        for number, page in enumerate(letter.pages, 1)
    ]
    return ShownPages(letter.sha256, fingerprint(letter.sha256), pages)


def picture_of(commitment: Commitment, sha256: str, number: int) -> bytes | None:
    """One page of its frozen letter as PNG; None for any other letter or page."""
    letter = ShownLetter.objects.filter(commitment=commitment, sha256=sha256).first()
    try:
        pictures = page_pictures(bytes(letter.pdf)) if letter else ()
    except UnreadablePdfError:
        return None
    return pictures[number - 1].png if 1 <= number <= len(pictures) else None
