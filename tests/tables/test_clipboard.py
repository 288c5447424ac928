"""What was copied from a spreadsheet: cells, headings, columns."""

from tables.choices import ChoiceColumn
from tables.clipboard import lines_of, read_table
from tables.columns import LineColumn, TextColumn

NAME = LineColumn("name", "Nama", aliases=("nama aplikasi",))
KIND = ChoiceColumn("kind", "Jenis", carries=True)
ABOUT = TextColumn("about", "Uraian")
AGENCY = ChoiceColumn("agency", "Perangkat Daerah", box="agency", carries=True)
FILE = ChoiceColumn("file", "Berkas", in_grid=False)
COLUMNS = (KIND, NAME, ABOUT, AGENCY, FILE)
GRID = (KIND, NAME, ABOUT)


def test_cells_may_hold_line_ends_tabs_and_quotes():
    text = '"satu\ndua"\t"a ""b"""\r\n\t\r\nx  y\t"tab\tdi dalam"'

    assert lines_of(text) == [["satu\ndua", 'a "b"'], ["x y", "tab di dalam"]]


def test_columns_are_known_by_their_headings_in_any_order():
    table = read_table("No\tNama aplikasi\tLain\tJENIS\n1\tBanter\tx\tWeb", COLUMNS)

    assert table.is_headed
    assert table.columns == [None, NAME, None, KIND]
    assert table.unused == ["No", "Lain"]
    assert list(table.rows()) == [{"name": "Banter", "kind": "Web"}]


def test_of_two_headings_of_one_column_the_first_counts():
    table = read_table("Nama\tnama aplikasi\nSatu\tDua", COLUMNS)

    assert table.columns == [NAME, None]
    assert table.unused == ["nama aplikasi"]


def test_without_headings_columns_are_those_of_the_grid_from_where_it_was_pasted():
    assert read_table("Satu\tDua", COLUMNS, grid=GRID, first="name").columns == [NAME, ABOUT]
    assert read_table("Satu\tDua", COLUMNS, grid=GRID).columns == [KIND, NAME]


def test_more_columns_than_the_grid_has_are_all_of_the_worksheet():
    table = read_table("a\tb\tc\td\te\tf", COLUMNS, grid=GRID, first="name")

    assert table.columns == [*COLUMNS, None]


def test_joined_cells_count_for_the_rows_below_where_a_column_carries():
    table = read_table("Jenis\tNama\nWeb\tSatu\n\tDua\nSeluler\t\n\tTiga", COLUMNS)

    assert [row["kind"] for row in table.rows()] == ["Web", "Web", "Seluler", "Seluler"]
    assert [row["name"] for row in table.rows()] == ["Satu", "Dua", "", "Tiga"]


def test_nothing_pasted_is_no_table():
    assert read_table(" \n\t\n", COLUMNS).lines == []
