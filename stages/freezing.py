"""Freezing: the content hashed, the books printed once and kept, then the status.

Typesetting takes a minute and never happens inside a request, so `request_freeze` puts the work
into the queue and `Freezing` shows how far the worker is. A worker that is killed leaves nothing
half-done: the edition, its books and the decision are written in one last transaction.
"""

import json
import logging
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from audit.trail import record
from editions.actions import BookFile, keep_edition
from editions.canonical import canonical
from editions.models import Edition
from editions.snapshot import snapshot
from exports.printing import TOO_DEAR, print_book
from masterplans.models import Masterplan, Status
from stages import workflow
from stages.models import Freezing, FreezingState
from stages.workflow import WorkflowError

logger = logging.getLogger("simpul.freezing")
# Called with (done, total, what is being printed); `total` counts a hundred for each book.
Progress = Callable[[int, int, str], None]
A_BOOK = 100

GIVEN_UP = "Pencetakan terhenti. Masterplan tetap disetujui dan tidak ada yang hilang."
BROKEN = "Pencetakan gagal. Masterplan tetap disetujui dan tidak ada yang hilang. Bekukan lagi."
MOVED_ON = (
    "Nama Perangkat Daerah atau pejabat berubah selama buku dicetak, jadi belum ada yang dibekukan."
    " Bekukan sekali lagi."
)


@transaction.atomic
def request_freeze(masterplan: Masterplan, *, by: User) -> Freezing:
    """Queue the freezing of an approved masterplan; a second click gets the one under way.

    One that has been silent for minutes (its worker was killed) is given up for a new one.
    Raises WorkflowError when the masterplan is not approved.
    """
    masterplan = Masterplan.objects.select_for_update(of=("self",), no_key=True).get(
        pk=masterplan.pk
    )
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
    _report(freezing, 0, 0, "")
    remarks = []
    try:
        freeze(
            freezing.masterplan,
            by=freezing.requested_by,
            progress=lambda done, total, what: _report(freezing, done, total, what),
            remarks=remarks,
        )
    except WorkflowError as error:
        _end(freezing, FreezingState.FAILED, str(error))
    except Exception:
        logger.exception("Freezing of masterplan %s failed", freezing.masterplan_id)
        _end(freezing, FreezingState.FAILED, BROKEN)
        raise
    else:
        _end(freezing, FreezingState.DONE, remarks=remarks)


def freeze(
    masterplan: Masterplan,
    *,
    by: User,
    progress: Progress = lambda done, total, what: None,
    remarks: list[str] | None = None,
) -> Edition:
    """Freeze an approved masterplan as its present edition. Takes a minute: call it in a worker.

    What could not be printed as it was entered is added to `remarks`. Raises WorkflowError when
    the masterplan is not (or no longer) approved, when somebody else froze it meanwhile, when names
    in it changed while the books were printed, or when a book needs more time or memory than given.
    """
    masterplan = _fresh(masterplan)
    _check_approved(masterplan)
    text, sha256 = canonical(snapshot(masterplan))
    # The books are printed from the very text that is kept and signed.
    books = _print(masterplan, json.loads(text), progress, [] if remarks is None else remarks)
    try:
        with transaction.atomic():
            Masterplan.objects.select_for_update(of=("self",), no_key=True).get(pk=masterplan.pk)
            now = _fresh(masterplan)
            _check_approved(now)
            if canonical(snapshot(now))[1] != sha256:
                raise WorkflowError(MOVED_ON)
            edition = keep_edition(now, content=text, books=books, by=by)
            workflow.mark_frozen(now, edition=edition, by=by)
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


def _print(masterplan, content, progress, remarks) -> list[BookFile]:
    """Every book of the snapshot, printed."""
    books = content["books"]
    today = timezone.localdate(timezone=masterplan.region.zone)
    printed = []
    for place, book in enumerate(books):

        def tell(done, total, what, before=place * A_BOOK, name=f"Buku {book['number']}"):
            progress(before + done * A_BOOK // total, len(books) * A_BOOK, f"{name}, {what}")

        number = book["number"]
        try:
            one = print_book(masterplan, content, number, frozen_on=today, progress=tell)
        except tuple(TOO_DEAR) as error:
            raise WorkflowError(f"Buku {number}: {TOO_DEAR[type(error)]}") from error
        title = f"Buku {number} {book['title']}"
        printed.append(BookFile(number, title, one.pdf, one.pages))
        remarks += [f"Buku {number}, {remark}" for remark in one.remarks]
    return printed


def _report(freezing, done, total, what):
    Freezing.objects.filter(pk=freezing.pk).under_way().update(
        state=FreezingState.RUNNING,
        done=done,
        total=total,
        message=what,
        heartbeat_at=timezone.now(),
    )


def _end(freezing, state, message="", remarks=()):
    Freezing.objects.filter(pk=freezing.pk).under_way().update(
        state=state, message=message, remarks=list(remarks), finished_at=timezone.now()
    )
