"""Rows, columns, sheets and whole files as people send them back."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from sheets.file_checks import FileRefused, look
from sheets.importing import receive
from tests.sheets.conftest import Office, upload
from tests.sheets.test_reading import only, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(program, downloaded):
    """The downloaded file, open in Excel."""
    return Office(downloaded())


def test_a_wrong_code_is_told(office, program, outcomes):
    row = office.row("Program", program.pk)
    office.put("Program", row, Kode="dua belas")
    assert "bukan kode dari Simpul" in only(outcomes(office.saved())).mends[0][1]

    office.put("Program", row, Kode=987654)
    where, sentence = outcomes(office.saved())[0].mends[0]
    assert where == f"Baris {row}, kolom Kode"
    assert "Kode 987654 tidak ada di masterplan ini" in sentence


def test_a_code_that_stands_twice_is_told(office, program, outcomes):
    row = office.add("Program", Kode=program.pk, Nama_singkat="Salinan")

    one = only(outcomes(office.saved()))

    assert (one.number, one.state) == (row, "refused")
    assert f"Kode {program.pk} sudah dipakai di baris 2." in one.mends[0][1]


def test_columns_may_stand_in_another_order_with_others_between(office, program, outcomes):
    put(office, program, Keluaran="Loket di 31 desa")
    page = office.book["Program"]
    page.insert_cols(4, 2)
    page["D1"], page["D2"] = "Catatan kami", "abaikan"
    page.insert_rows(1)
    page["A1"] = "Program Dinas Kesehatan"

    one = only(outcomes(office.saved()))

    assert one.values == {"output": "Loket di 31 desa"}
    assert outcomes.remarks == [
        "Lembar Program: kolom “catatan kami” tidak dikenal dan tidak dibaca."
    ]


def test_a_renamed_heading_is_told_and_its_column_is_left_alone(office, program, outcomes):
    put(office, program, Keluaran="Loket di 31 desa", Risiko="Hujan")
    office.cell("Program", 1, "Risiko").value = "Bahaya"

    one = only(outcomes(office.saved()))

    assert one.values == {"output": "Loket di 31 desa"}
    assert any("kolom “Risiko” tidak ada di berkas" in remark for remark in outcomes.remarks)


@pytest.mark.parametrize("heading", ["Nama singkat", "Kode"])
def test_without_the_headings_that_matter_the_file_is_refused(heading, office, outcomes):
    office.cell("Program", 1, heading).value = "lain"

    with pytest.raises(FileRefused, match=heading):
        outcomes(office.saved())


def test_two_columns_of_one_heading_are_refused(office, outcomes):
    office.cell("Program", 1, "Risiko").value = "Keluaran"

    with pytest.raises(FileRefused, match="ada dua kolom “keluaran”"):
        outcomes(office.saved())


def test_empty_rows_below_are_no_rows(office, program, outcomes):
    page = office.book["Program"]
    page.cell(row=900, column=6).value = "  "
    page.row_dimensions[1200].height = 30

    assert [one.state for one in outcomes(office.saved())] == ["same"]


def test_merged_cells_are_told_with_their_place(office, program, outcomes):
    row = put(office, program, Keluaran="x")
    office.book["Program"].merge_cells(f"J{row}:J{row + 3}")

    one = outcomes(office.saved())[0]

    assert one.state == "refused"
    assert (f"Baris {row}", f"Sel J{row}:J{row + 3} digabung. Pisahkan selnya, isi setiap baris,"
            " lalu unggah lagi.") in one.mends  # fmt: skip


def test_hidden_rows_and_columns_are_read_and_named(office, program, outcomes):
    row = put(office, program, Keluaran="Tersembunyi", Risiko="Hujan")
    page = office.book["Program"]
    page.row_dimensions[row].hidden = page.row_dimensions[900].hidden = True
    for heading in ("Risiko", "Keluaran"):
        page.column_dimensions[office.cell("Program", 1, heading).column_letter].hidden = True

    assert only(outcomes(office.saved())).values == {"output": "Tersembunyi", "risks": "Hujan"}
    assert outcomes.remarks == [
        f"Lembar Program: baris {row} tersembunyi di berkas, dan ikut dibaca.",
        "Lembar Program: kolom “Keluaran” dan “Risiko” tersembunyi di berkas, dan ikut dibaca.",
    ]


def test_a_file_as_it_was_downloaded_hides_nothing_of_the_persons(office, program, outcomes):
    put(office, program, Keluaran="x")
    outcomes(office.saved())

    assert outcomes.remarks == []


def test_who_wants_it_leaves_out_what_is_hidden(office, program, masterplan, lead, signed_in):
    row = put(office, program, Keluaran="Tersembunyi", Risiko="Hujan")
    added = office.add("Program", Nama_singkat="Baru", Subdimensi="Layanan publik")
    page = office.book["Program"]
    page.column_dimensions[office.cell("Program", 1, "Risiko").column_letter].hidden = True
    page.row_dimensions[added].hidden = True
    imported = receive(masterplan, "program", upload=upload(office.saved()), by=lead)
    browser = signed_in(lead)
    address = f"/masterplan/{masterplan.slug}/lembar/unggahan/{imported.pk}/"
    assert imported.rows.count() == 2
    assert "Lewati yang tersembunyi" in browser.get(address).text

    browser.post(address + "tersembunyi/", {"pakai": "terlihat"})

    assert [(one.number, one.values) for one in imported.rows.all()] == [
        (row, {"output": "Tersembunyi"})
    ]
    page = browser.get(address).text
    assert f"baris {added} tersembunyi di berkas, dan dilewati." in page
    assert "kolom “Risiko” tersembunyi di berkas, dan dilewati." in page

    browser.post(address + "tersembunyi/", {"pakai": "semua"})
    assert imported.rows.count() == 2


def test_another_sheet_is_told(office, outcomes):
    office.book["Program"].title = "Lembar1"

    with pytest.raises(FileRefused, match="Lembar “Program” tidak ada di berkas ini"):
        outcomes(office.saved())


def test_a_lost_sheet_of_amounts_changes_no_amounts(office, program, outcomes):
    put(office, program, Keluaran="Loket")
    del office.book["Anggaran"]

    assert only(outcomes(office.saved())).values == {"output": "Loket"}
    assert "Lembar Anggaran tidak ada di berkas; isinya di Simpul dibiarkan." in outcomes.remarks


def test_the_file_of_another_worksheet_or_masterplan_is_told(office, downloaded, outcomes):
    with pytest.raises(FileRefused, match="diunduh dari lembar lain"):
        outcomes(downloaded("isu"))

    office.book["_simpul"]["C1"] = "ambon-2025"
    with pytest.raises(FileRefused, match="diunduh dari masterplan lain"):
        outcomes(office.saved())


def test_a_line_of_amounts_without_a_program_is_told(office, program, outcomes):
    row = office.add("Anggaran", Program="Tidak ada", Sumber_dana="APBD", Anggaran_2026=5)

    one = only(outcomes(office.saved()))

    assert one.mends == [
        (f"Lembar Anggaran, baris {row}", "Program “Tidak ada” tidak ada di lembar Program.")
    ]


def test_a_source_that_stands_twice_is_told(office, program, outcomes):
    row = office.add(
        "Anggaran", Kode=program.pk, Program="Banter", Sumber_dana="APBD", Anggaran_2026=5
    )

    one = only(outcomes(office.saved()))

    assert one.mends[0][0] == f"Lembar Anggaran, baris {row}"
    assert "mengulang baris 2" in one.mends[0][1]


def test_too_many_rows_are_a_sentence(program, downloaded, outcomes, monkeypatch):
    monkeypatch.setattr("sheets.reading.MOST_LINES", 5)
    office = Office(downloaded())
    for number in range(8):
        office.add("Program", Nama_singkat=f"Program {number}")

    with pytest.raises(FileRefused, match="Lembar Program berisi lebih dari 5 baris"):
        outcomes(office.saved())


def test_a_million_rows_are_a_sentence_soon(program, downloaded, outcomes):
    office = Office(downloaded())
    office.book["Program"].cell(row=1_048_576, column=6).value = "ujung"

    with pytest.raises(FileRefused, match=r"memuat lebih dari 60\.000 baris"):
        outcomes(office.saved())


def test_a_file_of_ones_own_is_read_by_its_headings(program, outcomes):
    own = Workbook()
    page = own.active
    page.title = "Program"
    page.append(["Kode", "Nama singkat", "Subdimensi", "Penanggung jawab", "Jenis",
                 "Baru atau lanjutan", "Kepanjangan nama", "Uraian singkat", "Keluaran", "Risiko",
                 "Masalah yang dijawab", "Hasil bagi warga", "Penerima manfaat"])  # fmt: skip
    page.append(
        [None, "Loket desa", "Bagian 1 Governance", "Dinkes", "Layanan", None, None, "Loket."]
    )
    out = io.BytesIO()
    own.save(out)

    one = only(outcomes(out.getvalue()))

    assert (one.state, one.title) == ("new", "Loket desa")


def test_a_broken_part_is_a_sentence(downloaded, program, outcomes):
    content = rezipped(downloaded(), {"xl/worksheets/sheet2.xml": b"<worksheet><sheetData><row"})

    with pytest.raises(FileRefused, match="rusak"):
        outcomes(content)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml"])
def test_entities_in_the_xml_are_refused(part, downloaded, program):
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
    with zipfile.ZipFile(io.BytesIO(downloaded())) as source:
        body = source.read(part)
    start = body.index(b"?>") + 2 if body.startswith(b"<?xml") else 0
    content = rezipped(downloaded(), {part: body[:start] + bomb + body[start:]})

    with pytest.raises(FileRefused, match="rusak"):
        look(content)


def rezipped(content, changed):
    """A file with some of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return out.getvalue()


def test_the_file_offers_lists_protects_codes_and_keeps_its_head(
    program, foreign, downloaded, writer
):
    book = load_workbook(io.BytesIO(downloaded(by=writer)))
    page = book["Program"]

    assert book.sheetnames[:2] == ["Petunjuk", "Program"]
    assert (book["Daftar"].sheet_state, book["_simpul"].sheet_state) == ("hidden", "veryHidden")
    assert page.freeze_panes == "D2"
    assert page.protection.sheet
    assert not page.protection.insertRows
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert all(source.startswith("Daftar!$") for source in lists.values())
    assert len(lists) == 4 + 10  # subdimension, agency, kind, new or not; each year's schedule
    mine, theirs = (page.cell(row=row, column=3) for row in (2, 3))
    assert (mine.value, mine.protection.locked) == ("Banter", False)
    assert (theirs.value, theirs.protection.locked) == ("Bus sekolah", True)
    assert page["A2"].protection.locked
    assert not page.column_dimensions["D"].protection.locked
    assert book["Anggaran"]["E2"].number_format == "#,##0"
