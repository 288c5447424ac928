"""Pages of a PDF file as pictures, with the words of each for those who do not see them.

Who signs reads the very bytes that she signs, in any browser. PDFium draws them (the engine of
Chromium), in a process with limits; signatures that are in the file already are drawn too.
"""

import hashlib
import io
import sys
import threading
from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image

from limits import child
from limits.messages import read_message, write_message

LIMITS = child.Limits(memory=1024 * 2**20, seconds=60)
WIDTH = 1240  # pixels of a page: 150 dots an inch on A4, sharp on a phone when enlarged
COLOURS = 32  # a letter is black on white
NO_LETTERS = {0: None, 2: None}  # PDFium writes 2 for a hyphen at the end of a line
_one_at_a_time = threading.Lock()  # of a web process


class UnreadablePdfError(Exception):
    """These bytes are no PDF that can be drawn within the limits."""


@dataclass(frozen=True)
class PagePicture:
    """One page, numbered from 1: a PNG of `width` by `height` pixels, and what stands on it."""

    number: int
    png: bytes = field(repr=False)
    width: int
    height: int
    text: str

    @property
    def address(self) -> str:
        """The picture itself, as the address of an `<img>`."""
        return f"data:image/png;base64,{b64encode(self.png).decode()}"

    @property
    def paragraphs(self) -> list[str]:
        """The text in lines, as a screen reader takes them."""
        return [line for line in self.text.splitlines() if line.strip()]


def page_pictures(pdf: bytes) -> tuple[PagePicture, ...]:
    """Every page of a file. Takes a second the first time, then nothing: the last ones are kept.

    For papers of some pages, not for books. Raises UnreadablePdfError.
    """
    return _pictures(_Kept(pdf))


class _Kept:
    """Bytes that are known by their hash, so that they need not be kept beside their pictures."""

    def __init__(self, pdf: bytes):
        self.sha256 = hashlib.sha256(pdf).digest()
        self.take = iter([pdf]).__next__

    def __hash__(self):
        return hash(self.sha256)

    def __eq__(self, other):
        return self.sha256 == other.sha256


@lru_cache(maxsize=8)
def _pictures(kept):
    with _one_at_a_time:
        try:
            told, pictures = child.ask("typesetting.page_pictures", {}, kept.take(), limits=LIMITS)
        except child.ChildError as error:
            raise UnreadablePdfError from error
    return cut(told["pages"], pictures)


def cut(described: list[dict], pictures: bytes) -> tuple[PagePicture, ...]:
    """The pages that `drawn` tells of."""
    pages, at = [], 0
    for number, page in enumerate(described, 1):
        size = page.pop("size")
        pages.append(PagePicture(number=number, png=pictures[at : at + size], **page))
        at += size
    return tuple(pages)


def main() -> None:
    """Read a PDF, write its pages."""
    _, pdf = read_message(sys.stdin.buffer)
    described, pictures = drawn(pdf)
    write_message(sys.stdout.buffer, {"pages": described}, pictures)


def prepare() -> None:
    """Read PDFium in, so that the first page need not wait for it."""
    import pypdfium2  # noqa: F401


def drawn(pdf: bytes, width: int = WIDTH) -> tuple[list[dict], bytes]:
    """The pages of a PDF, described, and their pictures in a row. For a process with limits."""
    pages = [_drawn(page, width) for page in _pages(pdf)]
    described = [
        {"size": len(png), "width": width, "height": height, "text": text}
        for png, width, height, text in pages
    ]
    return described, b"".join(page[0] for page in pages)


def _pages(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()  # else signatures are not drawn
    return document


def _drawn(page, width):
    drawn = page.render(scale=width / page.get_width()).to_pil()
    image = drawn.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)  # the others take a second
    out = io.BytesIO()
    image.save(out, "PNG")
    text = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
    return out.getvalue(), image.width, image.height, text.translate(NO_LETTERS)


if __name__ == "__main__":
    main()
