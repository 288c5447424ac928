"""Reads an uploaded workbook: which cells say what, with a sentence for each that says nothing.

openpyxl reads row by row; what it does not tell in that mode (merged cells, hidden rows) a quick
walk through the sheet's XML tells. Whatever either of them raises becomes a sentence.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from sheets.books import CODE, OWNER, STATE, Mend, Progress, Sheet, SheetBook, Values
from sheets.cells import from_cell
from sheets.file_checks import BROKEN, FileRefused, in_rows, some
from sheets.walking import MOST_COLUMNS, walk
from sheets.workbook import FORMAT, GUIDE, LISTS, MARKS
from tables.cell_formats import shown_by
from tables.cells import Cell, one_line

MOST_LINES = 20_000  # with something in them
MOST_WALKED = 60_000  # with the empty ones between and below
HEAD_WITHIN = 20  # rows: people put a title above
AN_EMPTY_TAIL = (
    "Lembar {0} memuat lebih dari {1}. Hapus baris kosong di bawah data (pilih barisnya, lalu"
    " Hapus), simpan, dan unggah lagi."
)
STRUCK_ROW = "Isi baris ini dicoret. Hapus barisnya, atau hilangkan coretannya, lalu unggah lagi."
STRUCK = "Sel ini memuat teks yang dicoret. Hapus yang dicoret, atau hilangkan coretannya."
MERGED = "Sel {0} digabung. Pisahkan selnya, isi setiap baris, lalu unggah lagi."


@dataclass
class ReadLine:
    """A line of a sheet: its place, and what its cells say by the names of their columns."""

    number: int
    code: str
    state: str
    owner: str
    cells: Values
    mends: list[Mend]


@dataclass
class ReadSheet:
    """A sheet as it was found."""

    sheet: Sheet
    present: set[str]  # names of the columns that the file has
    lines: list[ReadLine] = field(default_factory=list)
    has_hidden: bool = False


@dataclass
class ReadFile:
    """A file as it was read. `marks` are the columns that fingerprints stand for, by sheet."""

    sheets: list[ReadSheet]
    marks: dict[str, list[str]]
    remarks: list[str]
    has_hidden: bool = False


def read(
    content: bytes, book: SheetBook, *, progress: Progress, leave_hidden: bool = False
) -> ReadFile:
    """Read the sheets of a book from a file that was looked at. Raises FileRefused.

    What is hidden is read as well and named: a filter hides rows that are wanted. `leave_hidden`
    leaves out such rows, and such columns as may be missing.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what Excel wrote and it does not know
        try:
            return _read(content, book, progress, leave_hidden)
        except FileRefused:
            raise
        # openpyxl raises what it likes on odd files: KeyError, ValueError, IndexError, zlib.error …
        except Exception as error:
            raise FileRefused(BROKEN) from error


def _read(content, book, progress, leave_hidden):
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False, rich_text=True)
    pages = {page.title.strip().casefold(): page for page in _worksheets(workbook)}
    marks = _marks(pages.get(MARKS), book)
    found, remarks = [], []
    for sheet in book.sheets:
        page = pages.get(sheet.title.casefold())
        if page is None:
            _missing(book, sheet, pages, remarks)
            continue
        progress(len(found), len(book.sheets), f"Membaca lembar {sheet.title}")
        found.append(_read_sheet(page, sheet, remarks, leave_hidden))
    _tell_unread(book, pages, remarks)
    workbook.close()
    return ReadFile(found, marks, remarks, any(one.has_hidden for one in found))


def _worksheets(workbook):
    """The sheets that have cells; a sheet of charts has none."""
    return [page for page in workbook.worksheets if hasattr(page, "iter_rows")]


def _tell_unread(book, pages, remarks):
    """A copy of a sheet, a sheet of somebody's own: who filled it should know."""
    known = {title.casefold() for title in (GUIDE, LISTS, MARKS)}
    known |= {sheet.title.casefold() for sheet in book.sheets}
    unread = [f"“{page.title}”" for title, page in pages.items() if title not in known]
    if unread:
        more = f" dan {len(unread) - 8} lainnya" if len(unread) > 8 else ""
        remarks.append(f"Lembar {', '.join(unread[:8])}{more} tidak dibaca.")


