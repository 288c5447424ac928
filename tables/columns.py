"""The kinds of columns: one description for the grid, for rows pasted from Excel, for the workbook.

A column says what it is called (`label`; `head` where there is little room; `aliases` as people
name it), how its box looks in a grid (`box`), what is read from a cell and what is written into
one. `read` gives the plain text of a cell (cells.py) or raises ValidationError with a sentence.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import prod
from typing import Any

from django.core.exceptions import ValidationError

from indonesian import angka, loose, rupiah
from tables.cells import (
    FAULT,
    FORMULA,
    Cell,
    figures,
    fitted,
    number_of,
    one_line,
    serial_of,
)
from tables.numbers import COUNT, WORDS, YEAR_OF_REPUBLIC, NumberFormat

A_DATE = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-](\d{4})|(\d{4})-\d{2}-\d{2}(?:[ T].*)?)")
A_DAY = re.compile(r"\d{1,2} [A-Za-z]+ (\d{4})")
LONG_WORDS = {word: size for word, size in WORDS.items() if len(word) > 1}
OTHER_FIGURE = (
    "Sel ini berisi {0}, tetapi formatnya menampilkan angka lain. Ubah format sel menjadi Umum,"
    " lalu periksa angkanya."
)
NO_DATE = "Sel ini berisi tanggal ({0}). Tulis angkanya, dan ubah format sel menjadi Umum."


@dataclass(frozen=True)
class Column:
    """One column of a table. `name` is its address in a row, `label` its heading."""

    name: str
    label: str
    hint: str = ""
    width: int = 24  # in a workbook
    required: str = ""  # the sentence when it is empty
    longest: int | None = None
    is_key: bool = False  # locked in rows that exist: it says which line this is
    short: str = ""  # its heading where there is little room
    example: str = ""  # what a box takes, behind its heading
    aliases: tuple[str, ...] = ()  # what people write over it instead of the label
    box: str = "line"
    in_grid: bool = True
    carries: bool = False  # an empty cell says what the one above it says
    format = "@"

    @property
    def head(self) -> str:
        return self.short or self.label

    @property
    def size(self) -> str:
        """How wide it is drawn in a grid."""
        return self.box

    @property
    def is_figure(self) -> bool:
        return self.box in ("number", "money")

    @property
    def input_name(self) -> str:
        """The name of its box in a form."""
        return self.name

    def is_called(self, text: str) -> bool:
        """Whether people mean this column by a heading."""
        names = (self.label, self.head, self.name, *self.aliases)
        return bool(loose(text)) and loose(text) in {loose(name) for name in names}

    def read(self, cell: Cell | None) -> str:
        """The plain text of a cell. Raises ValidationError with a sentence."""
        if cell is None:
            return ""
        if cell.kind == "formula":
            raise ValidationError(FORMULA)
        if cell.kind == "fault":
            raise ValidationError(FAULT.format(cell.value))
        if cell.kind == "number":
            self._check_format(cell)
        return self._read(cell) if cell.text else ""

    def check(self, value: str) -> None:
        """What may not be saved. Raises ValidationError with a sentence."""
        if not value and self.required:
            raise ValidationError(self.required)
        if self.longest and len(value) > self.longest:
            raise ValidationError(
                f"Paling panjang {angka(self.longest)} huruf; sekarang {angka(len(value))}."
            )

    def write(self, value: str) -> Any:
        """What is written into the cell: a text, or a number."""
        return fitted(value)

    def words(self, value: str) -> str:
        """The value for a reader."""
        return value

    def seen(self, value: str) -> str:
        """The plain text that comes back when nobody changed the cell."""
        return fitted(value)

    @property
    def multipliers(self) -> dict[str, int]:
        """The words that people read as a factor when a format writes them behind a number."""
        return LONG_WORDS

    def _check_format(self, cell):
        """What a reader of the sheet takes the number for is what the cell holds."""
        words = re.findall(r"[a-z]+|[0-9]", cell.shown.words.lower())
        factor = prod(self.multipliers.get(word, 1) for word in words)
        if factor != 1000**cell.shown.thousandths or any(word.isdecimal() for word in words):
            raise ValidationError(OTHER_FIGURE.format(angka(number_of(cell))))

    def _read(self, cell):
        return cell.text


@dataclass(frozen=True)
class TextColumn(Column):
    """Some sentences; line ends stay."""

    box: str = "area"


class LineColumn(Column):
    """A name or a short text: one line."""

    def _read(self, cell):
        return one_line(cell.text)


@dataclass(frozen=True)
class NumberColumn(Column):
    """A number, read as the form fields for numbers read it."""

    number_format: NumberFormat = COUNT
    width: int = 16
    box: str = "number"

    @property
    def is_money(self) -> bool:
        return self.box == "money"

    @property
    def multipliers(self):
        return WORDS if self.is_money else LONG_WORDS

    @property
    def format(self):
        return "#,##0" if self.is_money or not self.has_decimals else "#,##0.##"

    @property
    def has_decimals(self) -> bool:
        return self.number_format.mode == "decimal"

    def write(self, value):
        if not value:
            return None
        return float(value) if "." in value else int(value)

    def words(self, value):
        if not value:
            return ""
        return rupiah(int(value)) if self.is_money else angka(Decimal(value))

    def _read(self, cell):
        if cell.kind in ("date", "bool"):
            raise ValidationError(NO_DATE.format(cell.text) if cell.kind == "date" else NOT_YES)
        if cell.kind == "number":
            return figures(self.number_format.of(number_of(cell)))
        found = self.number_format.read(cell.text)
        return "" if found is None else figures(found)


NOT_YES = "Sel ini berisi ya atau tidak. Tulis angkanya."


@dataclass(frozen=True)
class YearColumn(NumberColumn):
    """A year. A day is read as its year; 2023 in a cell for dates is meant as 2023."""

    number_format: NumberFormat = YEAR_OF_REPUBLIC
    width: int = 12

    @property
    def format(self):
        return "0"

    def words(self, value):
        return value

    def _read(self, cell):
        if cell.kind == "date" and isinstance(cell.value, date):
            serial = serial_of(cell)
            year = serial if 1900 <= serial <= 2100 else cell.value.year
            return str(self.number_format.read(str(year)))
        text = cell.text
        if found := A_DATE.fullmatch(text) or A_DAY.fullmatch(text):
            text = next(part for part in found.groups() if part)
        found = self.number_format.read(text)
        return "" if found is None else str(found)
