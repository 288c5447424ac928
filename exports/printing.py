"""Asking for a book, and making it in a worker."""

import logging
import time
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from audit.trail import record
from editions.snapshot import snapshot
from exports.attachments import images_of, scans_for
from exports.book_process import typeset_apart
from exports.book_typesetting import typeset
from exports.books import build_book
from exports.models import PrintJob, PrintState
from exports.page_process import typeset_page_apart
from limits.child import TooLargeError, TooLongError
from masterplans.models import Masterplan, Status
from pieces.keeping import keep_file, kept_file, set_kept
from pieces.keys import key_of_file
from progress.owed import lacks_of
from quickwins.models import QuickWin
from quickwins.percent import progress_of
from typesetting.pictures import PictureError
from typesetting.printed_book import PrintedBook, Progress, Told

logger = logging.getLogger("simpul.exports")

FAILED = (
    "Buku ini gagal disusun karena kesalahan pada Simpul. Isi masterplan tidak berubah."
    " Minta lagi; bila tetap gagal, hubungi pengelola Simpul."
)
TOO_DEAR = {
    TooLongError: "Buku ini terlalu lama disusun. Sederhanakan tabel atau teks yang sangat panjang,"
    " lalu ulangi.",
    TooLargeError: "Buku ini terlalu besar untuk disusun. Kecilkan tabel atau bagi teks yang sangat"
    " panjang, lalu ulangi.",
}
BY_THE_CLOCK = 2  # times as long, where others have the cores
A_MOMENT = 0.25  # seconds; no progress is told more often
STUCK = "Penyusunan terhenti sebelum selesai."


class PrintingError(Exception):
    """The book cannot be asked for now. The message is meant for the user."""


def print_book(
    masterplan: Masterplan,
    content: dict,
    number: int,
    *,
    frozen_on=None,
    progress: Progress | None = None,
) -> PrintedBook:
    """Typeset Buku `number` of a snapshot. Takes seconds; a draft only those of what has changed.

    The masterplan lends its clock and its pictures; all words come from the snapshot, and in a
    draft what is missing from the list. A draft is joined of pieces that are kept. With `frozen_on`
    it is the book of an edition (no draft label), set as a whole in a process of its own. The bytes
    are the same for the same content and day. Raises TooLongError, TooLargeError (`TOO_DEAR` has
    their sentences).
    """
    today = timezone.localdate(timezone=masterplan.region.zone)
    if frozen_on is None:
        return _print_draft(masterplan, content, number, today, Told(progress))
    case = {
        "snapshot": content,
        "number": number,
        "frozen_on": frozen_on.isoformat(),
        "printed_on": today.isoformat(),
        "scans": scans_for(masterplan, content, number),
    }
    return typeset_apart(case, images=images_of(masterplan), progress=progress)


def _print_draft(masterplan, content, number, today, told):
    told_of = {"lacks": lacks_of(masterplan), "scans": scans_for(masterplan, content, number)}
    key = key_of_file(content, number, today, told_of)
    if found := kept_file(masterplan, key):
        return PrintedBook(pdf=found[0], **found[1] | {"remarks": ()})
    book, images = build_book(content, number, printed_on=today, **told_of), images_of(masterplan)
    seconds = settings.BOOK_SECONDS * BY_THE_CLOCK
    setter = set_kept(masterplan, images=images, seconds=seconds, beat=told.again)
    made = typeset(book, setter=setter, progress=told)
    if not made.remarks:
        about = {"title": made.title, "pages": made.pages, "remarks": []}
        keep_file(masterplan, key, made.pdf, about)
    return made


def print_page(quickwin: QuickWin, content: dict) -> PrintedBook:
    """Typeset the page of a quick win, in a process of its own. Raises as `print_book`."""
    plan = quickwin.masterplan
    today = timezone.localdate(timezone=plan.region.zone)
    case = {
        "snapshot": content,
        "place": _place_of(quickwin),
        "percent": progress_of(quickwin).percent,
        "printed_on": today.isoformat(),
    }
    return typeset_page_apart(case, _emblem_of(plan, content))


def _emblem_of(plan, content):
    """Bytes and kind of the emblem that the snapshot names; a lost file is told on the page."""
    sha256 = content["masterplan"]["region"].get("emblem", "")
    with suppress(OSError, PictureError):
        return images_of(plan)(sha256)
    return None


def _place_of(quickwin):
    """Its place among the quick wins of a snapshot, which has no keys."""
    of_plan = QuickWin.objects.of(quickwin.masterplan)
    return list(of_plan.values_list("pk", flat=True)).index(quickwin.pk)