def _missing(book, sheet, pages, remarks):
    if sheet is not book.main:
        remarks.append(f"Lembar {sheet.title} tidak ada di berkas; isinya di Simpul dibiarkan.")
        return
    seen = ", ".join(f"“{page.title}”" for page in list(pages.values())[:5])
    raise FileRefused(
        f"Lembar “{sheet.title}” tidak ada di berkas ini. Lembar yang ada: {seen or 'tidak ada'}."
        " Unduh berkas baru, lalu isi lembar itu."
    )


def _marks(page, book):
    """The columns behind the fingerprints. Raises FileRefused for another subject's file."""
    if page is None:
        return {}
    page.reset_dimensions()
    rows = [
        [str(value) for value in row if value is not None]
        for row in page.iter_rows(max_row=10, max_col=MOST_COLUMNS, values_only=True)
    ]
    if not rows or len(rows[0]) < 3:
        return {}
    made_for = rows[0][1:3]
    if made_for != [book.kind, book.masterplan.slug]:
        what = "lembar lain" if made_for[0] != book.kind else "masterplan lain"
        raise FileRefused(
            f"Berkas ini diunduh dari {what}, bukan dari {book.name} {book.masterplan.region}."
            " Unggah di halaman tempat berkas itu diunduh."
        )
    return {row[0]: row[1:] for row in rows[1:] if row} if rows[0][0] == FORMAT else {}


def _read_sheet(page, sheet, remarks, leave_hidden):
    walked = walk(page)
    page.reset_dimensions()  # a file may claim a million columns
    rows = _rows(page, sheet)
    places, headed = _find_head(rows, sheet)
    _tell_columns(sheet, places, remarks)
    columns = {column.name: column for column in sheet.columns}
    known = {name: places[name] for name in columns if name in places}
    unseen = [name for name, place in known.items() if place in walked.hidden_columns]
    if leave_hidden:
        unseen = [name for name in unseen if not columns[name].required]
        known = {name: place for name, place in known.items() if name not in unseen}
    found, unnamed, hidden_rows = ReadSheet(sheet, set(known)), set(), []
    for number, cells in rows:
        unnamed |= {at for at, one in enumerate(cells) if one.value is not None} - headed
        line = _line(number, cells, places, known, columns, walked)
        if line is None:
            continue
        if number in walked.hidden:
            hidden_rows.append(number)
            if leave_hidden:
                continue
        found.lines.append(line)
        if len(found.lines) > MOST_LINES:
            raise FileRefused(
                f"Lembar {sheet.title} berisi lebih dari {in_rows(MOST_LINES)}. Kirim sebagian"
                " saja."
            )
    found.has_hidden = bool(hidden_rows or unseen)
    labels = [f"“{columns[name].label}”" for name in unseen]
    _tell_hidden(sheet, hidden_rows, labels, "dilewati" if leave_hidden else "ikut dibaca", remarks)
    if unnamed:
        letters = ", ".join(get_column_letter(at + 1) for at in sorted(unnamed)[:8])
        remarks.append(f"Lembar {sheet.title}: kolom {letters} tidak berjudul dan tidak dibaca.")
    return found


def _tell_hidden(sheet, rows, columns, what, remarks):
    for noun, names in (("baris", rows), ("kolom", columns)):
        if names:
            where = f"{noun} {some(names)} tersembunyi di berkas"
            remarks.append(f"Lembar {sheet.title}: {where}, dan {what}.")


def _rows(page, sheet) -> Iterator[tuple[int, tuple]]:
    for number, cells in enumerate(
        page.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_WALKED + 1), 1
    ):
        if number > MOST_WALKED:
            raise FileRefused(AN_EMPTY_TAIL.format(sheet.title, in_rows(MOST_WALKED)))
        yield number, cells


def _find_head(rows, sheet):
    """The place of each column by name, and all places with a name."""
    wanted = {_key(column.label): column.name for column in sheet.columns}
    seen = set()
    for number, cells in rows:
        labels = [(place, _label(cell)) for place, cell in enumerate(cells)]
        labels = [(place, label) for place, label in labels if label]
        seen |= {label for _, label in labels}
        if len({wanted[label] for _, label in labels if label in wanted}) * 3 >= len(wanted):
            return _places(sheet, labels, wanted), {place for place, _ in labels}
        if number >= HEAD_WITHIN:
            break
    lost = [column.label for column in sheet.columns if _key(column.label) not in seen]
    raise FileRefused(
        f"Lembar {sheet.title} tidak memuat baris judul kolom. Yang tidak ditemukan antara lain:"
        f" {', '.join(lost[:4])}. Unduh berkas baru, lalu salin isinya ke sana."
    )


