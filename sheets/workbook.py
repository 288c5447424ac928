"""Writes a workbook that people fill offline: guidance, the data, and drop-down lists.

Written row by row (openpyxl's write-only mode), so that five thousand rows need little memory.
"""

import io

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from indonesian import angka, waktu
from sheets.books import CODE, KEEP, OWNER, STATE, Sheet, SheetBook, SheetLine, SheetRow
from sheets.cells import digest, to_cell, would_run
from tables.choices import ChoiceColumn
from tables.columns import Column

GUIDE, LISTS, MARKS = "Petunjuk", "Daftar", "_simpul"
FORMAT = "1"  # of the marks; a file of another format is compared without them
SPARE = 2000  # lines below the data in which drop-down lists work
INK, PAPER, LOCKED, LINE = "FF20262E", "FFFFFFFF", "FFF1F3F5", "FFC9CED6"


class Styles:
    """What cells look like; made once for a workbook."""

    def __init__(self):
        line = Side(style="thin", color=LINE)
        self.border = Border(bottom=line)
        self.head_font = Font(bold=True, color=PAPER)
        self.head_fill = PatternFill("solid", fgColor=INK)
        self.bold = Font(bold=True)
        self.title = Font(bold=True, size=16)
        self.faint = Font(color="FF6B7280")
        self.fill = PatternFill("solid", fgColor=LOCKED)
        self.wrap = Alignment(wrap_text=True, vertical="top")
        self.head_wrap = Alignment(wrap_text=True, vertical="center")
        self.free = Protection(locked=False)
        self.made = {}

    def dress(self, cell, number_format: str, *, locked: bool) -> None:
        """Give a cell of the data its look; each is made once, and shared by all rows."""
        look = (number_format, locked, bool(cell.quotePrefix))
        if look not in self.made:
            cell.number_format, cell.alignment, cell.border = number_format, self.wrap, self.border
            if locked:
                cell.fill = self.fill
            else:
                cell.protection = self.free
            self.made[look] = cell._style
        cell._style = self.made[look]


def written(book: SheetBook, *, whose: str = "", agencies: set[int] | None = None) -> bytes:
    """The workbook as a file: all rows, or those of some agencies. `whose` names them."""
    rows = book.rows(agencies)
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Simpul"
    workbook.properties.title = f"{book.title}, {book.masterplan.region}"
    styles = Styles()
    _write_guide(workbook, book, styles, len(rows), whose)
    sources = _sources(book)
    for sheet in book.sheets:
        _write_sheet(workbook, book, sheet, rows, sources, styles)
    _write_lists(workbook, sources)
    write_marks(workbook, book)
    workbook.active = 1
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def text_cell(sheet, text: str) -> WriteOnlyCell:
    """A cell that is a text whatever it begins with: nothing runs, and the words stay as they are.

    The quote prefix keeps it a text when somebody edits the cell in Excel.
    """
    cell = WriteOnlyCell(sheet, None)
    cell._value, cell.data_type = to_cell(text), "s"
    if would_run(text):
        cell.quotePrefix = True
    return cell


def _write_sheet(workbook, book, sheet: Sheet, rows: list[SheetRow], sources, styles):
    page = workbook.create_sheet(sheet.title)
    first = 4 if sheet.is_part else 3  # the first column that people fill
    _lay_out(page, sheet, first, styles)
    page.append([_head(page, label, styles) for label in sheet.heads])
    count = 1
    for row in rows:
        may = book.may_write(row)
        for line in book.lines(sheet, row):
            page.append(_cells(page, sheet, row, line, may, styles))
            count += 1
    last = count + SPARE
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{count}"
    _offer_lists(page, sheet, first, last, sources)
    if sheet.is_part:
        _offer(page, f"C2:C{last}", f"'{book.main.title}'!$C$2:$C${len(rows) + 1 + SPARE}", OWNER)


def _lay_out(page, sheet, first, styles):
    """Widths, the frozen head, and which cells may be changed: it must come before the rows."""
    page.freeze_panes = f"{get_column_letter(first + (0 if sheet.is_part else 1))}2"
    page.sheet_view.zoomScale = 90
    page.column_dimensions["A"].width = 9
    page.column_dimensions["B"].width = 4
    page.column_dimensions["B"].hidden = True
    if sheet.is_part:
        page.column_dimensions["C"].width = 34
        page.column_dimensions["C"].protection = styles.free
    for number, column in enumerate(sheet.columns, first):
        place = page.column_dimensions[get_column_letter(number)]
        place.width = column.width
        place.protection = styles.free  # empty cells and new lines below take it from here
        place.alignment = styles.wrap
        place.number_format = column.format
    guard = page.protection
    guard.sheet = True
    guard.insertRows = guard.sort = guard.autoFilter = False  # False: allowed
    guard.formatColumns = guard.formatRows = guard.formatCells = False


def _head(page, label, styles):
    cell = text_cell(page, f"{label} ({KEEP})" if label in (CODE, STATE) else label)
    cell.font, cell.fill, cell.alignment = styles.head_font, styles.head_fill, styles.head_wrap
    return cell


def _cells(page, sheet, row, line, may, styles):
    cells = [WriteOnlyCell(page, row.key), text_cell(page, state_of(sheet, row, line))]
    if sheet.is_part:
        cells.append(text_cell(page, row.title))
    for cell in cells:
        styles.dress(cell, "@", locked=True)
    for column in sheet.columns:
        cell = _cell(page, column, line.values.get(column.name, ""))
        styles.dress(cell, column.format, locked=not may or (column.is_key and bool(line.key)))
        cells.append(cell)
    return cells