@transaction.atomic
def request_book(masterplan: Masterplan, number: int, *, by: User) -> PrintJob:
    """Have Buku `number` typeset in the background; the job tells how far it is.

    While a job of this book is under way, that one is returned: clicking twice prints once. A job
    that has been silent for too long is closed as failed, and a new one begins.
    Raises PrintingError for a frozen masterplan (its edition's book is never made again) and for
    a number that the outline does not have.
    """
    # One row to stand in line at; key shares of other rows' foreign keys are not held up.
    masterplan = (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region", "outline")
        .get(pk=masterplan.pk)
    )
    if masterplan.status in (Status.FROZEN, Status.SIGNED):
        raise PrintingError("Masterplan ini sudah dibekukan. Unduh buku edisinya di halaman ini.")
    if not masterplan.outline.books.filter(number=number).exists():
        raise PrintingError("Masterplan ini tidak mempunyai buku dengan nomor itu.")
    return _in_line(masterplan, number, None, by=by)


@transaction.atomic
def request_page(quickwin: QuickWin, *, by: User) -> PrintJob:
    """Have the page of a quick win typeset, as `request_book`; of a frozen plan, too.

    What it says of the progress is of the day on which it is made.
    """
    masterplan = Masterplan.objects.select_for_update(of=("self",), no_key=True)
    masterplan = masterplan.select_related("region").get(pk=quickwin.masterplan.pk)
    return _in_line(masterplan, 0, quickwin, by=by)


def _in_line(masterplan, number, quickwin, *, by):
    """The job that is under way, or a new one; the plan's row is locked."""
    under_way = PrintJob.objects.under_way().filter(
        masterplan=masterplan, number=number, quickwin=quickwin
    )
    job = under_way.defer("pdf").first()
    if job and not job.is_stuck:
        return job
    if job:
        _close(job, PrintState.FAILED, message=STUCK)
    job = PrintJob.objects.create(
        masterplan=masterplan, number=number, quickwin=quickwin, requested_by=by
    )
    if quickwin:
        record(by, "quickwin.page_requested", quickwin.program)
    else:
        record(by, "book.requested", masterplan, book=number)
    # The first book of every region goes before the second of any.
    before = PrintJob.objects.under_way().filter(masterplan__region=job.region, pk__lt=job.pk)
    run_print_job.using(priority=-min(before.count(), 90)).enqueue(job.pk)
    return job


def keep_waiting() -> int:
    """Say of all jobs in the queue that there is a worker. How many."""
    return PrintJob.objects.filter(state=PrintState.QUEUED).update(alive_at=timezone.now())


@task()
def run_print_job(job_key: int) -> None:
    """Typeset the book of a job. Run again after a killed worker, it begins anew."""
    begun = PrintJob.objects.under_way().filter(pk=job_key)
    if not begun.update(state=PrintState.RUNNING, done=0, alive_at=timezone.now()):
        return  # closed as stuck in the meantime, and asked for again
    jobs = PrintJob.objects.select_related("masterplan__region__parent", "quickwin__program")
    job = jobs.get(pk=job_key)

    last = 0.0

    def progress(done, total, what):
        nonlocal last
        if 0 < done < total and time.monotonic() - last < A_MOMENT:
            return
        last = time.monotonic()
        PrintJob.objects.filter(pk=job_key, state=PrintState.RUNNING).update(
            done=done, total=total, message=what, alive_at=timezone.now()
        )

    try:
        content = snapshot(job.masterplan)
        if job.quickwin:
            printed = print_page(job.quickwin, content)
        else:
            printed = print_book(job.masterplan, content, job.number, progress=progress)
    except tuple(TOO_DEAR) as error:
        logger.warning("Book %s of masterplan %s: %r", job.number, job.masterplan_id, error)
        _close(job, PrintState.FAILED, message=TOO_DEAR[type(error)])
        return
    except Exception:
        logger.exception("Book %s of masterplan %s failed", job.number, job.masterplan_id)
        _close(job, PrintState.FAILED, message=FAILED)
        raise
    _keep(job, printed)


@transaction.atomic
def _keep(job, printed):
    """The file becomes the newest of its book; the bytes of older ones go."""
    if not PrintJob.objects.under_way().filter(pk=job.pk).select_for_update().exists():
        return
    _close(
        job,
        PrintState.DONE,
        message="",
        remarks=list(printed.remarks),
        pdf=printed.pdf,
        pages=printed.pages,
        size=len(printed.pdf),
        sha256=printed.sha256,
    )
    same = {"masterplan": job.masterplan, "number": job.number, "quickwin": job.quickwin}
    older = PrintJob.objects.filter(**same, pk__lt=job.pk)
    older.filter(pdf__isnull=False).update(pdf=None)


def _close(job, state, **fields):
    for name, value in {"state": state, "finished_at": timezone.now(), **fields}.items():
        setattr(job, name, value)
    job.save(update_fields=["state", "finished_at", *fields])
