"""The lines of what was pasted, and their cells."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from indonesian import unified_lines

END = "\x1c"  # behind the last line; who pastes it loses it
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Line:
    """One row of what was pasted. `number` is the line of the text in which it begins."""

    number: int
    cells: list[str]


def lines_of(text: str, separators: str = "\t") -> list[Line]:
    """The rows that say something, as Excel puts them on the clipboard.

    Cells are parted by tabs, with quotes around what holds tabs, line ends or quotes itself. A
    line without a tab is parted by the first of the other `separators` that it holds. A quote that
    is never closed is a letter: it does not swallow the lines below it.
    """
    lines = unified_lines(text).split("\n")
    found = []
    for first, last, cells in _records(lines):
        raw = "\n".join(lines[first:last])
        if other := next((one for one in separators if one in raw), ""):
            cells = cells if other == "\t" else _parted(raw, other)
        cells = [_bare(cell) for cell in cells]
        if any(cells):
            found.append(Line(first + 1, cells))
    return found


def _records(lines, separator="\t") -> Iterator[tuple[int, int, list[str]]]:
    """(first line, line behind the last, cells) of each row."""
    rows = csv.reader(chain((f"{line}\n" for line in lines), [END]), delimiter=separator)
    first = 0
    for cells in rows:
        if rows.line_num > len(lines) and cells != [END]:  # a quote was never closed
            break
        if first < len(lines):
            yield first, rows.line_num, cells
        first = rows.line_num
    for number in range(first, len(lines)):
        yield number, number + 1, lines[number].split(separator)


def _parted(raw, separator):
    rows = [cells for _, _, cells in _records(raw.split("\n"), separator)]
    return rows[0] if len(rows) == 1 else raw.split(separator)


def _bare(cell):
    return cell.strip() if "\n" in cell.strip() else " ".join(cell.split())
