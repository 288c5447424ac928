"""Rows that were pasted become a workbook: read, shown and applied as one that was uploaded."""

import io

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from clipboard import read_table
from rosters.books import RosterBook
from sheets.books import SheetLine
from sheets.file_checks import FileRefused
from sheets.workbook import state_of, text_cell, write_marks
from tables.cells import Cell

NOTHING = "Kotak ini kosong. Tempel paling sedikit satu baris."
UNREAD = "Tidak ada kolom yang dikenal. Sertakan baris judulnya: {0}."
NAME = "Tempelan.xlsx"


def pasted_workbook(book: RosterBook, text: str) -> SimpleUploadedFile:
    """What was pasted from Excel or Word as a file of this book. Raises FileRefused.

    A line whose key columns say what a row of Simpul says is that row; any other is a new one.
    """
    columns = book.main.columns
    table = read_table(text, columns, separators="\t;")
    if not table.lines:
        raise FileRefused(NOTHING)
    known = [column for column in columns if column in table.columns]
    if not known:
        raise FileRefused(UNREAD.format(", ".join(column.label for column in columns)))
    rows = book.rows()
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet(book.main.title)
    page.append([text_cell(page, head) for head in ("Kode", "Versi", *(c.label for c in known))])
    for line in table.rows():
        row = book.meant(_understood(known, line), rows)
        begun = [row.key, text_cell(page, state_of(book.main, row, _line(row)))] if row else []
        words = [_words(column, line[column.name], row) for column in known]
        cells = [text_cell(page, text) if text else None for text in words]
        page.append([*(begun or [None, None]), *cells])
    write_marks(workbook, book)
    out = io.BytesIO()
    workbook.save(out)
    return SimpleUploadedFile(NAME, out.getvalue())


def _line(row):
    return SheetLine(str(row.key), row.values)


def _words(column, text, row):
    """What is pasted; of a row that is there its own key words, and what an empty cell leaves."""
    if row and (column.is_key or not text.strip()):
        return str(column.write(row.values.get(column.name, "")))
    return text


def _understood(columns, line):
    """The cells as the rows hold them; one that cannot be read is told when the file is read."""
    values = {}
    for column in columns:
        try:
            values[column.name] = column.read(Cell("text", line[column.name]))
        except ValidationError:
            values[column.name] = ""
    return values
