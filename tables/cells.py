"""What stands in a cell of a table, and what is meant by it: texts that come back as they went.

Every value travels as a *plain text*: the words of a text, the key of a choice, a number in plain
figures. Two values are the same when their plain texts are.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from indonesian import plain_line, plain_text, tanggal
from tables.cell_formats import PLAIN, CellFormat

# Excel cuts what is longer, and openpyxl does so without a word.
LONGEST_CELL = 32_767
TOO_LONG_FOR_EXCEL = (
    " […] Teks ini lebih panjang daripada yang muat dalam sel Excel. Biarkan sel ini seperti"
    " adanya, dan ubah teksnya di Simpul."
)

one_line, plain = plain_line, plain_text  # what differs for no reader is no part of a cell
FORMULA = "Sel ini berisi rumus. Salin selnya, lalu tempel sebagai nilai."
FAULT = "Sel ini berisi galat Excel ({0}). Perbaiki isinya."


@dataclass(frozen=True)
class Cell:
    """What a file, or the clipboard, says in one cell.

    `kind` is text, number, date, bool, formula or fault.
    """

    kind: str
    value: Any
    shown: CellFormat = PLAIN  # what its format makes of a number
    epoch: date = date(1899, 12, 30)  # the day from which its workbook counts

    @property
    def text(self) -> str:
        """The cell as a person reads it: numbers with a comma, dates with the month's name."""
        if self.kind == "number":
            return figures(number_of(self)).replace(".", ",") + "%" * self.shown.percents
        if self.kind == "bool":
            return "Ya" if self.value else "Tidak"
        if self.kind == "date":
            return _moment(self.value)
        return plain(self.value)


def fitted(text: str) -> str:
    """A text as it stands in a cell: too long for Excel, its beginning and a sentence."""
    if len(text) <= LONGEST_CELL:
        return text
    return plain(text[: LONGEST_CELL - 1000] + TOO_LONG_FOR_EXCEL)


def number_of(cell: Cell) -> Decimal:
    """The number of a cell as Excel shows it: fifteen figures, 84,6% is 84.6."""
    found = Decimal(format(cell.value, ".15g"))
    return found * 100**cell.shown.percents


def figures(number: Decimal | int) -> str:
    """A number in plain figures: 1250000, 84.6, -3. Zeros that say nothing are left out."""
    text = format(Decimal(number), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def serial_of(cell: Cell) -> int:
    """The number that Excel keeps for a day: 2023 typed into a cell for dates is 15 July 1905."""
    return (date(cell.value.year, cell.value.month, cell.value.day) - cell.epoch).days


def _moment(value):
    if isinstance(value, datetime):
        clock = f" {value:%H.%M}" if (value.hour or value.minute) else ""
        return f"{tanggal(value)}{clock}"
    if isinstance(value, date):
        return tanggal(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, timedelta):
        return str(value)
    return plain(value)
