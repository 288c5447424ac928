"""All tables of a snapshot as one workbook of Excel, a sheet each."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from indonesian.texts import seen
from interchange.flat_tables import FlatTable, flat_tables
from sheets.workbook import text_cell

LONGEST_CELL = 32_767  # signs; Excel refuses a file with a longer one
LONGEST_NAME = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
NARROW, WIDE = 10, 60  # of a column, in signs


def workbook_of(content: dict) -> bytes:
    """The workbook as a file. Texts stay texts: nothing in it runs."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Simpul"
    workbook.properties.title = content.get("masterplan", {}).get("title", "")
    names: set[str] = set()
    for table in flat_tables(content) or [FlatTable("Kosong", {"Data": "Data"})]:
        _write(workbook.create_sheet(_name(table.name, names)), table)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write(sheet, table: FlatTable):
    lines = table.lines
    for number, title in enumerate(table.columns.values(), 1):
        longest = max((len(str(line[number - 1] or "")) for line in lines), default=0)
        width = min(max(longest, len(title), NARROW), WIDE)
        sheet.column_dimensions[get_column_letter(number)].width = width + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(lines) + 1}"
    sheet.append([_head(sheet, title) for title in table.columns.values()])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])


def _head(sheet, title):
    cell = WriteOnlyCell(sheet, title)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet, value):
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if value is None or isinstance(value, int | float):
        return value
    return text_cell(sheet, seen(str(value))[:LONGEST_CELL])


def _name(title, names):
    """A name that Excel takes, and no other sheet has."""
    plain = NOT_IN_NAMES.sub(" ", title)[:LONGEST_NAME]
    name, number = plain, 1
    while name.lower() in names:
        number += 1
        name = f"{plain[: LONGEST_NAME - 3]} {number}"
    names.add(name.lower())
    return name
