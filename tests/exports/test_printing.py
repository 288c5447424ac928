"""Asking for a book, the worker that makes it, and the pages that show how far it is."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from audit.models import Event
from editions.actions import BookFile, keep_edition
from exports import printing
from exports.models import STUCK_AFTER, PrintJob, PrintState
from exports.printing import PrintingError, request_book, run_print_job
from masterplans.models import Stage, Status
from tests.commitments.making import frozen
from tests.markup import one_line
from tests.plans import bring_to


def work_off():
    """What the worker process does, until the queue is empty."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def silent_for(job, **span):
    PrintJob.objects.filter(pk=job.pk).update(alive_at=timezone.now() - timedelta(**span))


def address(plan, page=""):
    return f"/masterplan/{plan.slug}/dokumen/{page}"


# ---------------------------------------------------------------------------------- asking


def test_a_request_is_queued_recorded_and_not_done_in_the_request(plan, lead):
    job = request_book(plan, 2, by=lead)

    assert (job.state, job.pdf, job.requested_by) == (PrintState.QUEUED, None, lead)
    assert DBTaskResult.objects.ready().count() == 1
    assert Event.objects.about(plan).first().verb == "book.requested"


def test_clicking_twice_prints_once(plan, lead, writer):
    first = request_book(plan, 2, by=lead)

    again = request_book(plan, 2, by=writer)

    assert again == first
    assert DBTaskResult.objects.count() == 1
    assert request_book(plan, 1, by=lead) != first


def test_the_database_itself_holds_one_job_a_book(plan, lead):
    request_book(plan, 2, by=lead)

    with pytest.raises(IntegrityError), transaction.atomic():
        PrintJob.objects.create(masterplan=plan, number=2, requested_by=lead)


def test_a_job_without_a_sign_of_life_can_be_asked_for_again(plan, lead):
    first = request_book(plan, 2, by=lead)
    silent_for(first, seconds=STUCK_AFTER.total_seconds() - 30)
    assert request_book(plan, 2, by=lead) == first
    silent_for(first, seconds=STUCK_AFTER.total_seconds() + 1)

    again = request_book(plan, 2, by=lead)

    first.refresh_from_db()
    assert again != first
    assert (first.state, first.message) == (
        PrintState.FAILED,
        "Penyusunan terhenti sebelum selesai.",
    )


def test_a_book_that_the_outline_does_not_have_is_refused(plan, lead):
    with pytest.raises(PrintingError, match="tidak mempunyai buku"):
        request_book(plan, 9, by=lead)


def test_a_frozen_masterplan_is_not_printed_again(plan, lead, facilitator, signed_in):
    closed = frozen(
        bring_to(plan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator), lead
    )

    with pytest.raises(PrintingError, match="sudah dibekukan"):
        request_book(closed, 1, by=lead)
    page = one_line(
        signed_in(lead).post(address(plan, "buku-1/susun/"), follow=True).content.decode()
    )

    assert "sudah dibekukan" in page
    assert "Susun Buku" not in page
    assert not PrintJob.objects.exists()


# ----------------------------------------------------------------------------------- making


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_book_and_its_progress_can_be_seen_meanwhile(
    plan, lead, opened, monkeypatch
):
    job = request_book(plan, 3, by=lead)
    seen = []
    typeset = printing.typeset

    def typeset_and_watch(book, *, setter, progress):
        def told(*step):
            progress(*step)
            seen.append(PrintJob.objects.values_list("state", "done", "total", "message").get())

        return typeset(book, setter=setter, progress=told)

    monkeypatch.setattr(printing, "A_MOMENT", 0)
    monkeypatch.setattr(printing, "typeset", typeset_and_watch)
    work_off()

    job.refresh_from_db()
    assert (job.state, job.message) == (PrintState.DONE, "")
    total = seen[0][2]
    assert seen[0] == ("running", 0, total, "Sampul")
    assert [step[1] for step in seen] == sorted(step[1] for step in seen)
    assert seen[-1][1:3] == (total, total)
    assert total > 5
    pdf = opened(bytes(job.pdf))
    pdf.check()
    assert len(pdf.pages) == job.pages > 5
    assert job.size == len(job.pdf)
    assert "Ringkasan Eksekutif" in pdf.pages[0]


