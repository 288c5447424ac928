"""What was copied from a spreadsheet or a list: lines, cells, headings, columns."""

from clipboard import Heading, lines_of, read_table
from tables.choices import ChoiceColumn
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

    found = [(line.number, line.cells) for line in lines_of(text)]
    assert found == [(1, ["satu\ndua", 'a "b"']), (4, ["x y", "tab di dalam"])]


def test_a_quote_that_is_never_closed_swallows_no_line():
    text = 'satu\t"dua\ntiga"\tempat\n"lima\tenam\ntujuh\tdelapan'

    assert [line.cells for line in lines_of(text)] == [
        ["satu", "dua\ntiga", "empat"],
        ['"lima', "enam"],
        ["tujuh", "delapan"],
    ]


def test_a_line_without_a_tab_is_parted_by_what_it_holds():
    text = 'a, b\tc; d\na, b; c\n"a, b",c\na'

    assert [line.cells for line in lines_of(text, "\t;,")] == [
        ["a, b", "c; d"],
        ["a, b", "c"],
        ["a, b", "c"],
        ["a"],
    ]
    assert lines_of("a, b")[0].cells == ["a, b"]


def test_an_empty_first_cell_and_signs_that_nobody_sees_move_nothing():
    found = lines_of('\ufeff\tSiti\u200b\u2028"Bu\x00di"\t1')

    assert [line.cells for line in found] == [["", "Siti"], ["Budi", "1"]]


def test_a_long_list_of_quotes_is_read_in_a_moment():
    assert len(lines_of('x\t"a\n' * 60_001)) == 30_001


def test_headings_name_the_column_without_which_a_list_is_none():
    columns = (Heading("name", ("nama",)), Heading("email", ("surel",)))

    assert read_table("Nama\tSurel\nx\ty", columns, key="email").is_headed
    assert not read_table("Nama\tSiti\nx\ty", columns, key="email").is_headed


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
