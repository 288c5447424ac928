"""What a book consists of: plain values, without a database and without a page.

books.py fills these from a snapshot, book_typesetting.py prints them (templates/exports/print/).
Tables and other generated blocks: analysis_blocks.py, program_blocks.py.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from indonesian import roman


def shorten(text: str, length: int) -> str:
    """The beginning of a text, ended at a word, for places that hold one line."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    short = text[: length - 1]
    return (short.rsplit(" ", 1)[0] if " " in short else short) + "…"


@dataclass(frozen=True)
class BookDimension:
    """A dimension as the book shows it: number, colour key, name."""

    number: int
    key: str
    name: str
    aim: str = ""


@dataclass(frozen=True)
class Caption:
    """Number and title of a table or figure: "Tabel 4.2 Program Smart Living"."""

    kind: str  # Tabel or Gambar
    number: str
    title: str
    is_later: bool = False  # above a part of the table that is not its first
    sentence: str = ""  # what is said before the first part, of the whole

    @property
    def label(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def anchor(self) -> str:
        return f"{self.kind.lower()}-{self.number.replace('.', '-')}"

    @property
    def goes_on(self) -> str:
        """What stands above a table on the pages after its first."""
        return f"{self.label} (lanjutan)  {shorten(self.title, 60)}"


class Captions:
    """Numbers the tables and figures of one chapter, in the order in which they are asked for."""

    def __init__(self, chapter: int):
        self.chapter = chapter
        self._count = {"Tabel": 0, "Gambar": 0}
        self._by_title: dict[str, Caption] = {}

    def table(self, title: str) -> Caption:
        return self._next("Tabel", title)

    def figure(self, title: str) -> Caption:
        return self._next("Gambar", title)

    def _next(self, kind, title):
        self._count[kind] += 1
        caption = Caption(kind, f"{self.chapter}.{self._count[kind]}", title)
        self._by_title[title] = caption
        return caption

    def of(self, title: str) -> Caption | None:
        """The caption given to this title earlier in the chapter, to refer to it."""
        return self._by_title.get(title)


# ------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True)
class BookBlock:
    """A part of a section. `wide` ones stand on pages of their own, turned on the side."""

    template: ClassVar[str]
    wide: ClassVar[bool] = False
    own_pages: ClassVar[bool] = False  # begins on a page, and nothing else stands on it
    is_a_head: ClassVar[bool] = False  # stays with what comes after it


@dataclass(frozen=True)
class BookText(BookBlock):
    """Words from the editor, cleaned (masterplans) before they come here."""

    html: str
    captions: tuple[Caption, ...] = ()  # of the tables and figures in them
    template: ClassVar[str] = "exports/print/text.html"


@dataclass(frozen=True)
class Todo(BookBlock):
    """Something that is not there yet, and who owes it. Printed, so that nobody misses it."""

    what: str
    who: str = ""
    template: ClassVar[str] = "exports/print/todo.html"


# ------------------------------------------------------------------------------ the book itself


@dataclass(frozen=True)
class Foreword:
    """Words before the table of contents, and below them place, day, office and name."""

    title: str
    anchor: str
    blocks: tuple[BookBlock, ...]
    place_and_date: str = ""
    office: str = ""
    name: str = ""


@dataclass(frozen=True)
class BookSection:
    """A numbered part of a chapter."""

    number: str
    title: str
    anchor: str
    blocks: tuple[BookBlock, ...]

    @property
    def run(self) -> str:
        return shorten(f"{self.number}  {self.title}", 64)


@dataclass(frozen=True)
class Chapter:
    """A chapter begins on its own page; its pages are numbered III-1, III-2 …"""

    number: int
    title: str
    lead: str
    sections: tuple[BookSection, ...]
    owed_by: str = ""  # who writes it, for a chapter without sections

    @property
    def roman(self) -> str:
        return roman(self.number)

    @property
    def anchor(self) -> str:
        return f"bab-{self.roman}"

    @property
    def run(self) -> str:
        return f"Bab {self.roman} · {shorten(self.title, 60)}"

    @property
    def captions(self) -> list[Caption]:
        blocks = [block for section in self.sections for block in section.blocks]
        return [caption for block in blocks for caption in _captions(block)]


def _captions(block):
    """The captions that a block brings: words from the editor perhaps several, a table one."""
    if isinstance(block, BookText):
        return block.captions
    return (block.caption,) if hasattr(block, "caption") else ()


@dataclass(frozen=True)
class BookContent:
    """One book of a masterplan, ready to be typeset."""

    number: int
    title: str
    subtitle: str
    plan_title: str  # as it was given: "Masterplan Smart City Kabupaten Banjarnegara"
    region: str  # "Kabupaten Banjarnegara"
    years: str  # "2024–2033"
    owner: str  # "Pemerintah Kabupaten Banjarnegara"
    edition: str  # foot of every page: "Draf, belum dibekukan" or "Edisi 1"
    place_and_date: str  # foot of the cover
    chapters: tuple[Chapter, ...]
    province: str = ""
    emblem: str = ""  # the picture of the emblem of the region, "image:" before its SHA-256
    is_draft: bool = True
    forewords: tuple[Foreword, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()  # those that occur, with what they mean
    day: date | None = None  # on which it was printed, or frozen

    @property
    def kind(self) -> str:
        return f"Buku {self.number}"

    @property
    def full_title(self) -> str:
        return f"{self.kind}: {self.title}, {self.region} {self.years}"

    @property
    def run(self) -> str:
        return shorten(f"{self.title} {self.region}", 60)
