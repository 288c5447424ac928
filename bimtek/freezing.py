"""Freezing: the content hashed, the books printed once and kept, then the status.

Typesetting takes a minute and never happens inside a request, so `request_freeze` puts the work
into the queue and `Freezing` shows how far the worker is. A worker that is killed leaves nothing
half-done: the edition, its books and the decision are written in one last transaction.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from audit.trail import record
from bimtek import workflow
from bimtek.contents import collect
from bimtek.models import Freezing, FreezingState
from bimtek.workflow import WorkflowError
from masterplans.editions import canonical
from masterplans.models import Edition, EditionBook, Masterplan, OutlineBook, Status

logger = logging.getLogger("simpul.freezing")
Progress = Callable[[int, int], None]  # (pieces done, pieces in all)

GIVEN_UP = "Pencetakan terhenti. Masterplan tetap disetujui dan tidak ada yang hilang."
BROKEN = "Pencetakan gagal. Masterplan tetap disetujui dan tidak ada yang hilang. Bekukan lagi."
MOVED_ON = (
    "Nama Perangkat Daerah atau pejabat berubah selama buku dicetak, jadi belum ada yang dibekukan."
    " Bekukan sekali lagi."
)


@dataclass(frozen=True)
class BookFile:
    """A printed book on its way into the edition."""

    number: int
    title: str
    pdf: bytes
    pages: int


@transaction.atomic
def request_freeze(masterplan: Masterplan, *, by: User) -> Freezing:
    """Queue the freezing of an approved masterplan; a second click gets the one under way.

    One that has been silent for minutes (its worker was killed) is given up for a new one.
    Raises WorkflowError when the masterplan is not approved.
    """
    masterplan = Masterplan.objects.select_for_update(of=("self",)).get(pk=masterplan.pk)
    _check_approved(masterplan)
    running = masterplan.freezings.under_way().first()
    if running and not running.is_silent:
        return running
    if running:
        _end(running, FreezingState.FAILED, GIVEN_UP)
    freezing = Freezing.objects.create(masterplan=masterplan, requested_by=by)
    record(by, "freezing.requested", masterplan, edition=masterplan.edition_number)
    run_freezing.enqueue(freezing.pk)
    return freezing


@task()
def run_freezing(pk: int) -> None:
    """What the worker does. May be run again after a kill: it begins anew."""
    freezing = Freezing.objects.under_way().filter(pk=pk).first()
    if freezing is None:  # ended, or given up for a newer one
        return
    _report(freezing, 0, freezing.total)
    try:
        freeze(
            freezing.masterplan,
            by=freezing.requested_by,
            on_progress=lambda done, total: _report(freezing, done, total),
        )
    except WorkflowError as error:
        _end(freezing, FreezingState.FAILED, str(error))
    except Exception:
        logger.exception("Freezing %s failed", pk)
        _end(freezing, FreezingState.FAILED, BROKEN)
        raise
    else:
        _end(freezing, FreezingState.DONE)


def freeze(
    masterplan: Masterplan, *, by: User, on_progress: Progress = lambda done, total: None
) -> Edition:
    """Freeze an approved masterplan as its present edition. Takes a minute: call it in a worker.

    Raises WorkflowError when the masterplan is not (or no longer) approved, when somebody else
    froze it meanwhile, or when names in it changed while the books were printed.
    """
    masterplan = _fresh(masterplan)
    _check_approved(masterplan)
    text, sha256 = canonical(collect(masterplan))
    books = _print_books(masterplan, on_progress)
    try:
        with transaction.atomic():
            Masterplan.objects.select_for_update(of=("self",)).get(pk=masterplan.pk)
            _check_approved(_fresh(masterplan))
            if canonical(collect(_fresh(masterplan)))[1] != sha256:
                raise WorkflowError(MOVED_ON)
            edition = _write(masterplan, text, sha256, books, by=by)
            workflow.mark_frozen(masterplan, edition=edition, by=by)
    except IntegrityError as error:
        if "edition_number" in str(error):
            raise WorkflowError("Edisi ini sudah dibekukan.") from error
        raise
    return edition


def _fresh(masterplan):
    return Masterplan.objects.select_related("region__parent", "outline", "dimension_set").get(
        pk=masterplan.pk
    )


def _check_approved(masterplan):
    if masterplan.status != Status.APPROVED:
        raise WorkflowError(
            f"Masterplan ini {masterplan.get_status_display().lower()},"
            " jadi tidak dapat dibekukan. Tidak ada yang berubah."
        )


def _print_books(masterplan, on_progress) -> list[BookFile]:
    from exports.books import build_book  # here, because WeasyPrint is slow to import
    from exports.printing import render_book

    titles = OutlineBook.objects.filter(outline=masterplan.outline_id)
    contents = [
        build_book(masterplan, book.number, edition_label=f"Edisi {masterplan.edition_number}")
        for book in titles
    ]
    files, before = [], 0
    pieces = sum(len(book.front) + len(book.chapters) + 2 for book in contents)
    for book in contents:

        def tell(done, total, what="", before=before):
            on_progress(before + done, pieces)

        printed = render_book(book, on_progress=tell)
        files.append(BookFile(book.number, book.title, printed.pdf, printed.pages))
        before += len(book.front) + len(book.chapters) + 2
    return files


def _write(masterplan, text, sha256, books, *, by) -> Edition:
    edition = Edition.objects.create(
        masterplan=masterplan,
        number=masterplan.edition_number,
        content=text,
        sha256=sha256,
        frozen_by=by,
    )
    EditionBook.objects.bulk_create(
        EditionBook(
            edition=edition,
            number=book.number,
            title=book.title,
            pdf=book.pdf,
            sha256=hashlib.sha256(book.pdf).hexdigest(),
            pages=book.pages,
        )
        for book in books
    )
    return edition


def _report(freezing, done, total):
    Freezing.objects.filter(pk=freezing.pk).under_way().update(
        state=FreezingState.RUNNING, done=done, total=total, heartbeat_at=timezone.now()
    )


def _end(freezing, state, message=""):
    Freezing.objects.filter(pk=freezing.pk).under_way().update(
        state=state, message=message, finished_at=timezone.now()
    )
