"""What people do to a file, and what Simpul makes of it: a right reading, or a clear sentence."""

import datetime

import pytest

from programs.models import Program
from tests.sheets.conftest import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(program, downloaded):
    """The downloaded file, open in Excel."""
    return Office(downloaded())


def put(office, program, **said):
    row = office.row("Program", program.pk)
    office.put("Program", row, **said)
    return row


def only(found):
    """The one row that is not unchanged."""
    (one,) = [one for one in found if one.state != "same"]
    return one


# ---------------------------------------------------------------------- numbers, years, choices


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("Rp 1.250.000.000,00", "1250000000"),
        ("Rp. 1.250.000.000", "1250000000"),
        ("1,25 M", "1250000000"),
        ("1,25 miliar", "1250000000"),
        ("350 juta", "350000000"),
        ("1.250.000", "1250000"),
        (1250000.0, "1250000"),
        (1250000, "1250000"),
        ("  1 250 000 ", "1250000"),
    ],
)
def test_rupiah_are_read_however_they_are_typed(typed, amount, office, program, outcomes):
    row = office.row("Anggaran", program.pk)
    office.put("Anggaran", row, **{"Anggaran_2027": typed})

    one = only(outcomes(office.saved()))

    assert (one.state, one.values) == ("changed", {"budget.apbd.2027": amount})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("kurang lebih 5", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        (-5, "Anggaran tidak dapat kurang dari nol."),
        (12.5, "Sel ini berisi 12,5. Tulis rupiah bulat, tanpa angka di belakang koma."),
        (1e20, "Satu baris anggaran paling banyak Rp 100 triliun."),
        (datetime.date(2026, 1, 5), "Sel ini berisi tanggal (5 Januari 2026)."),
        (True, "Sel ini berisi ya atau tidak. Tulis angkanya."),
        ("=SUM(E2:F2)", "Sel ini berisi rumus. Salin selnya, lalu tempel sebagai nilai."),
        ("#REF!", "Sel ini berisi galat Excel (#REF!)."),
    ],
)
def test_what_is_no_amount_gets_a_sentence_with_its_cell(
    typed, sentence, office, program, outcomes
):
    row = office.row("Anggaran", program.pk)
    office.put("Anggaran", row, **{"Anggaran_2027": typed})

    one = only(outcomes(office.saved()))

    assert one.state == "refused"
    ((where, told),) = one.mends
    assert where == f"Lembar Anggaran, baris {row}, kolom Anggaran 2027"
    assert told.startswith(sentence)


@pytest.mark.parametrize(
    "typed",
    [
        2021,
        "2021",
        "31/12/2021",
        "2021-12-31",
        "31 Desember 2021",
        datetime.date(2021, 12, 31),
        datetime.datetime(2021, 12, 31, 10, 0),  # noqa: DTZ001 - Excel knows no zones
        datetime.date(1905, 7, 13),  # 2021 typed into a cell that Excel takes for a date
    ],
)
def test_a_year_is_read_from_dates_and_texts(typed, office, program, outcomes):
    row = office.row("Indikator", program.pk)
    office.put("Indikator", row, Tahun_nilai_awal=typed)

    one = only(outcomes(office.saved()))

    assert list(one.values.values()) == ["2021"]


@pytest.mark.parametrize(("typed", "value"), [(84.6, "84.6"), ("84,6", "84.6"), (0.1 + 0.2, "0.3")])
def test_decimals_are_read_as_excel_shows_them(typed, value, office, program, outcomes):
    row = office.row("Indikator", program.pk)
    office.put("Indikator", row, Nilai_awal=typed)

    assert list(only(outcomes(office.saved())).values.values()) == [value]


def test_a_percentage_of_excel_is_read_as_it_is_shown(office, program, outcomes):
    row = office.row("Indikator", program.pk)
    cell = office.cell("Indikator", row, "Nilai awal")
    cell.value, cell.number_format = 0.846, "0.00%"

    assert list(only(outcomes(office.saved())).values.values()) == ["84.6"]


def test_a_choice_is_found_by_its_name_and_a_wrong_one_is_told(office, program, outcomes):
    row = put(office, program, Penanggung_jawab="dinas  KESEHATAN", Jenis="Aplikasii")

    one = only(outcomes(office.saved()))

    assert one.mends == [
        (
            f"Baris {row}, kolom Jenis",
            "“Aplikasii” tidak ada dalam daftar pilihan. Mungkin maksudnya “Aplikasi”.",
        )
    ]


def test_partners_are_lines_with_their_side_of_the_pentahelix(office, program, outcomes):
    put(office, program, Mitra="Akademisi: Universitas A; Media: Radio B\nDunia usaha: PT C")

    one = only(outcomes(office.saved()))

    assert one.shown[0].after == "Akademisi: Universitas A\nDunia usaha: PT C\nMedia: Radio B"


def test_a_partner_without_its_side_is_told(office, program, outcomes):
    row = put(office, program, Mitra="Universitas A")

    where, sentence = only(outcomes(office.saved())).mends[0]

    assert where == f"Baris {row}, kolom Mitra"
    assert "tulis unsur, titik dua, lalu nama mitra" in sentence


def test_texts_that_are_numbers_or_dates_to_excel_stay_texts(office, program, outcomes):
    put(office, program, Keluaran=12.5, Hasil_bagi_warga=datetime.date(2026, 8, 17))

    assert only(outcomes(office.saved())).values == {
        "output": "12,5",
        "outcome": "17 Agustus 2026",
    }


def test_control_characters_are_left_out(office, program, outcomes):
    put(office, program, Keluaran="satu_x0000_ dua_x0007_\ttiga_x000D_\nempat")

    assert only(outcomes(office.saved())).values == {"output": "satu dua\ttiga\nempat"}


def test_a_formula_that_calls_out_is_refused_and_its_text_is_harmless(office, program, outcomes):
    row = put(office, program, Keluaran='=HYPERLINK("http://x.example","klik")')

    assert only(outcomes(office.saved())).mends == [
        (
            f"Baris {row}, kolom Keluaran",
            "Sel ini berisi rumus. Salin selnya, lalu tempel sebagai nilai.",
        )
    ]


@pytest.mark.parametrize("start", ["=1+1", "+62 812", "-5 derajat", "@semua", "\t=1", "\r=2"])
def test_text_that_excel_would_run_is_written_as_text_and_reads_back(
    start, program, downloaded, outcomes
):
    Program.objects.filter(pk=program.pk).update(output=start, description=f"x{start}\r\ny")

    content = downloaded()

    office = Office(content)
    cell = office.cell("Program", office.row("Program", program.pk), "Keluaran")
    assert cell.data_type != "f"
    assert cell.value.strip() == start.strip() or "_x000D_" in cell.value
    assert cell.quotePrefix
    assert [one.state for one in outcomes(content)] == ["same"]
