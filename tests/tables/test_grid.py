"""A box of a grid as HTML: its name, its value, what it says to those who do not see the table."""

import pytest
from django.template.loader import render_to_string

from tables.choices import ChoiceColumn, Option
from tables.columns import LineColumn, NumberColumn, TextColumn
from tables.grid import Box, Grid, GridCell, GridRow, Head
from tests.markup import one_line

KIND = ChoiceColumn(
    "kind", "Jenis", options=(Option("a", "Aplikasi, lengkap", short="Apl"), Option("b", "B"))
)


def drawn(column, value="", **more):
    return str(Box(column, value, "f-1", "S1", **more))


def test_a_box_says_its_column_and_its_row():
    html = drawn(LineColumn("name", "Nama singkat", short="Nama", longest=80), '"Banter" & Co')

    assert 'name="name"' in html
    assert 'form="f-1"' in html
    assert 'aria-label="Nama, S1"' in html
    assert 'maxlength="80"' in html
    assert "&quot;Banter&quot; &amp; Co" in html


def test_a_box_of_sentences_keeps_a_line_end_at_its_beginning():
    assert ">\n\nSatu</textarea>" in drawn(TextColumn("about", "Uraian"), "\nSatu")


def test_a_number_asks_a_phone_for_its_keys():
    assert 'inputmode="numeric"' in drawn(NumberColumn("count", "Jumlah"), "21.000")


def test_a_list_is_drawn_with_short_words_and_offers_nothing_only_where_it_may():
    assert '<option value="a" selected>Apl</option>' in drawn(KIND, "a")
    assert '<option value=""' not in drawn(KIND, "a")
    assert '<option value="" selected>Pilih</option>' in drawn(KIND, "")
    free = ChoiceColumn("kind", "Jenis", options=KIND.options, may_be_empty=True, nothing="Semua")
    assert '<option value="">Semua</option>' in drawn(free, "a")


def test_a_choice_that_is_offered_no_more_stays_where_it_is():
    column = ChoiceColumn(
        "agency", "Dinas", options=(Option("1", "Ada"), Option("2", "Gone", offered=False))
    )

    assert "Gone" in drawn(column, "2")
    assert "Gone" not in drawn(column, "1")


def test_what_a_box_cannot_take_stands_below_it():
    html = drawn(LineColumn("name", "Nama"), "x", error="Tulis <lain>.")

    assert 'aria-invalid="true"' in html
    assert '<div class="invalid-feedback d-block">Tulis &lt;lain&gt;.</div>' in html


def test_values_go_along_with_a_box():
    html = drawn(LineColumn("codes", "Kode"), "S1", hidden={"codes_was": "S1"})

    assert '<input type="hidden" name="codes_was" form="f-1" value="S1">' in html


@pytest.fixture
def row():
    cell = GridCell("Nama", [Box(LineColumn("name", "Nama"), "Banter", "f-7", "S1")])
    return GridRow("S1", "f-7", "/baris/7/", "kk-7", [cell], key=7, anchor="b-7", began="t1")


def test_a_stored_row_has_its_number_its_form_and_its_token(row):
    grid = Grid("Isu", [[Head("No."), Head("Nama", "c-line", "singkat")]], [row])

    html = one_line(render_to_string("tables/_grid.html", {"grid": grid, "csrf_token": "c"}))

    assert 'id="b-7" data-row="7"' in html
    assert 'action="/baris/7/"' in html
    assert 'name="base" value="t1" data-base' in html
    assert '<span class="sp-muted">(singkat)</span>' in html


def test_the_row_to_come_names_its_table(row):
    row.key = None
    grid = Grid("Isu", [[Head("No."), Head("Nama")]], [row], key="governance-S")

    html = one_line(render_to_string("tables/_grid.html", {"grid": grid, "csrf_token": "c"}))

    assert 'data-new="governance-S"' in html
    assert "data-row=" not in html


def test_rows_of_one_form_wait_for_the_script_to_part_them(row):
    grid = Grid("Isu", [[Head("No."), Head("Nama")]], [row], shared_form="semua")

    html = one_line(render_to_string("tables/_grid.html", {"grid": grid, "csrf_token": "c"}))

    assert "data-row-form" in html
    assert "data-autosave" not in html
    assert 'value="t1" form="semua" data-base' in html
