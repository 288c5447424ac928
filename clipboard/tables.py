"""Rows copied from a spreadsheet: their heading, and which column is which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clipboard.headings import Named
from clipboard.lines import Line, lines_of
from indonesian import loose

NUMBERING = {"no", "nomor urut", "nourut"}  # a column that only counts the rows


@dataclass
class PastedTable:
    """What was pasted. A place without a column (None) is not read; `unused` are its headings."""

    columns: list[Named | None]
    lines: list[Line]
    is_headed: bool = False  # the first row named the columns
    unused: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """What each place of a line is, by its column; "" where none is read."""
        return [column.name if column else "" for column in self.columns]

    def rows(self) -> Iterator[dict[str, str]]:
        """The text of each column in each row, by name.

        Joined cells of Excel come with their text in the first row only: where a column carries,
        the rows below say the same.
        """
        above: dict[str, str] = {}
        for line in self.lines:
            pasted = {c.name: text for c, text in zip(self.columns, line.cells, strict=False) if c}
            row = {}
            for column in filter(None, self.columns):
                text = pasted.get(column.name, "")
                if not text and column.carries:
                    text = above.get(column.name, "")
                above[column.name] = row[column.name] = text
            yield row


def read_table(
    text: str,
    columns: Sequence[Named],
    *,
    grid: Sequence[Named] = (),
    first: str = "",
    key: str = "",
    separators: str = "\t",
) -> PastedTable:
    """Cells and columns of what was pasted.

    Columns are known by their headings when half of the first row are such. Without a heading they
    are those of the `grid` from the one on that is named `first`, or all when more were pasted.
    `key` is the column that headings always name; `separators` are those of `lines_of`.
    """
    lines = lines_of(text, separators)
    if not lines:
        return PastedTable([], [])
    width = max(len(line.cells) for line in lines)
    heads = lines[0].cells
    named = _named(heads, columns)
    found = {column.name for column in named if column}
    if not found or len(found) * 2 < sum(map(bool, heads)) or (key and key not in found):
        return PastedTable(_in_order(columns, grid or columns, first, width), lines)
    unused = [name for name, column in zip(heads, named, strict=True) if name and not column]
    return PastedTable([*named, *[None] * (width - len(named))], lines[1:], True, unused)


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