def state_of(sheet: Sheet, row: SheetRow, line: SheetLine) -> str:
    """What a line carries along: its key, the row's version, a fingerprint of each cell."""
    marks = ".".join(digest(_seen(column, line)) for column in sheet.columns)
    return f"{line.key}|{row.version}|{marks}"


def _seen(column, line):
    value = line.values.get(column.name, "")
    return column.seen(value) if value else ""


def _cell(page, column: Column, value):
    found = column.write(value) if value else None
    return text_cell(page, found) if isinstance(found, str) else WriteOnlyCell(page, found)


def _sources(book) -> dict[tuple[str, ...], str]:
    """Every drop-down list once, and where it stands on the sheet of lists."""
    sources = {}
    for sheet in book.sheets:
        for column in sheet.lists:
            if column.list and tuple(column.list) not in sources:
                letter = get_column_letter(len(sources) + 1)
                sources[tuple(column.list)] = (
                    f"{LISTS}!${letter}$2:${letter}${len(column.list) + 1}"
                )
    return sources


def _offer_lists(page, sheet, first, last, sources):
    for number, column in enumerate(sheet.columns, first):
        letter = get_column_letter(number)
        if type(column) is ChoiceColumn and column.list:
            _offer(page, f"{letter}2:{letter}{last}", sources[tuple(column.list)], column.label)


def _offer(page, where, source, label):
    rule = DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=label[:32],
        error="Pilih dari daftar.",
    )
    rule.add(where)
    page.data_validations.append(rule)


def _write_lists(workbook, sources):
    page = workbook.create_sheet(LISTS)
    page.sheet_state = "hidden"
    page.protection.sheet = True
    page.append([f"Daftar {number}" for number in range(1, len(sources) + 1)])
    for line in range(max(map(len, sources), default=0)):
        page.append(
            [text_cell(page, words[line]) if line < len(words) else None for words in sources]
        )


def write_marks(workbook, book):
    """Which masterplan and which columns the fingerprints of the rows belong to."""
    page = workbook.create_sheet(MARKS)
    page.sheet_state = "veryHidden"
    page.append([FORMAT, book.kind, book.masterplan.slug])
    for sheet in book.sheets:
        page.append([text_cell(page, sheet.title), *(column.name for column in sheet.columns)])


def _write_guide(workbook, book, styles, count, whose):
    page = workbook.create_sheet(GUIDE)
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = 92
    page.protection.sheet = True
    plan, now = book.masterplan, timezone.now()
    title = text_cell(page, f"{book.title} · {plan.region}")
    title.font = styles.title
    page.append([title])
    for term, words in (
        ("Masterplan", f"{plan.title}, {plan.period}"),
        ("Isi", f"{angka(count)} baris, {whose}" if whose else f"{angka(count)} baris"),
        ("Diunduh", f"{waktu(now, plan.region.time_zone)} oleh {book.user}"),
    ):
        _guide_line(page, term, words, styles)
    page.append([])
    for term, words in _guidance(book):
        _guide_line(page, term, words, styles)
    for sheet in book.sheets:
        page.append([])
        _guide_line(page, f"Kolom lembar {sheet.title}", sheet.about, styles)
        for column in sheet.columns:
            _guide_line(page, column.label, _explained(column), styles)


def _guide_line(page, term, words, styles):
    cells = [text_cell(page, term), text_cell(page, words)]
    cells[0].font = styles.bold
    for cell in cells:
        cell.alignment = styles.wrap
    page.append(cells)


def _guidance(book):
    yield (
        "Mengubah",
        "Ubah sel putih. Sel abu-abu terkunci: kode baris, atau baris yang bukan milik Anda.",
    )
    yield "Menambah baris", "Tulis di baris kosong di bawah data, dan biarkan kolom Kode kosong."
    if len(book.sheets) > 1:
        yield (
            "Lembar lain",
            f"Lembar {' dan '.join(sheet.title for sheet in book.sheets[1:])} menyebut program pada"
            " kolom Program. Untuk baris baru, pilih atau tulis nama programnya persis seperti di"
            " lembar Program.",
        )
    yield (
        "Menghapus",
        "Baris yang dihapus dari berkas tetap ada di Simpul. Hapus di halamannya. Sel yang"
        " dikosongkan menjadi kosong.",
    )
    yield (
        "Angka",
        "Angka biasa. Rupiah boleh ditulis 1250000000, Rp 1.250.000.000, atau 1,25 miliar.",
    )
    yield "Rumus", "Sel berisi rumus ditolak. Salin selnya, lalu tempel sebagai nilai."
    yield (
        "Mengunggah",
        "Simpan sebagai XLSX, lalu unggah di halaman yang sama. Simpul menunjukkan dahulu apa yang"
        " akan berubah; tidak ada yang tersimpan sebelum Anda menekan Terapkan.",
    )


def _explained(column):
    sentences = [column.hint.rstrip(".")] if column.hint else []
    if column.required:
        sentences.append("Wajib diisi")
    if type(column) is ChoiceColumn:
        sentences.append("Pilih dari daftar")
    if column.longest:
        sentences.append(f"Paling panjang {angka(column.longest)} huruf")
    return ". ".join(sentences) + "." if sentences else ""
