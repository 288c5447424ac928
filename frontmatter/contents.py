"""The table of contents and the lists of tables and figures of a book, with the pages they are on.

A book is what `exports.book_content` says, which this package does not know: chapters with
sections of blocks, captions, anchors.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Places = Mapping[str, tuple[int, float, float]]  # anchor -> page of the book, counted from 0


@dataclass(frozen=True)
class ContentsLine:
    """One line of the table of contents."""

    level: int
    number: str
    title: str
    anchor: str
    label: str  # printed number of the page


@dataclass(frozen=True)
class ContentsList:
    """A list on pages of its own; its lines in groups with a heading or none."""

    title: str
    groups: tuple[tuple[str, tuple[ContentsLine, ...]], ...]

    @property
    def anchor(self) -> str:
        return self.title.lower().replace(" ", "-")


def lists_of(book, labels: Sequence[str], places: Places) -> Iterator[ContentsList]:
    """The table of contents, then a list for each kind of caption that occurs.

    `labels` are the printed numbers of the pages. What is on no page has no number.
    """

    def line(level, number, title, anchor):
        place = places.get(anchor)
        return ContentsLine(level, number, title, anchor, labels[place[0]] if place else "")

    yield ContentsList("Daftar Isi", (("", tuple(_outline(book, line))),))
    captions = [caption for chapter in book.chapters for caption in chapter.captions]
    for kind in ("Tabel", "Gambar"):
        lines = [line(2, c.label, c.title, c.anchor) for c in captions if c.kind == kind]
        if lines:
            yield ContentsList(f"Daftar {kind}", (("", tuple(lines)),))


def _outline(book, line):
    for foreword in book.forewords:
        yield line(2, "", foreword.title, foreword.anchor)
    for chapter in book.chapters:
        yield line(1, f"Bab {chapter.roman}", chapter.title, chapter.anchor)
        for section in chapter.sections:
            yield line(2, section.number, section.title, section.anchor)
            for block in section.blocks:
                yield from (line(3, *entry) for entry in _entries(block))


def _entries(block):
    """What a block adds below its section: the band of a dimension, the sheet of a quick win."""
    if hasattr(block, "dimension") and hasattr(block, "anchor"):
        name = getattr(block, "name", block.dimension.name)
        yield getattr(block, "number", ""), name, block.anchor
