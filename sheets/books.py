"""What a workbook is made of, whatever it is about: programs, or a kind of worksheet.

A *row* is one program or one finding: a dict of address -> plain text (tables/cells.py). A *line*
is a row's part on one sheet: all of it on the first sheet; on others, for programs, the amounts of
one source or one indicator.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from accounts.models import User
from masterplans.models import Masterplan
from tables.choices import ChoiceColumn
from tables.columns import Column

Values = dict[str, str]
Progress = Callable[[int, int, str], None]

CODE, STATE, OWNER = "Kode", "Versi", "Program"
KEEP = "jangan diubah"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. On `is_part` sheets lines belong to rows of the first sheet."""

    title: str
    columns: tuple[Column, ...]
    is_part: bool = False
    about: str = ""

    @property
    def heads(self) -> list[str]:
        """The headings of the sheet, from the left."""
        own = [CODE, STATE, OWNER] if self.is_part else [CODE, STATE]
        return own + [column.label for column in self.columns]

    @property
    def lists(self) -> Iterator[ChoiceColumn]:
        return (one for one in self.columns if type(one) is ChoiceColumn)


@dataclass(frozen=True)
class SheetLine:
    """A line as it is written: its key on the sheet ("" when it is still to be filled)."""

    key: str
    values: Values


@dataclass
class SheetRow:
    """A row as Simpul has it. `version` is what a change must have begun from."""

    key: int
    version: str
    title: str
    agency: int | None
    values: Values
    note: str = ""  # what a table says below its title


@dataclass(frozen=True)
class Mend:
    """Something that must be mended before a row can be taken: where, and a sentence."""

    address: str  # "" for the row as a whole
    sentence: str


@dataclass(frozen=True)
class Change:
    """What is to be saved: of a row (`key`, begun from `version`), or a new one."""

    key: int | None
    version: str
    values: Values


class RowsRefused(Exception):  # noqa: N818 - a rule, not a fault of the program
    """What the verb behind a book does not take. The message is for the user; nothing was saved."""


class StaleRows(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Rows that were changed or removed since the preview. Nothing was saved."""

    def __init__(self, keys: Iterable[int]):
        super().__init__("Sebagian baris sudah diubah orang lain.")
        self.keys = sorted(keys)


@dataclass
class SheetBook(ABC):
    """What the two kinds of workbooks share; program_book.py and finding_book.py are the kinds."""

    masterplan: Masterplan
    user: User
    kind: str = ""
    title: str = ""  # what a person calls the rows: "Program", "Isu daerah"
    one: str = ""
    view: str = ""  # permission to read the rows, asked of the masterplan
    enter: str = ""  # permission to enter some
    page: str = ""  # where they are shown
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def main(self) -> Sheet:
        return self.sheets[0]

    @property
    def name(self) -> str:
        """The name of the subject within a sentence: "program", but "SWOT"."""
        return self.title if self.title.isupper() else self.title[0].lower() + self.title[1:]

    @property
    def is_open(self) -> bool:
        """Whether rows may be written now: content of a plan only while it is written."""
        return self.masterplan.is_open

    @property
    def page_url(self) -> str:
        """The address of the page on which the rows are shown."""
        return reverse(self.page, args=[self.masterplan.slug])

    def columns(self) -> dict[str, Column]:
        """The columns of the first sheet by address."""
        return {column.name: column for column in self.main.columns}

    def column_of(self, address: str) -> Column:
        """Which column an address belongs to."""
        return self.columns()[address]

    def label_of(self, address: str) -> str:
        """What a reader calls an address."""
        return self.column_of(address).label

    def place_of(self, address: str) -> str:
        """Which line of another sheet an address belongs to: "Anggaran.apbd"; "" for the row's."""
        return ""

    @abstractmethod
    def rows(self, agencies: set[int] | None = None) -> list[SheetRow]:
        """The rows that Simpul has, of some agencies or all, in the order of the page."""

    def lines(self, sheet: Sheet, row: SheetRow) -> list[SheetLine]:
        """A row's lines on a sheet."""
        return [
            SheetLine(
                str(row.key), {one.name: row.values.get(one.name, "") for one in sheet.columns}
            )
        ]

    def addresses(self, sheet: Sheet, key: str, cells: Values) -> Values:
        """The cells of a line by their addresses in the row. `key` is "" for a new line."""
        return cells

    @abstractmethod
    def may_write(self, row: SheetRow) -> bool:
        """Whether this person may change a row."""

    @abstractmethod
    def check(self, row: SheetRow | None, merged: Values, changed: Values) -> list[Mend]:
        """What must be mended in a row that would be saved."""

    @abstractmethod
    def save(self, changes: list[Change], *, progress: Progress) -> None:
        """Save all or nothing. Raises StaleRows, PlanClosedError."""
