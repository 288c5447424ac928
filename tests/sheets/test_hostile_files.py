"""Workbooks that once went wrong without a word: what is in them is read as it is seen, or told.

The files lie in `files/`, as an office saved them, for a plan whose sub-dimension is "Smart
Governance: Pelayanan publik" and whose office is "Dinkominfo".
"""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from dimensions.models import SubDimension
from sheets.file_checks import FileRefused, look
from tests.factories import AgencyFactory
from tests.sheets.conftest import Office

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"
SHARED = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/>'
PLAIN = "Ubah format sel menjadi Umum"


@pytest.fixture
def read(parts, region, outcomes):
    """`read("struck-row")`: what the file would do."""
    SubDimension.objects.filter(pk=parts[0].pk).update(name="Pelayanan publik")
    assert parts[0].dimension.name == "Smart Governance"
    AgencyFactory(region=region, name="Dinas Kominfo", short_name="Dinkominfo")
    return lambda name: outcomes((FILES / f"{name}.xlsx").read_bytes())


def told(found):
    return [mend for one in found for mend in one.mends]


def values(found, head):
    (one,) = found
    assert one.state == "new", one.mends
    return sorted(v for address, v in one.values.items() if address.startswith(head))


def test_a_line_of_formulas_alone_is_refused_with_its_cells_named(read):
    found = read("line-of-formulas-only")

    assert [one.state for one in found] == ["refused"]
    assert [where for where, _ in told(found)] == [
        "Lembar Anggaran, baris 3, kolom Anggaran 2024",
        "Lembar Anggaran, baris 3, kolom Anggaran 2025",
    ]


def test_a_decimal_point_is_never_a_group(read):
    found = read("decimal-point")

    assert told(found) == [
        (
            "Lembar Indikator, baris 2, kolom Target 2024",
            "Tulis paling banyak dua angka di belakang koma.",
        )
    ]
    assert found[0].state == "refused"


def test_a_per_cent_sign_in_quotes_is_only_text(read):
    (one,) = read("percent-in-quotes")

    targets = {a[-4:]: v for a, v in one.values.items() if a.startswith("indicator")}
    assert (targets["2024"], targets["2025"]) == ("84.6", "84.6")


def test_a_struck_row_is_told_before_anything_is_applied(read):
    good, struck = read("struck-row")

    assert (good.state, struck.state) == ("new", "refused")
    assert struck.mends == [
        (
            "Baris 3",
            "Isi baris ini dicoret. Hapus barisnya, atau hilangkan coretannya, lalu unggah lagi.",
        )
    ]


def test_the_number_of_a_row_is_no_word_of_a_list(read):
    ((where, sentence),) = told(read("number-in-choice"))

    assert where == "Baris 2, kolom Subdimensi"
    assert sentence == "“7” tidak ada dalam daftar pilihan."


def test_a_sheet_that_nobody_reads_is_told(read, outcomes):
    read("edited-copy-of-sheet")

    assert "Lembar “Program (2)” tidak dibaca." in outcomes.remarks


def test_what_is_saved_as_strict_is_told_how_to_be_saved():
    with pytest.raises(FileRefused, match=r"“Excel Workbook .*bukan Strict"):
        look((FILES / "strict-ooxml.xlsx").read_bytes())


def test_a_dash_is_nothing(read):
    assert values(read("dash-for-nothing"), "budget") == ["5000000"]


def test_a_hidden_fraction_is_shown(read):
    assert told(read("hidden-fraction")) == [
        (
            "Lembar Anggaran, baris 2, kolom Anggaran 2024",
            "Sel ini berisi 1.250.000.000,4. Tulis rupiah bulat, tanpa angka di belakang koma.",
        )
    ]


# ------------------------------------------------------------------------- formats and workbooks


@pytest.fixture
def office(program, downloaded):
    return Office(downloaded())


@pytest.fixture
def baseline(office, program, outcomes):
    """`baseline(0.5, "0%")`: what is read of a number with a format, or the sentence."""

    def read(value, number_format, heading="Nilai awal", sheet="Indikator"):
        cell = office.cell(sheet, office.row(sheet, program.pk), heading)
        cell.value, cell.number_format = value, number_format
        (one,) = [one for one in outcomes(office.saved()) if one.state != "same"]
        return one.mends[0][1] if one.mends else next(iter(one.values.values()))

    return read