def _places(sheet, labels, wanted):
    places, extra = {}, []
    keys = {CODE: CODE, STATE: STATE} | ({OWNER: OWNER} if sheet.is_part else {})
    keys = {_key(label): label for label in keys}
    for place, label in labels:
        name = wanted.get(label) or keys.get(label.removesuffix(" (jangan diubah)"))
        if name is None:
            extra.append(label)
        elif name in places:
            raise FileRefused(
                f"Lembar {sheet.title}: ada dua kolom “{label}”. Hapus salah satu, lalu unggah"
                " lagi."
            )
        else:
            places[name] = place
    for name in (CODE, *([OWNER] if sheet.is_part else [])):
        if name not in places:
            raise FileRefused(
                f"Lembar {sheet.title}: kolom {name} tidak ada, padahal dari situ Simpul mengenali"
                " baris. Unduh berkas baru, lalu salin isinya ke sana."
            )
    places[""] = extra
    return places


def _tell_columns(sheet, places, remarks):
    extra = places.pop("")
    for column in sheet.columns:
        if column.name not in places and column.required:
            raise FileRefused(
                f"Lembar {sheet.title}: kolom “{column.label}” tidak ada. Kembalikan judul"
                " kolomnya, lalu unggah lagi."
            )
    lost = [f"“{column.label}”" for column in sheet.columns if column.name not in places]
    if lost:
        remarks.append(
            f"Lembar {sheet.title}: kolom {', '.join(lost)} tidak ada di berkas; isinya di Simpul"
            " dibiarkan."
        )
    if extra:
        names = ", ".join(f"“{label}”" for label in extra[:8])
        remarks.append(f"Lembar {sheet.title}: kolom {names} tidak dikenal dan tidak dibaca.")


def _line(number, cells, places, known, columns, walked):
    """A line, or None when nothing stands in the cells that we read."""
    said = {name: _cell(cells[at]) for name, at in known.items() if at < len(cells)}
    own = {
        name: _cell(cells[places[name]])
        for name in (CODE, STATE, OWNER)
        if _has(name, places, cells)
    }
    if not any(said.values()) and own.get(CODE) is None:
        return None
    mends = [Mend("", MERGED.format(where)) for where, rows in walked.merged if number in rows]
    filled = [name for name in said if said[name]]
    struck = [name for name in filled if _is_struck(cells[known[name]], walked.struck)]
    if struck and struck == filled:
        mends.append(Mend("", STRUCK_ROW))
    else:
        mends += [Mend(name, STRUCK) for name in struck]
    values = {}
    for name in known:
        try:
            values[name] = columns[name].read(said.get(name))
        except ValidationError as error:
            mends.append(Mend(name, error.messages[0]))
    texts = {name: one_line(cell.text) if cell else "" for name, cell in own.items()}
    return ReadLine(
        number, texts.get(CODE, ""), texts.get(STATE, ""), texts.get(OWNER, ""), values, mends
    )


def _has(name, places, cells):
    return name in places and places[name] < len(cells)


def _cell(found) -> Cell | None:
    value = found.value
    if value is None or value == "":
        return None
    kind = found.data_type
    if kind == "f":
        return Cell("formula", value)
    if kind == "e":
        return Cell("fault", value)
    if isinstance(value, bool):
        return Cell("bool", value)
    if isinstance(value, int | float):
        return Cell("number", value, shown=shown_by(found.number_format, value))
    if isinstance(value, datetime | date | time | timedelta):
        return Cell("date", value, epoch=found.parent.parent.epoch.date())
    cell = Cell("text", from_cell(str(value)))
    return cell if cell.text else None


def _is_struck(found, inline: set[str]) -> bool:
    """Whether a line goes through the cell, or through some of its words."""
    if found.coordinate in inline:
        return True
    if isinstance(found.value, CellRichText):
        return any(
            isinstance(run, TextBlock) and run.font.strike and run.text.strip()
            for run in found.value
        )
    return bool(found.font and found.font.strike)


def _label(cell):
    found = _cell(cell) if cell.value is not None else None
    return _key(found.text) if found and found.kind != "formula" else ""


def _key(text):
    return one_line(text).casefold()
