"""Asking for a book as a Word file, making it in a worker, and forgetting it again."""

import hashlib
import json
import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from audit.trail import record
from editions.models import Edition
from editions.snapshot import snapshot
from exports.attachments import images_of
from exports.models import PrintState
from exports.printing import STUCK
from limits.child import TooLargeError, TooLongError
from masterplans.models import Masterplan, Status
from progress.owed import lacks_of
from typesetting.printed_book import Progress
from wordfiles.models import WordJob
from wordfiles.process import WordBook, write_apart

logger = logging.getLogger("simpul.wordfiles")

KEPT = timedelta(days=30)  # after that a file is made again when somebody wants it
FAILED = (
    "Dokumen Word ini gagal disusun karena kesalahan pada Simpul. Isi masterplan tidak berubah."
    " Minta lagi; bila tetap gagal, hubungi pengelola Simpul."
)
TOO_DEAR = {
    TooLongError: "Dokumen Word ini terlalu lama disusun. Sederhanakan tabel atau teks yang sangat"
    " panjang, lalu ulangi.",
    TooLargeError: "Dokumen Word ini terlalu besar untuk disusun. Kecilkan tabel atau bagi teks"
    " yang sangat panjang, lalu ulangi.",
}


class WordFileError(Exception):
    """The file cannot be asked for now. The message is meant for the user."""


@transaction.atomic
def request_word(
    masterplan: Masterplan, number: int, *, edition: Edition | None = None, by: User
) -> WordJob:
    """Have Buku `number` written as a Word file in the background: as the plan is now, or as it
    was in an edition.

    While a job of this book is under way, that one is returned: clicking twice writes once. A job
    that has been silent for too long is closed as failed, and a new one begins.
    Raises WordFileError for a draft of a frozen plan, and for a book that there is not.
    """
    masterplan = (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region", "outline")
        .get(pk=masterplan.pk)
    )
    _check_is_there(masterplan, number, edition)
    under_way = WordJob.objects.of_book(masterplan, edition, number).under_way()
    job = under_way.defer("docx").first()
    if job and not job.is_stuck:
        return job
    if job:
        job.close(PrintState.FAILED, message=STUCK)
    job = WordJob.objects.create(
        masterplan=masterplan, edition=edition, number=number, requested_by=by
    )
    record(by, "word.requested", masterplan, book=number)
    before = WordJob.objects.under_way().filter(masterplan__region=job.region, pk__lt=job.pk)
    # After the books themselves, and the first of every region before the second of any.
    run_word_job.using(priority=-min(before.count() + 1, 90)).enqueue(job.pk)
    return job


def _check_is_there(masterplan, number, edition):
    if edition is None and masterplan.status in (Status.FROZEN, Status.SIGNED):
        raise WordFileError("Masterplan ini sudah dibekukan. Minta dokumen Word dari edisinya.")
    books = edition.books if edition else masterplan.outline.books
    if not books.filter(number=number).exists():
        raise WordFileError("Tidak ada buku dengan nomor itu.")


@task()
def run_word_job(job_key: int) -> None:
    """Write the file of a job. Run again after a killed worker, it begins anew."""
    begun = WordJob.objects.under_way().filter(pk=job_key)
    if not begun.update(state=PrintState.RUNNING, done=0, alive_at=timezone.now()):
        return  # closed as stuck in the meantime, and asked for again
    jobs = WordJob.objects.select_related("masterplan__region__parent", "edition")
    job = jobs.get(pk=job_key)

    def progress(done, total, what):
        WordJob.objects.filter(pk=job_key, state=PrintState.RUNNING).update(
            done=done, total=total, message=what, alive_at=timezone.now()
        )

    try:
        written = write_word(job.masterplan, job.number, edition=job.edition, progress=progress)
    except tuple(TOO_DEAR) as error:
        logger.warning("Word file of book %s of %s: %r", job.number, job.masterplan_id, error)
        job.close(PrintState.FAILED, message=TOO_DEAR[type(error)])
        return
    except Exception:
        logger.exception("Word file of book %s of %s failed", job.number, job.masterplan_id)
        job.close(PrintState.FAILED, message=FAILED)
        raise
    _keep(job, written)


def write_word(
    masterplan: Masterplan,
    number: int,
    *,
    edition: Edition | None = None,
    progress: Progress | None = None,
) -> WordBook:
    """Write a book in a process of its own. Takes seconds; the bytes are the same for the same
    content and day. Raises TooLongError, TooLargeError (`TOO_DEAR` has their sentences)."""
    zone = masterplan.region.zone
    frozen_on = edition and timezone.localdate(edition.frozen_at, timezone=zone)
    case = {
        "snapshot": json.loads(edition.content) if edition else snapshot(masterplan),
        "number": number,
        "frozen_on": frozen_on and frozen_on.isoformat(),
        "printed_on": timezone.localdate(timezone=zone).isoformat(),
        "lacks": {} if edition else lacks_of(masterplan),
    }
    return write_apart(case, images=images_of(masterplan), progress=progress)


@transaction.atomic
def _keep(job, written):
    """The file becomes the newest of its book; the bytes of older ones go."""
    if not WordJob.objects.under_way().filter(pk=job.pk).select_for_update().exists():
        return
    job.close(
        PrintState.DONE,
        message="",
        remarks=list(written.remarks),
        docx=written.docx,
        size=len(written.docx),
        sha256=hashlib.sha256(written.docx).hexdigest(),
    )
    older = WordJob.objects.of_book(job.masterplan, job.edition, job.number).filter(pk__lt=job.pk)
    older.filter(docx__isnull=False).update(docx=None)


def forget_old_files() -> int:
    """Drop the bytes of files made long ago; how many. Anybody may have them made anew."""
    old = WordJob.objects.filter(docx__isnull=False, finished_at__lt=timezone.now() - KEPT)
    return old.update(docx=None)
