"""From the upload to the tables: nothing before Terapkan, then all of it or nothing, once."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from analyses.models import Issue
from audit.models import Event
from masterplans.actions import PlanClosedError
from masterplans.models import Revision, Stage, Status
from programs.data import entry_of
from programs.models import Program
from sheets import importing
from sheets.file_checks import FileRefused
from sheets.importing import NotReady, apply_import, choose, receive, request_apply
from sheets.models import STUCK_AFTER, Import, ImportProgress, ImportState
from tests.factories import IssueFactory
from tests.plans import bring_to
from tests.sheets.conftest import Office, upload
from tests.sheets.test_comparing import changed_on_the_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(program, downloaded):
    return Office(downloaded())


@pytest.fixture
def send(masterplan, lead):
    """`send(content)` is the upload of a file, read."""

    def receive_it(content, kind="program", by=lead):
        return receive(masterplan, kind, upload=upload(content), by=by)

    return receive_it


def add_program(office, name="Kali bersih"):
    office.add("Program", Nama_singkat=name, Subdimensi="Bagian 2 Governance",
               Penanggung_jawab="Dinkes", Jenis="Layanan", Uraian_singkat="Sungai bebas sampah.",
               Mitra="Komunitas: Pecinta sungai", Perangkat_Daerah_pendukung="Dinkes",
               Jadwal_2026="Persiapan")  # fmt: skip
    office.add("Anggaran", Program=name, Sumber_dana="CSR", Anggaran_2026="25 juta")
    office.add("Indikator", Program=name, Indikator="Sungai bersih", Satuan="km",
               Nilai_awal="1,5", Target_2026=4)  # fmt: skip


def test_nothing_is_written_before_it_is_applied(office, program, send):
    office.put("Program", office.row("Program", program.pk), Keluaran="Lain")
    before = entry_of(program)

    imported = send(office.saved())

    assert imported.state == ImportState.READY
    assert entry_of(Program.objects.get(pk=program.pk)) == before
    assert not Event.objects.filter(verb="sheet.applied").exists()


def test_applying_writes_everything_and_tells_the_trail_once(office, program, send, lead):
    office.put("Program", office.row("Program", program.pk), Keluaran="Lain", Jadwal_2024=None)
    office.put("Anggaran", office.row("Anggaran", program.pk), Anggaran_2024=7, Sumber_dana="APBN")
    add_program(office)

    imported = request_apply(send(office.saved()), by=lead)

    assert imported.state == ImportState.APPLIED
    program.refresh_from_db()
    entry = entry_of(Program.objects.get(pk=program.pk))
    assert (program.output, program.version) == ("Lain", 2)
    assert 2024 not in entry.schedule
    assert entry.budget[2024, "apbn"] == 7
    assert not any(source == "apbd" for _, source in entry.budget)
    made = Program.objects.get(name="Kali bersih")
    entry = entry_of(made)
    assert entry.partners == (("community", "Pecinta sungai"),)
    assert (entry.schedule, entry.budget) == ({2026: "prepare"}, {(2026, "csr"): 25_000_000})
    assert [(one.name, one.unit, str(one.baseline), one.targets) for one in entry.indicators] == [
        ("Sungai bersih", "km", "1.50", {2026: 4})
    ]
    event = Event.objects.first()
    assert (event.verb, event.data["added"], event.data["changed"]) == ("sheet.applied", 1, 1)
    assert Event.objects.filter(verb__startswith="program.").count() == 0
    assert set(Revision.objects.values_list("object_id", "author")) == {
        (program.pk, lead.pk),
        (made.pk, lead.pk),
    }


def test_an_indicator_that_goes_on_keeps_its_row(office, program, send, lead):
    indicator = program.indicators.get()
    office.put("Indikator", office.row("Indikator", program.pk), Satuan="hari", Target_2025="12,5")

    request_apply(send(office.saved()), by=lead)

    indicator.refresh_from_db()
    assert indicator.unit == "hari"
    assert str(indicator.targets.get(year=2025).value) == "12.50"


def test_asked_twice_it_is_applied_once(office, send, lead):
    add_program(office)
    imported = send(office.saved())

    request_apply(imported, by=lead)
    again = request_apply(imported, by=lead)

    assert again.state == ImportState.APPLIED
    assert Program.objects.filter(name="Kali bersih").count() == 1
    assert Event.objects.filter(verb="sheet.applied").count() == 1


def test_the_same_file_again_changes_nothing(office, send, lead):
    add_program(office)
    content = office.saved()
    request_apply(send(content), by=lead)

    imported = send(content)

    assert (imported.state, imported.rows.count()) == (ImportState.READY, 0)
    with pytest.raises(NotReady, match="Tidak ada baris"):
        request_apply(imported, by=lead)


def test_a_file_sent_twice_waits_once_and_a_newer_one_takes_its_place(office, program, send):
    first = send(office.saved())
    assert send(office.saved()).pk == first.pk or Import.objects.count() == 2
    office.put("Program", office.row("Program", program.pk), Keluaran="Lain")

    newer = send(office.saved())

    assert list(Import.objects.filter(state=ImportState.READY)) == [newer]
    first.refresh_from_db()
    assert (first.state, first.content) == (ImportState.DROPPED, None)


def test_of_a_clash_the_site_wins_until_somebody_says_otherwise(office, program, send, lead):
    office.put("Program", office.row("Program", program.pk), Keluaran="Dari berkas")
    content = office.saved()
    changed_on_the_site(program, lead, output="Dari Simpul", risks="Banjir")
    imported = send(content)

    with pytest.raises(NotReady):
        request_apply(imported, by=lead)
    choose(imported, keep_mine=True, row=imported.rows.get().pk)
    request_apply(imported, by=lead)

    program.refresh_from_db()
    assert (program.output, program.risks) == ("Dari berkas", "Banjir")


def test_a_row_changed_since_the_preview_stops_everything_and_is_shown_anew(
    office, program, send, lead
):
    office.put("Program", office.row("Program", program.pk), Keluaran="Dari berkas")
    add_program(office)
    imported = send(office.saved())
    changed_on_the_site(program, lead, output="Dari Simpul")

    imported = request_apply(imported, by=lead)

    assert imported.state == ImportState.READY
    assert "Belum ada yang diterapkan: 1 baris diubah orang lain" in imported.message
    assert sorted(imported.rows.values_list("state", flat=True)) == ["clash", "new"]
    program.refresh_from_db()
    assert program.output == "Dari Simpul"
    assert not Program.objects.filter(name="Kali bersih").exists()


def test_while_a_row_is_refused_nothing_of_the_file_goes_in(office, program, send, lead):
    row = office.row("Program", program.pk)
    office.put("Program", row, Jenis="Entah")
    add_program(office)
    imported = send(office.saved())

    with pytest.raises(NotReady) as refusal:
        request_apply(imported, by=lead)

    assert str(refusal.value) == (
        f"Satu dari dua baris perlu diperbaiki, jadi belum ada yang dimasukkan. Lihat baris {row}."
    )
    assert not Program.objects.filter(name="Kali bersih").exists()


def test_a_closed_masterplan_takes_no_file_and_applies_none(
    office, send, masterplan, lead, facilitator
):
    add_program(office)
    content = office.saved()
    imported = send(content)
    bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    with pytest.raises(PlanClosedError):
        request_apply(imported, by=lead)
    masterplan.refresh_from_db()
    with pytest.raises(PlanClosedError):
        receive(masterplan, "program", upload=upload(content), by=lead)
    assert not Program.objects.filter(name="Kali bersih").exists()


def test_a_writer_who_lost_her_role_meanwhile_applies_nothing(program, downloaded, send, writer):
    office = Office(downloaded(by=writer))
    office.put("Program", office.row("Program", program.pk), Keluaran="Lain")
    imported = send(office.saved(), by=writer)
    writer.memberships.all().delete()

    imported = request_apply(imported, by=writer)

    assert imported.state == ImportState.READY
    assert "Peran Anda" in imported.message or "belum" in imported.message.lower()
    program.refresh_from_db()
    assert program.output != "Lain"


def test_a_file_that_is_none_leaves_nothing_behind(send):
    with pytest.raises(FileRefused):
        send(b"Kode;Nama")

    assert not Import.objects.exists()


def test_an_unreadable_workbook_is_refused_with_its_sentence(office, send):
    office.book["Program"].title = "Lain"

    imported = send(office.saved())

    assert (imported.state, imported.content) == (ImportState.REFUSED, None) or imported.message
    assert "Lembar “Program” tidak ada" in imported.message


def test_a_worksheet_goes_there_and_back(masterplan, parts, agency, downloaded, send, lead):
    issue = IssueFactory(masterplan=masterplan, dimension=parts[0].dimension, agency=agency)
    office = Office(downloaded("isu"))
    sheet = office.book.sheetnames[1]
    office.put(sheet, office.row(sheet, issue.pk), Isu="Antrean panjang")
    office.add(sheet, Dimensi="Smart Branding", Perangkat_Daerah_yang_mengisi="Dinkes",
               Isu="Sampah di sungai")  # fmt: skip

    imported = request_apply(send(office.saved(), "isu"), by=lead)

    assert imported.state == ImportState.APPLIED
    assert list(Issue.objects.order_by("pk").values_list("title", "agency")) == [
        ("Antrean panjang", agency.pk),
        ("Sampah di sungai", agency.pk),
    ]
    assert Event.objects.first().verb == "sheet.applied"


# -------------------------------------------------------------------------------- the worker


def work_off():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.fixture
def always_large(monkeypatch):
    """Every file is one for the worker."""
    monkeypatch.setattr(importing, "AT_ONCE", 0)
    monkeypatch.setattr(importing, "ROWS_AT_ONCE", 0)


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_read_and_applied_by_the_worker(office, send, lead, always_large):
    add_program(office)

    imported = send(office.saved())
    assert imported.state == ImportState.QUEUED
    work_off()
    imported.refresh_from_db()
    assert imported.state == ImportState.READY

    assert request_apply(imported, by=lead).state == ImportState.APPLYING
    assert request_apply(imported, by=lead).state == ImportState.APPLYING
    assert DBTaskResult.objects.ready().count() == 1
    work_off()

    imported.refresh_from_db()
    assert imported.state == ImportState.APPLIED
    apply_import.call(imported.pk)  # bears to be run twice
    assert Program.objects.filter(name="Kali bersih").count() == 1


@pytest.mark.django_db(transaction=True)
def test_others_see_the_progress_while_the_transaction_is_open(
    office, send, lead, always_large, monkeypatch
):
    add_program(office)
    imported = send(office.saved())
    work_off()
    request_apply(imported, by=lead)
    monkeypatch.setattr("sheets.progress.PAUSE", 0)
    seen = []

    def watch(*args, **kwargs):
        line = connection.copy()
        with line.cursor() as cursor:
            cursor.execute("SELECT total, what FROM sheets_importprogress")
            seen.append(cursor.fetchone())
        line.close()

    monkeypatch.setattr("programs.bulk.remember_many", watch)
    work_off()

    assert set(seen) == {(1, "Menyimpan program")}


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_applies_leaves_nothing_and_the_next_one_does_it(
    office, send, lead, always_large
):
    add_program(office)
    imported = send(office.saved())
    work_off()
    request_apply(imported, by=lead)
    slow = (
        "import django; django.setup(); import programs.bulk, time; "
        "programs.bulk.remember_many = lambda *a, **k: (print('now', flush=True), time.sleep(60)); "
        "from sheets.importing import apply_import; "
        f"apply_import.call({imported.pk})"
    )
    name = connection.settings_dict["NAME"]
    worker = subprocess.Popen(
        [sys.executable, "-c", slow],
        cwd=site.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": urlsplit(site.DATABASE_URL)._replace(path=f"/{name}").geturl(),
            "DJANGO_SETTINGS_MODULE": "smartcity.settings",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert worker.stdout.readline().strip() == "now"  # in the middle of it
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and Program.objects.filter(name="Kali bersih").exists():
        time.sleep(0.1)
    assert not Program.objects.filter(name="Kali bersih").exists()

    work_off()

    imported.refresh_from_db()
    assert imported.state == ImportState.APPLIED
    assert Program.objects.filter(name="Kali bersih").count() == 1


def test_work_without_a_sign_of_life_can_be_asked_for_again(office, send, lead, always_large):
    add_program(office)
    imported = send(office.saved())
    importing.preview(imported)
    request_apply(imported, by=lead)
    ImportProgress.objects.update(alive_at=timezone.now() - STUCK_AFTER * 2)

    again = request_apply(Import.objects.get(pk=imported.pk), by=lead)

    assert again.state == ImportState.APPLYING
    assert DBTaskResult.objects.count() == 3
