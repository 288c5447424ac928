"""Asking for a Word file, the worker that writes it, and the pages that offer it."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from audit.models import Event
from editions.actions import BookFile, keep_edition
from editions.canonical import canonical
from editions.snapshot import snapshot
from exports.models import STUCK_AFTER, PrintState
from masterplans.models import Stage, Status
from tests.commitments.making import frozen
from tests.markup import one_line
from tests.plans import bring_to
from tests.wordfiles.conftest import Word
from tests.wordfiles.finished import finished_word
from wordfiles import making
from wordfiles.making import KEPT, WordFileError, forget_old_files, request_word
from wordfiles.models import WordJob


def address(plan, page=""):
    return f"/masterplan/{plan.slug}/dokumen/word/{page}"


def work_off():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def test_asking_twice_writes_once_and_the_database_holds_it(plan, lead, writer):
    first = request_word(plan, 2, by=lead)

    assert request_word(plan, 2, by=writer) == first
    assert request_word(plan, 1, by=lead) != first
    assert DBTaskResult.objects.count() == 2
    assert Event.objects.about(plan).first().verb == "word.requested"
    with pytest.raises(IntegrityError), transaction.atomic():
        WordJob.objects.create(masterplan=plan, number=2, requested_by=lead)


def test_a_silent_job_is_closed_and_asked_for_again(plan, lead):
    first = request_word(plan, 2, by=lead)
    WordJob.objects.update(alive_at=timezone.now() - STUCK_AFTER - timedelta(seconds=1))

    again = request_word(plan, 2, by=lead)

    first.refresh_from_db()
    assert again != first
    assert first.state == PrintState.FAILED


@pytest.mark.django_db(transaction=True)
def test_the_worker_writes_the_book_of_now_and_of_an_edition(plan, lead, signed_in):
    content, _ = canonical(snapshot(plan))
    books = [BookFile(3, "Buku 3 Ringkasan Eksekutif", b"%PDF-beku", 9)]
    edition = keep_edition(plan, content=content, books=books, by=lead)
    browser = signed_in(lead)
    browser.post(address(plan, "buku-3/susun/"))
    browser.post(address(plan, "edisi-1/buku-3/susun/"))
    page = one_line(browser.get(address(plan)).content.decode())
    assert page.count("Menunggu giliran") == 2
    assert 'hx-trigger="every 2s"' in page
    assert browser.get(address(plan, "buku-3/unduh/")).status_code == 404

    work_off()

    draft = browser.get(address(plan, "buku-3/unduh/"))
    copy = browser.get(address(plan, "edisi-1/buku-3/unduh/"))
    assert draft["Content-Disposition"] == f'attachment; filename="{plan.slug}-buku-3-draf.docx"'
    assert copy["Content-Disposition"].endswith('-edisi-1-buku-3-salinan-kerja.docx"')
    for answer in (draft, copy):
        Word(answer.content).check()
    assert "Draf, belum dibekukan" in [text for _, text in Word(draft.content).paragraphs()]
    said = [text for _, text in Word(copy.content).paragraphs()]
    assert "Salinan kerja; yang sah adalah PDF." in said
    page = one_line(browser.get(address(plan)).content.decode())
    assert page.count("Unduh Word Buku 3") == 2
    assert "every 2s" not in page
    job = WordJob.objects.get(edition=edition)
    assert (job.state, job.message, job.done, job.total) == (PrintState.DONE, "", 7, 7)


def test_a_frozen_plan_offers_its_editions_and_no_draft(plan, lead, facilitator, signed_in):
    closed = frozen(
        bring_to(plan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator),
        lead,
        [BookFile(1, "Buku 1", b"%PDF-beku", 9)],
    )
    browser = signed_in(lead)

    with pytest.raises(WordFileError, match="sudah dibekukan"):
        request_word(closed, 1, by=lead)
    page = one_line(browser.get(address(closed)).content.decode())

    assert "Draf buku" not in page
    assert "Salinan kerja; yang sah adalah PDF" in page
    refused = browser.post(address(closed, "buku-1/susun/"), headers={"HX-Request": "true"})
    assert "sudah dibekukan" in one_line(refused.content.decode())
    assert browser.post(address(closed, "edisi-2/buku-1/susun/")).status_code == 404
    with pytest.raises(WordFileError, match="Tidak ada buku"):
        request_word(closed, 9, edition=closed.editions.get(), by=lead)


def test_the_page_of_the_books_leads_to_the_word_files(plan, lead, signed_in):
    page = one_line(signed_in(lead).get(f"/masterplan/{plan.slug}/dokumen/").content.decode())

    assert page.count(f'href="{address(plan)}"') == plan.outline.books.count()
    own = one_line(signed_in(lead).get(address(plan)).content.decode())
    assert re.search(r'aria-current="[a-z]+"[^>]*>\s*Dokumen', own)


def test_a_failed_file_says_so_and_keeps_the_older_one(plan, lead, signed_in, monkeypatch):
    finished_word(plan, lead)
    job = request_word(plan, 1, by=lead)

    def broken(*args, **kwargs):
        raise making.TooLongError

    monkeypatch.setattr(making, "write_apart", broken)
    making.run_word_job.call(job.pk)

    page = one_line(signed_in(lead).get(address(plan)).content.decode())
    assert "terlalu lama disusun" in page
    assert "Unduh Word Buku 1" in page


def test_files_are_forgotten_after_thirty_days_and_older_ones_at_once(plan, lead):
    old = finished_word(plan, lead, finished_at=timezone.now() - KEPT - timedelta(hours=1))
    fresh = finished_word(
        plan, lead, number=2, finished_at=timezone.now() - KEPT + timedelta(hours=1)
    )

    assert forget_old_files() == 1

    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.docx, bytes(fresh.docx)) == (None, b"PK")
    making._keep(request_word(plan, 2, by=lead), making.WordBook(b"PK-baru", ()))
    fresh.refresh_from_db()
    assert fresh.docx is None
