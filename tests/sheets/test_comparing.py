"""New, changed, unchanged and refused rows, and rows that two people changed."""

import pytest

from analyses.models import Issue
from programs.actions import change_program
from programs.data import entry_of
from programs.models import Program
from tests.factories import AimFactory, IssueFactory
from tests.sheets.conftest import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(program, downloaded):
    return Office(downloaded())


def changed_on_the_site(program, by, **fields):
    """Somebody saves the program's form meanwhile."""
    program = Program.objects.get(pk=program.pk)
    entry = entry_of(program)
    entry.fields.update(fields)
    change_program(Program.objects.get(pk=program.pk), entry, version=program.version, by=by)


def test_a_changed_cell_is_shown_before_and_after(office, program, outcomes):
    row = office.row("Program", program.pk)
    office.put("Program", row, Jenis="Aplikasi", Jadwal_2024=None)

    (one,) = outcomes(office.saved())

    assert one.state == "changed"
    assert [(cell.label, cell.before, cell.after) for cell in one.shown] == [
        ("Jenis", "Layanan", "Aplikasi"),
        ("Jadwal 2024", one.shown[1].before, ""),
    ]
    assert one.shown[1].before in ("Persiapan", "Pembangunan", "Operasi")


def test_a_new_row_needs_no_code_and_may_have_amounts_and_indicators(office, program, outcomes):
    office.add("Program", Nama_singkat="Kali bersih", Subdimensi="Bagian 2 Governance",
               Penanggung_jawab="Dinkes", Jenis="Layanan",
               Uraian_singkat="Sungai bebas sampah.")  # fmt: skip
    office.add("Anggaran", Program="kali bersih", Sumber_dana="CSR", Anggaran_2026="25 juta")
    office.add("Indikator", Program="Kali bersih", Indikator="Sungai bersih", Satuan="km",
               Target_2026=4)  # fmt: skip

    _, one = outcomes(office.saved())

    assert (one.state, one.mends) == ("new", [])
    told = {cell.label: cell.after for cell in one.shown}
    assert told["Baru atau lanjutan"] == "Program baru"
    assert told["Anggaran 2026 CSR"] == "Rp\N{NO-BREAK SPACE}25.000.000"
    assert told["Indikator, arah yang baik"] == "Naik lebih baik"


def test_everything_that_is_missing_in_a_new_row_is_told_at_once(office, program, outcomes):
    row = office.add("Program", Kepanjangan_nama="Tanpa nama")

    one = outcomes(office.saved())[1]

    assert one.state == "refused"
    assert [where for where, _ in one.mends] == [
        f"Baris {row}, kolom {label}"
        for label in ("Nama singkat", "Subdimensi", "Penanggung jawab", "Jenis", "Uraian singkat")
    ]


def test_two_new_programs_of_one_name_cannot_share_a_line_of_amounts(office, program, outcomes):
    office.add("Program", Nama_singkat="Banter", Uraian_singkat="Lain.")
    row = office.add("Anggaran", Program="Banter", Sumber_dana="CSR", Anggaran_2026=5)

    stray = outcomes(office.saved())[-1]

    assert stray.mends == [
        (f"Lembar Anggaran, baris {row}",
         "Ada 2 program bernama “Banter”. Tulis kodenya di kolom Kode.")
    ]  # fmt: skip


def test_an_emptied_name_is_refused(office, program, outcomes):
    row = office.row("Program", program.pk)
    office.put("Program", row, Nama_singkat=None)

    (one,) = outcomes(office.saved())

    assert one.mends == [(f"Baris {row}, kolom Nama singkat", "Tulis nama singkat program.")]


def test_an_aim_of_another_sub_dimension_is_told(masterplan, program, parts, downloaded, outcomes):
    AimFactory(masterplan=masterplan, subdimension=parts[0], text="Layanan cepat")
    AimFactory(masterplan=masterplan, subdimension=parts[3], text="Wajah kota")
    office = Office(downloaded())
    row = office.row("Program", program.pk)

    office.put("Program", row, Sasaran_yang_dilayani="wajah kota")
    (wrong,) = outcomes(office.saved())
    office.put("Program", row, Sasaran_yang_dilayani="Layanan cepat")
    (right,) = outcomes(office.saved())

    assert wrong.mends == [
        (
            f"Baris {row}, kolom Sasaran yang dilayani",
            "Sasaran ini milik subdimensi lain. Pilih lagi, atau kosongkan.",
        )
    ]
    assert (right.state, right.shown[0].after) == ("changed", "Layanan cepat")


