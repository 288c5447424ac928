"""Rows copied from a spreadsheet: their cells, their heading, and which column is which."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tables.columns import Column, loose

NUMBERING = {"no", "nomor urut", "nourut"}  # a column that only counts the rows


@dataclass
class PastedTable:
    """What was pasted. A place without a column (None) is not read; `unused` are its headings."""

    columns: list[Column | None]
    lines: list[list[str]]
    is_headed: bool = False  # the first row named the columns
    unused: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[dict[str, str]]:
        """The text of each column in each row, by name.

        Joined cells of Excel come with their text in the first row only: where a column carries,
        the rows below say the same.
        """
        above: dict[str, str] = {}
        for line in self.lines:
            pasted = {c.name: text for c, text in zip(self.columns, line, strict=False) if c}
            row = {}
            for column in filter(None, self.columns):
                text = pasted.get(column.name, "")
                if not text and column.carries:
                    text = above.get(column.name, "")
                above[column.name] = row[column.name] = text
            yield row


def read_table(
    text: str, columns: Sequence[Column], *, grid: Sequence[Column] = (), first: str = ""
) -> PastedTable:
    """Cells and columns of what was pasted.

    Columns are known by their headings when half of the first row are such. Without a heading they
    are those of the `grid` from the one on that is named `first`, or all when more were pasted.
    """
    lines = lines_of(text)
    if not lines:
        return PastedTable([], [])
    width = max(map(len, lines))
    named = _named(lines[0], columns)
    found = sum(1 for column in named if column)
    if not found or found * 2 < sum(map(bool, lines[0])):
        return PastedTable(_in_order(columns, grid or columns, first, width), lines)
    unused = [name for name, column in zip(lines[0], named, strict=True) if name and not column]
    return PastedTable([*named, *[None] * (width - len(named))], lines[1:], True, unused)


def lines_of(text: str) -> list[list[str]]:
    """The cells of what Excel puts on the clipboard: tabs, line ends, quotes around both."""
    clean = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(10_000_000)
    lines = csv.reader(io.StringIO(clean, newline=""), delimiter="\t")
    rows = [[_bare(cell) for cell in line] for line in lines]
    return [row for row in rows if any(row)]


def _bare(cell):
    return cell.strip() if "\n" in cell else " ".join(cell.split())


def _named(heads, columns):
    """The column of each heading; of two with one name the first counts."""
    numbering = {loose(word) for word in NUMBERING}
    found, seen = [], set()
    for head in heads:
        column = None
        if loose(head) not in numbering:
            column = next((one for one in columns if one.is_called(head)), None)
        found.append(None if column is None or column.name in seen else column)
        seen |= {column.name} if column else set()
    return found


def _in_order(columns, grid, first, width):
    names = [column.name for column in grid]
    grid = grid[names.index(first) :] if first in names else grid
    order = grid if width <= len(grid) else columns
    return [*order, *[None] * width][:width]