@pytest.mark.parametrize(
    ("number", "number_format", "read"),
    [
        (0.846, "0.0%", "84.6"),
        (84.6, '0.0"%"', "84.6"),
        (84.6, r"0.0\%", "84.6"),
        (84.6, "0.0[$%-421]", "84.6"),
        (84.6, "[<=1]0.0%;0.0", "84.6"),
        (0.846, "[<=1]0.0%;0.0", "84.6"),
        (0.846, "[Red][>1]0.0;[Blue]0.0%", "84.6"),
        (-0.05, "0.0;-0%", "-5"),
        (1250, '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-', "1250"),
        (1250, "[$Rp-421]#,##0.00", "1250"),
        (7, '0" ton"', "7"),
        (1250, "0.00E+00", "1250"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(number, number_format, read, baseline):
    assert baseline(number, number_format) == read


@pytest.mark.parametrize(
    ("number", "number_format"),
    [
        (1250000, "#,##0,"),
        (1250000000, "#,##0.00,,"),
        (1250, '#,##0" juta"'),
        (2, '"Rp"0" miliar"'),
        (2, r"0\ \j\u\t\a"),
        (1250, '0".000"'),
        (-3, '0;0" ribu"'),
    ],
)
def test_a_format_that_shows_another_figure_is_told(number, number_format, baseline):
    assert PLAIN in baseline(number, number_format)


def test_a_format_whose_word_says_what_its_commas_hide_is_read(baseline):
    where = {"heading": "Anggaran 2027", "sheet": "Anggaran"}

    assert baseline(1250000000, '#,##0,," juta"', **where) == "1250000000"
    assert PLAIN in baseline(2, '0.00" M"', **where)


def test_a_percentage_in_a_text_keeps_its_sign(baseline):
    assert baseline(0.85, "0%", heading="Satuan") == "85%"


def test_a_year_in_a_workbook_that_counts_from_1904(office, program, outcomes):
    office.book.epoch = CALENDAR_MAC_1904
    cell = office.cell("Indikator", office.row("Indikator", program.pk), "Tahun nilai awal")
    cell.value, cell.number_format = 2021, "yyyy-mm-dd"

    (one,) = [one for one in outcomes(office.saved()) if one.state != "same"]

    assert list(one.values.values()) == ["2021"]


def test_a_date_of_no_time_of_ours_is_no_year(office, program, outcomes):
    row = office.row("Indikator", program.pk)
    office.put("Indikator", row, Tahun_nilai_awal=datetime(2150, 1, 1))  # noqa: DTZ001

    (one,) = [one for one in outcomes(office.saved()) if one.state != "same"]

    assert one.mends[0][1].startswith("Tulis tahun dengan empat angka")


def test_words_that_are_struck_within_a_cell_are_told(office, program, outcomes):
    cell = office.cell("Program", office.row("Program", program.pk), "Keluaran")
    cell.value = CellRichText(TextBlock(InlineFont(strike=True), "Rp 5 miliar"), "Rp 7 miliar")

    (one,) = [one for one in outcomes(office.saved()) if one.state != "same"]

    assert [sentence for _, sentence in one.mends] == [
        "Sel ini memuat teks yang dicoret. Hapus yang dicoret, atau hilangkan coretannya."
    ]


def test_words_that_are_struck_in_the_texts_that_cells_share_are_told(office, program, outcomes):
    office.put("Program", office.row("Program", program.pk), Keluaran="Rp 7 miliar")
    saved, out = ZipFile(BytesIO(office.saved())), BytesIO()
    runs = "<r><rPr><strike/></rPr><t>Rp 5 miliar</t></r><r><t>Rp 7 miliar</t></r>"
    with ZipFile(out, "w") as parcel:
        for name in saved.namelist():
            content = saved.read(name).decode()
            inline = r't="inlineStr"([^>]*)><is><t>Rp 7 miliar</t></is>'
            content = re.sub(inline, r't="s"\1><v>0</v>', content)
            parcel.writestr(name, content.replace("</Types>", f"{SHARED}</Types>"))
        parcel.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{SHEET_MAIN_NS}"><si>{runs}</si></sst>'
        )

    (one,) = [one for one in outcomes(out.getvalue()) if one.state != "same"]

    assert [where.partition("kolom ")[2] for where, _ in one.mends] == ["Keluaran"]


def test_a_single_cell_that_is_struck_is_told(office, program, outcomes):
    row = office.row("Program", program.pk)
    office.cell("Program", row, "Nama singkat").font = Font(strike=True)

    (one,) = [one for one in outcomes(office.saved()) if one.state != "same"]

    assert [where for where, _ in one.mends] == [f"Baris {row}, kolom Nama singkat"]


def test_a_column_without_a_heading_is_told(office, outcomes):
    office.book["Program"]["AZ2"] = "Catatan sendiri"

    outcomes(office.saved())

    assert "Lembar Program: kolom AZ tidak berjudul dan tidak dibaca." in outcomes.remarks


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1E+308", "“1E+308” adalah ringkasan Excel. Tulis semua angkanya"),
        (1e308, "Satu baris anggaran paling banyak Rp 100 triliun."),
    ],
)
def test_a_number_with_a_power_gets_the_right_sentence(typed, sentence, baseline):
    said = baseline(typed, "General", heading="Anggaran 2027", sheet="Anggaran")

    assert said.startswith(sentence)
