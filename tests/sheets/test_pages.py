"""The pages: take it home, send it back, look, decide, apply."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from masterplans.models import Stage, Status
from programs.models import Program
from sheets.models import Import, ImportProgress, ImportState
from tests.plans import bring_to
from tests.sheets.conftest import Office, upload
from tests.sheets.test_comparing import changed_on_the_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(masterplan):
    def where(name, *args):
        return reverse(f"sheets:{name}", args=[masterplan.slug, *args])

    return where


@pytest.fixture
def desk(signed_in, lead):
    return signed_in(lead)


@pytest.fixture
def send(desk, address):
    """`send(content)` uploads a file and gives the page that follows."""

    def post(content, kind="program", name="program.xlsx"):
        return desk.post(address("page", kind), {"berkas": upload(content, name)}, follow=True)

    return post


def words(response):
    """The text of a page, without its tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def test_a_writer_takes_home_what_is_hers_or_everything(
    program, foreign, signed_in, writer, address
):
    desk = signed_in(writer)

    page = words(desk.get(address("page", "program")))
    mine = load_workbook(io.BytesIO(desk.get(address("download", "program") + "?isi=saya").content))
    every = desk.get(address("download", "program"))

    assert "Unduh milik Dinkes" in page
    assert [cell.value for cell in mine["Program"]["C"][1:]] == ["Banter"]
    names = [cell.value for cell in load_workbook(io.BytesIO(every.content))["Program"]["C"][1:]]
    assert names == ["Banter", "Bus sekolah"]
    assert re.fullmatch(
        r'attachment; filename="program-banjarnegara-\d{4}-\d\d-\d\d\.xlsx"',
        every["Content-Disposition"],
    )


def test_a_reader_takes_it_home_and_is_not_asked_to_send_it_back(signed_in, people, address):
    page = words(signed_in(people["viewer"]).get(address("page", "isu")))

    assert "Unduh seluruh daerah" in page
    assert "Unggah dan periksa" not in page


def test_there_is_no_sheet_of_another_name(desk, address):
    assert desk.get(address("page", "rahasia")).status_code == 404
    assert desk.get(address("download", "rahasia")).status_code == 404


def test_an_unchanged_file_says_so(program, downloaded, send):
    page = words(send(downloaded()))

    assert "Tidak ada perubahan." in page
    assert "Satu baris tidak berubah." in page
    assert "Terapkan" not in page


def test_a_file_that_is_none_comes_back_with_its_sentence(send, desk):
    response = send(b"Kode;Nama\n1;a", name="program.csv")

    assert response.status_code == 422
    assert "Ini berkas teks atau CSV." in words(response)
    assert not Import.objects.exists()


def test_without_a_file_the_form_asks_for_one(desk, address):
    response = desk.post(address("page", "program"), {})

    assert response.status_code == 422
    assert "Pilih berkas XLSX." in words(response)


def test_the_counts_stand_first_and_nothing_goes_in_with_a_refused_row(
    program, downloaded, send, desk, address
):
    office = Office(downloaded())
    office.put("Program", office.row("Program", program.pk), Keluaran="Loket <b>desa</b>")
    row = office.add("Program", Nama_singkat="Tanpa subdimensi")

    response = send(office.saved())
    imported = Import.objects.get()
    changed = desk.get(address("preview", imported.pk) + "?lihat=berubah")

    page = words(response)
    assert "Satu baris berubah dan 1 baris ditolak. Belum ada yang diterapkan." in page
    assert f"Baris {row}, kolom Subdimensi: Pilih subdimensi." in page
    assert "Terapkan 1 baris" in page
    assert "Loket &lt;b&gt;desa&lt;/b&gt;" in re.sub("</?mark>", "", changed.content.decode())
    assert "Satu dari dua baris perlu diperbaiki" in page
    done = words(desk.post(address("apply", imported.pk), follow=True))
    assert f"belum ada yang dimasukkan. Lihat baris {row}." in done
    program.refresh_from_db()
    assert program.output != "Loket <b>desa</b>"