@pytest.mark.django_db(transaction=True)
def test_a_failed_book_says_so_keeps_the_older_file_and_can_be_asked_for_again(
    plan, lead, monkeypatch
):
    done = request_book(plan, 3, by=lead)
    work_off()

    def broken(*args, **kwargs):
        raise RuntimeError("kertas habis")

    with monkeypatch.context() as patch:
        patch.setattr(printing, "snapshot", broken)
        failed = request_book(plan, 3, by=lead)
        work_off()

    failed.refresh_from_db()
    done.refresh_from_db()
    assert failed.state == PrintState.FAILED
    assert "Isi masterplan tidak berubah." in failed.message
    assert "kertas" not in failed.message
    assert done.pdf is not None
    assert request_book(plan, 3, by=lead) != failed


@pytest.mark.django_db(transaction=True)
def test_only_the_newest_file_of_a_book_is_kept(plan, lead):
    jobs = []
    for _ in range(2):
        jobs.append(request_book(plan, 3, by=lead))
        work_off()

    older, newer = PrintJob.objects.order_by("pk")
    assert (older.pdf, older.state) == (None, PrintState.DONE)
    assert newer.pdf is not None
    assert older.sha256 == newer.sha256  # nothing changed in between


@pytest.mark.django_db(transaction=True)
def test_a_job_that_was_closed_meanwhile_is_not_typeset_any_more(plan, lead):
    first = request_book(plan, 3, by=lead)
    silent_for(first, hours=1)
    again = request_book(plan, 3, by=lead)

    run_print_job.call(first.pk)

    first.refresh_from_db()
    again.refresh_from_db()
    assert (first.state, first.pdf) == (PrintState.FAILED, None)
    assert again.state == PrintState.QUEUED


@pytest.mark.django_db(transaction=True)
def test_a_book_whose_worker_was_killed_is_made_by_the_next_worker(plan, lead, full_plan):
    job = request_book(plan, 2, by=lead)
    worker = _start_worker()
    try:
        _until(lambda: _state(job)[0] == "running" and _state(job)[1] >= 2, worker)
        os.killpg(worker.pid, signal.SIGKILL)
    finally:
        worker.wait(30)
    assert _state(job)[0] == "running"

    after = _start_worker("--batch")
    assert after.wait(120) == 0

    job.refresh_from_db()
    assert job.state == PrintState.DONE
    assert bytes(job.pdf).startswith(b"%PDF")


def _start_worker(*options):
    database = connection.settings_dict["NAME"]  # the one that pytest made for this run
    url = urlsplit(site.DATABASE_URL)._replace(path=f"/{database}").geturl()
    command = [sys.executable, "manage.py", "worker", "--worker-id=uji", "--interval=0.2", *options]
    return subprocess.Popen(
        command,
        cwd=site.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "SIMPUL_VAR": str(site.VAR_DIR)},
        start_new_session=True,
    )


def _state(job):
    return PrintJob.objects.values_list("state", "done").get(pk=job.pk)


def _until(true, worker):
    end = time.monotonic() + 60
    while not true():
        assert worker.poll() is None, "the worker ended by itself"
        assert time.monotonic() < end, "the worker did not begin"
        time.sleep(0.02)


# ------------------------------------------------------------------------------------ pages


def test_the_page_lists_the_five_books_and_asks_again_only_while_one_is_made(plan, lead, signed_in):
    browser = signed_in(lead)

    page = one_line(browser.get(address(plan)).content.decode())
    assert "Analisis Strategis Smart City Daerah" in page
    assert page.count("Belum disusun") == 5
    assert "every 2s" not in page

    browser.post(address(plan, "buku-2/susun/"))
    page = one_line(browser.get(address(plan)).content.decode())
    assert "Menunggu giliran" in page
    assert 'hx-trigger="every 2s"' in page
    assert page.count("Belum disusun") == 4
    part = one_line(
        browser.get(address(plan, "keadaan/"), headers={"HX-Request": "true"}).content.decode()
    )
    assert part.lstrip().startswith("<section")
    assert "Menunggu giliran" in part