def test_an_emptied_indicator_is_removed_and_a_half_emptied_one_refused(office, program, outcomes):
    row = office.row("Indikator", program.pk)
    office.put("Indikator", row, Satuan=None)
    (one,) = outcomes(office.saved())
    assert one.mends == [(f"Lembar Indikator, baris {row}, kolom Satuan", "Tulis satuannya.")]

    page = office.book["Indikator"]
    for column in range(4, page.max_column + 1):
        page.cell(row=row, column=column).value = None
    (one,) = outcomes(office.saved())
    assert one.state == "changed"


def test_amounts_that_move_to_another_source_leave_the_old_one(office, program, outcomes):
    row = office.row("Anggaran", program.pk)
    office.put("Anggaran", row, Sumber_dana="DAK")

    (one,) = outcomes(office.saved())

    assert {address.split(".")[1] for address, value in one.values.items() if value} == {"dak"}
    assert {address.split(".")[1] for address, value in one.values.items() if not value} == {"apbd"}


def test_a_row_changed_on_both_sides_is_a_clash_with_both_values(office, program, lead, outcomes):
    row = office.row("Program", program.pk)
    office.put("Program", row, Keluaran="Dari berkas")
    changed_on_the_site(program, lead, output="Dari Simpul", risks="Banjir")

    (one,) = outcomes(office.saved())

    assert one.state == "clash"
    assert [(cell.label, cell.before, cell.after, cell.by_them) for cell in one.shown] == [
        ("Keluaran", "Dari Simpul", "Dari berkas", False),
        ("Risiko", "Banjir", "", True),
    ]
    assert one.values == {"output": "Dari berkas"}  # what only Simpul changed is never taken back


def test_a_row_changed_only_on_the_site_is_left_alone(office, program, lead, outcomes):
    changed_on_the_site(program, lead, output="Dari Simpul")

    assert [one.state for one in outcomes(office.saved())] == ["same"]


def test_the_same_change_on_both_sides_is_no_clash(office, program, lead, outcomes):
    row = office.row("Program", program.pk)
    office.put("Program", row, Keluaran="Sama")
    changed_on_the_site(program, lead, output="Sama")

    assert [one.state for one in outcomes(office.saved())] == ["same"]


def test_without_its_fingerprints_a_changed_row_is_for_a_person_to_decide(
    office, program, outcomes
):
    row = office.row("Program", program.pk)
    office.put("Program", row, Keluaran="Dari berkas", Versi=None)

    (one,) = outcomes(office.saved())

    assert (one.state, one.values) == ("clash", {"output": "Dari berkas"})


def test_rows_of_another_agency_cannot_be_changed_by_a_writer(
    program, foreign, writer, downloaded, outcomes
):
    office = Office(downloaded(by=writer))
    row = office.row("Program", foreign.pk)
    office.put("Program", row, Keluaran="Bukan milik saya")
    office.put("Program", office.row("Program", program.pk), Penanggung_jawab="Dishub")

    mine, theirs = outcomes(office.saved(), by=writer)

    assert "Perangkat Daerah lain" in theirs.mends[0][1]
    assert mine.mends[0][1] == "Anda hanya dapat menulis untuk Perangkat Daerah Anda sendiri."


def test_a_program_of_another_region_is_unknown_here(office, program, outcomes, elsewhere):
    stranger = type(program).objects.exclude(pk=program.pk).first()
    assert stranger is None
    row = office.row("Program", program.pk)
    office.put("Program", row, Kode=program.pk + 1000)

    assert "tidak ada di masterplan ini" in outcomes(office.saved())[0].mends[0][1]


def test_a_row_sent_a_second_time_is_not_made_again(program, downloaded, outcomes):
    office = Office(downloaded())
    page = office.book["Program"]
    row = office.row("Program", program.pk)
    for column in (1, 2):
        page.cell(row=row, column=column).value = None
    for sheet in ("Anggaran", "Indikator"):
        for line in range(2, office.book[sheet].max_row + 1):
            office.put(sheet, line, Kode=None, Versi=None)

    (one,) = outcomes(office.saved())

    assert (one.state, one.remark) == (
        "same",
        "Baris dengan isi yang sama sudah ada di Simpul, jadi tidak dibuat lagi.",
    )


def test_a_worksheet_is_judged_by_the_form_of_its_own_page(
    masterplan, parts, agency, downloaded, outcomes
):
    issue = IssueFactory(masterplan=masterplan, dimension=parts[0].dimension, agency=agency)
    office = Office(downloaded("isu"))
    sheet = office.book.sheetnames[1]
    row = office.row(sheet, issue.pk)
    office.put(sheet, row, Isu="x" * 300)
    new = office.add(sheet, Isu="Sampah di sungai")

    changed, added = outcomes(office.saved(), "isu")

    assert changed.mends[0][0] == f"Baris {row}, kolom Isu"
    assert (f"Baris {new}, kolom Dimensi", "Pilih dimensi.") in added.mends
    assert Issue.objects.get().title == issue.title