@pytest.mark.django_db(transaction=True)
def test_a_small_file_is_applied_within_the_request(program, downloaded, send, desk, address):
    """With real commits: a report of progress must not wait for the request's own lock."""
    office = Office(downloaded())
    office.put("Program", office.row("Program", program.pk), Keluaran="Lain")
    send(office.saved())

    page = words(desk.post(address("apply", Import.objects.get().pk), follow=True))

    assert "Isi berkas sudah diterapkan." in page


def test_of_a_clash_each_side_can_be_chosen(program, downloaded, send, desk, address, lead):
    office = Office(downloaded())
    office.put("Program", office.row("Program", program.pk), Keluaran="Dari berkas")
    content = office.saved()
    changed_on_the_site(program, lead, output="Dari Simpul")

    page = words(send(content))
    imported = Import.objects.get()
    row = imported.rows.get()
    chosen = words(
        desk.post(address("choose", imported.pk), {"baris": row.pk, "pakai": "berkas"}, follow=True)
    )

    assert "Putuskan 1 baris yang bentrok, lalu terapkan." in page
    assert "Dari Simpul" in page
    assert "Dari berkas" in page
    assert f"Isi Simpul dibiarkan. {lead} juga mengubah baris ini di Simpul." in page
    assert "Terapkan 1 baris" not in page
    assert "Isi berkas Anda akan dipakai." in chosen
    assert "Terapkan 1 baris" in chosen


def test_an_upload_can_be_given_up(program, downloaded, send, desk, address):
    office = Office(downloaded())
    office.put("Program", office.row("Program", program.pk), Keluaran="Lain")
    send(office.saved())
    imported = Import.objects.get()

    page = words(desk.post(address("drop", imported.pk), follow=True))
    again = words(desk.post(address("apply", imported.pk), follow=True))

    assert "Unggahan dibatalkan. Isi masterplan tidak berubah." in page
    assert "tidak dapat diterapkan" in again
    assert Program.objects.get().output != "Lain"


def test_what_is_under_way_is_asked_for_again_and_then_shown(
    program, downloaded, send, desk, address
):
    send(downloaded())
    imported = Import.objects.get()
    Import.objects.update(state=ImportState.READING)
    ImportProgress.objects.update(done=200, total=1000, what="Membandingkan baris")

    page = desk.get(address("preview", imported.pk))
    state = desk.get(address("state", imported.pk))

    assert "Sedang dibaca: membandingkan baris, 200 dari 1.000." in words(page)
    assert f'hx-get="{address("state", imported.pk)}"' in page.content.decode()
    assert "HX-Refresh" not in state
    Import.objects.update(state=ImportState.READY)
    assert desk.get(address("state", imported.pk))["HX-Refresh"] == "true"


def test_what_stands_still_says_so(program, downloaded, send, desk, address):
    send(downloaded())
    imported = Import.objects.get()
    Import.objects.update(state=ImportState.APPLYING)
    ImportProgress.objects.update(alive_at="2020-01-01T00:00Z")

    page = words(desk.get(address("preview", imported.pk)))

    assert "Pekerjaan ini terhenti. Belum ada yang diterapkan." in page
    assert "Terapkan lagi" in page


def test_what_one_sends_is_nobody_elses_business(
    program, downloaded, send, signed_in, people, address
):
    send(downloaded())
    imported = Import.objects.get()

    assert signed_in(people["writer"]).get(address("preview", imported.pk)).status_code == 403
    assert signed_in(people["stranger"]).get(address("preview", imported.pk)).status_code == 404


def test_a_closed_masterplan_is_told_on_the_page(
    program, downloaded, send, desk, address, masterplan, lead, facilitator
):
    content = downloaded()
    bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    page = words(desk.get(address("page", "program")))
    response = send(content)

    assert "belum dapat diunggah" in page
    assert response.status_code == 422
    assert not Import.objects.exists()


def test_the_preview_asks_as_much_for_two_rows_as_for_five(
    program, foreign, downloaded, send, queries_of, desk, address
):
    found = []
    for number in (2, 5):
        office = Office(downloaded())
        for row in range(number):
            office.add("Program", Nama_singkat=f"Program {row}")
        send(office.saved())
        imported = Import.objects.filter(state=ImportState.READY).get()
        found.append(queries_of(desk, address("preview", imported.pk)))

    assert found[0] == found[1]