def test_asking_by_htmx_answers_with_the_list_alone(plan, lead, signed_in):
    browser = signed_in(lead)

    answer = browser.post(address(plan, "buku-1/susun/"), headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "Menunggu giliran" in one_line(answer.content.decode())
    assert "<html" not in one_line(answer.content.decode())


def test_asking_is_a_post(plan, lead, signed_in):
    assert signed_in(lead).get(address(plan, "buku-1/susun/")).status_code == 405
    assert not PrintJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_finished_book_comes_as_a_file_to_members_and_is_not_there_for_strangers(
    plan, people, signed_in
):
    browser = signed_in(people["viewer"])
    browser.post(address(plan, "buku-3/susun/"))
    assert browser.get(address(plan, "buku-3/unduh/")).status_code == 404
    work_off()

    file = browser.get(address(plan, "buku-3/unduh/"))

    assert file.content.startswith(b"%PDF")
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{plan.slug}-buku-3-draf.pdf"'
    assert file["X-Content-Type-Options"] == "nosniff"
    page = one_line(browser.get(address(plan)).content.decode())
    assert "Unduh PDF Buku 3" in page
    assert "halaman" in page
    stranger = signed_in(people["stranger"])
    for path in ("", "keadaan/", "buku-3/unduh/"):
        assert stranger.get(address(plan, path)).status_code == 404
    assert stranger.post(address(plan, "buku-3/susun/")).status_code == 404


def test_a_stuck_job_is_shown_and_can_be_asked_for_again(plan, lead, signed_in):
    silent_for(request_book(plan, 2, by=lead), minutes=11)

    page = one_line(signed_in(lead).get(address(plan)).content.decode())

    assert "Penyusunan terhenti." in page
    assert "Susun Buku 2" in page
    assert "every 2s" not in page


def test_remarks_of_the_print_are_shown(plan, lead, signed_in):
    PrintJob.objects.create(
        masterplan=plan, number=1, requested_by=lead, state=PrintState.DONE, sha256="0" * 64,
        finished_at=timezone.now(), pages=3, size=2048, pdf=b"%PDF",
        remarks=["Bab I: Gambar “Peta” tidak dicetak: berkasnya bukan gambar yang utuh."],
    )  # fmt: skip

    page = one_line(signed_in(lead).get(address(plan)).content.decode())

    assert "1 hal tidak dapat dicetak" in page
    assert "Gambar “Peta” tidak dicetak" in page


def test_the_books_of_an_edition_come_with_the_very_bytes_that_were_frozen(plan, lead, signed_in):
    keep_edition(plan, content="{}", books=[BookFile(1, "Analisis", b"%PDF-beku", 9)], by=lead)
    browser = signed_in(lead)
    file = browser.get(address(plan, "edisi-1/buku-1/"))
    assert file.content == b"%PDF-beku"
    assert file["Content-Disposition"].endswith('-edisi-1-buku-1.pdf"')
    assert browser.get(address(plan, "edisi-1/buku-2/")).status_code == 404
    assert browser.get(address(plan, "edisi-2/buku-1/")).status_code == 404
    assert "Unduh PDF Buku 1" in one_line(browser.get(address(plan)).content.decode())


def test_the_page_costs_the_same_queries_for_few_prints_and_for_many(
    plan, lead, signed_in, django_assert_max_num_queries
):
    def print_all():
        for number in (1, 2, 3):
            PrintJob.objects.create(
                masterplan=plan, number=number, requested_by=lead, state=PrintState.DONE,
                sha256="0" * 64, finished_at=timezone.now(), pages=3, size=2048,
            )  # fmt: skip

    browser = signed_in(lead)
    print_all()
    browser.get(address(plan))
    with django_assert_max_num_queries(20) as few:
        browser.get(address(plan))
    for _ in range(5):
        print_all()

    with django_assert_max_num_queries(len(few)):
        browser.get(address(plan))
