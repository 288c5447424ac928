"""The rows of a book as a table that is filled in place: the grid, and what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.urls import reverse

from revisions.tokens import Token, digest
from rosters.books import RosterBook
from sheets.books import Change, RowsRefused, SheetRow, StaleRows, Values
from tables.cells import Cell
from tables.choices import UnknownChoiceError
from tables.columns import Column
from tables.grid import SMALL, Box, Grid, GridCell, GridRow, Head

SHARED_FORM = "semua-baris"
SOMEBODY = "Orang lain"


def columns_of(book: RosterBook) -> list[Column]:
    """The columns that are filled in the table; what says which row it is stands in its title."""
    return [column for column in book.main.columns if not column.is_key]


def box_name(row: SheetRow, name: str) -> str:
    """What the box of a column is called, or the token of the row (`version`)."""
    return f"r{row.key}-{name}"


def token_of(book: RosterBook, row: SheetRow) -> Token:
    """What a page shows of a row."""
    return Token(0, {c.name: digest(row.values.get(c.name, "")) for c in columns_of(book)})


@dataclass
class RowEdit:
    """What somebody typed into the boxes of a row, and what becomes of it."""

    row: SheetRow
    token: Token
    typed: dict[str, str] = field(default_factory=dict)  # by column
    changed: Values = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)  # by column; "" for the whole row
    clashes: dict[str, str] = field(default_factory=dict)  # what she typed, read

    @property
    def is_saved(self) -> bool:
        return not (self.messages or self.clashes)


def edit_of(book: RosterBook, row: SheetRow, data: Mapping[str, str]) -> RowEdit:
    """Read the boxes of a row. What somebody else changed meanwhile stays, or clashes."""
    began = Token.read(data.get(box_name(row, "version")))
    edit = RowEdit(row, token_of(book, row))
    for column in columns_of(book):
        text = data.get(box_name(row, column.name))
        if text is None:
            continue
        edit.typed[column.name] = text
        try:
            value = _value(column, text)
        except ValidationError as error:
            edit.messages[column.name] = error.messages[0]
            continue
        now, seen = digest(row.values.get(column.name, "")), began.mark(column.name)
        if digest(value) in (now, seen):
            edit.typed[column.name] = shown(column, row.values.get(column.name, ""))
        elif seen != now:
            edit.clashes[column.name] = value
        else:
            edit.changed[column.name] = value
    return edit


def save_edit(book: RosterBook, edit: RowEdit) -> None:
    """Store what was changed and can be; the rest is told by `messages` and `clashes`."""
    row = edit.row
    if not edit.changed:
        return
    for mend in book.check(row, row.values | edit.changed, edit.changed):
        edit.messages[mend.address] = mend.sentence
        if edit.changed.pop(mend.address, None) is None:  # it is what she left that does not fit
            edit.changed.clear()
    if not edit.changed or edit.clashes:
        return
    try:
        book.save([Change(row.key, row.version, edit.changed)], progress=lambda *_: None)
    except RowsRefused as refusal:
        edit.messages[""] = str(refusal)
    except StaleRows:
        edit.clashes |= edit.changed
    else:
        row.values |= edit.changed
        edit.token = token_of(book, row)


def grid_of(book: RosterBook, rows: list[SheetRow], edits: Mapping[int, RowEdit]) -> Grid:
    """The table; rows that were just sent show what was typed into them."""
    columns = columns_of(book)
    heads = [Head(book.one.capitalize()), *(Head(one.head, f"c-{one.size}") for one in columns)]
    return Grid(
        book.title,
        [heads],
        [_grid_row(book, row, columns, edits.get(row.key)) for row in rows],
        look="sp-table--inputs sp-stack sp-roster",
        shared_form=SHARED_FORM,
        described_by="cara-tabel",
    )


def _grid_row(book, row, columns, edit):
    slug = book.masterplan.slug
    return GridRow(
        row.title,
        f"f-{row.key}",
        reverse("rosters:row", args=[slug, book.kind, row.key]),
        f"tabel-{book.kind}-{row.key}",
        [GridCell(one.head, [_box(row, one, edit)]) for one in columns],
        key=row.key,
        anchor=f"baris-{row.key}",
        began=str(edit.token if edit else token_of(book, row)),
        began_name=box_name(row, "version"),
        url=book.url_of(row),
        note=row.note,
    )


def _box(row, column, edit):
    value = shown(column, row.values.get(column.name, ""))
    error = ""
    if edit and not edit.is_saved:
        value = edit.typed.get(column.name, value)
        error = edit.messages.get(column.name, "")
    name = box_name(row, column.name)
    return Box(column, value, SHARED_FORM, row.title, name, error=error)


def shown(column: Column, value: str) -> str:
    """What a box holds: of a list its key, of anything else its words."""
    return value if column.box in SMALL else column.words(value)


def _value(column, text):
    text = text.replace("\r\n", "\n")
    if column.box not in SMALL:
        return column.read(Cell("text", text))
    if text and text not in column.labels:
        raise UnknownChoiceError(column, text)
    return text
