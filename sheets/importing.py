"""The way of an uploaded workbook: received, read, shown, applied, or given up.

Small files are read and applied in the request, large ones by the worker. Nothing is written to
programs or worksheets before `apply`, which is one transaction: all of it, or nothing.
"""

import hashlib
import logging
import re
from itertools import islice
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from audit.trail import record
from indonesian import counted, many
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from sheets.books import Change, RowsRefused, SheetBook, StaleRows
from sheets.comparing import SAME, compare
from sheets.file_checks import FileRefused, look, some
from sheets.models import (
    OPEN,
    HiddenParts,
    Import,
    ImportProgress,
    ImportRow,
    ImportState,
    RowState,
)
from sheets.progress import reporting
from sheets.reading import read
from sheets.registry import book_of

logger = logging.getLogger("simpul.sheets")

INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
AT_ONCE = 600_000  # bytes unpacked that are read within the request: about 150 programs
ROWS_AT_ONCE = 100
BATCH = 200
FAILED = (
    "Berkas ini gagal diproses karena kesalahan pada Simpul. Isi masterplan tidak berubah."
    " Unggah lagi; bila tetap gagal, hubungi pengelola Simpul."
)
STALE = (
    "Belum ada yang diterapkan: {0} diubah orang lain sejak pratinjau dibuat. Pratinjau ini"
    " sudah dibuat ulang. Periksa lagi, lalu terapkan."
)
LOST_ROLE = "Peran Anda di daerah ini sudah berubah. Belum ada yang diterapkan."


class NotReady(Exception):  # noqa: N818 - nobody's fault
    """There is nothing to apply (any more). The message is for the user."""


def receive(masterplan: Masterplan, kind: str, *, upload, by: User) -> Import:
    """Take a file in and have it read; nothing of it is written anywhere yet.

    The same file from the same person while it waits is one import, so a double click is too.
    Raises FileRefused with a sentence; PlanClosedError when the masterplan is not open.
    """
    if not book_of(masterplan, kind, by).is_open:
        raise PlanClosedError
    upload.seek(0)
    content = upload.read()
    looked = look(content)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # stand in line
        own = Import.objects.filter(masterplan=masterplan, kind=kind, uploaded_by=by)
        same = own.filter(sha256=sha256, state__in=OPEN).first()
        if same and same.state != ImportState.READY and not same.is_stuck:
            return same
        for older in own.filter(state=ImportState.READY).exclude(pk=same and same.pk):
            drop(older)  # only one preview of a sheet waits
        imported = same or Import(masterplan=masterplan, kind=kind, uploaded_by=by, sha256=sha256)
        imported.name, imported.content = _name(upload.name), content
        imported.state, imported.remarks = ImportState.QUEUED, list(looked.remarks)
        imported.message, imported.hidden = "", HiddenParts.NONE
        imported.save()
        ImportProgress.objects.update_or_create(
            imported=imported, defaults={"done": 0, "total": 0, "alive_at": timezone.now()}
        )
        if looked.unpacked > AT_ONCE:
            read_import.enqueue(imported.pk)
            return imported
    preview(imported)
    imported.refresh_from_db(fields=["state", "message"])
    return imported


@task()
def read_import(key: int) -> None:
    """Read a large file. Run again after a killed worker, it begins anew."""
    imported = Import.objects.filter(
        pk=key, state__in=(ImportState.QUEUED, ImportState.READING)
    ).first()
    if imported:
        preview(imported)


def preview(imported: Import) -> None:
    """Read the file and keep what it would change; the outcome is the import's state."""
    Import.objects.filter(pk=imported.pk).update(state=ImportState.READING)
    try:
        with reporting(imported) as progress:
            book = book_of(imported.masterplan, imported.kind, imported.uploaded_by)
            leave = imported.hidden == HiddenParts.LEFT_OUT
            found = read(bytes(imported.content), book, progress=progress, leave_hidden=leave)
            _keep(imported, found, compare(found, book, progress=progress))
    except FileRefused as refusal:
        _close(imported, ImportState.REFUSED, str(refusal))
    except Exception:
        logger.exception("Reading import %s failed", imported.pk)
        _close(imported, ImportState.FAILED, FAILED)


@transaction.atomic
def _keep(imported, found, outcomes):
    """The rows of the preview replace those of an earlier look."""
    imported.rows.all().delete()
    same, remarks = 0, []
    while batch := list(islice(outcomes, BATCH)):
        same += sum(1 for one in batch if one.state == SAME)
        remarks += [
            f"Baris {one.number}: {one.remark}" for one in batch if one.state == SAME and one.remark
        ]
        ImportRow.objects.bulk_create(_row(imported, one) for one in batch if one.state != SAME)
    looked = look(bytes(imported.content)).remarks
    Import.objects.filter(pk=imported.pk).update(
        state=ImportState.READY,
        same=same,
        hidden=imported.hidden or (HiddenParts.READ if found.has_hidden else HiddenParts.NONE),
        remarks=[*looked, *found.remarks, *remarks[:20]],
        read_at=timezone.now(),
    )


def _row(imported, one):
    return ImportRow(
        imported=imported,
        number=one.number,
        state=one.state,
        title=one.title[:250],
        key=one.key,
        version=one.version,
        values=one.values,
        shown=[[cell.label, cell.before, cell.after, cell.by_them] for cell in one.shown],
        mends=one.mends,
        remark=one.remark[:300],
    )


def choose(imported: Import, *, keep_mine: bool, row: int | None = None) -> None:
    """Of a clash (or all): whether the file's words go in, or Simpul's stay."""
    rows = imported.rows.filter(state=RowState.CLASH)
    (rows.filter(pk=row) if row else rows).update(keep_mine=keep_mine)


def choose_hidden(imported: Import, *, leave_out: bool) -> None:
    """Whether hidden rows and columns of the file are left out; the preview is made anew."""
    chosen = HiddenParts.LEFT_OUT if leave_out else HiddenParts.READ
    waiting = Import.objects.filter(pk=imported.pk, state=ImportState.READY)
    waiting = waiting.exclude(hidden=HiddenParts.NONE)
    if not waiting.update(state=ImportState.QUEUED, hidden=chosen, message=""):
        return
    ImportProgress.objects.filter(imported=imported).update(done=0, alive_at=timezone.now())
    imported = _fresh(imported)
    if look(bytes(imported.content)).unpacked > AT_ONCE:
        read_import.enqueue(imported.pk)
    else:
        preview(imported)


def taken(imported: Import):
    """The rows that applying would write."""
    rows = imported.rows.exclude(state=RowState.REFUSED)
    return rows.exclude(state=RowState.CLASH, keep_mine=False)


def faulty_rows(imported: Import) -> str:
    """Why nothing of the file may go in: the rows to mend, in a sentence; "" when there are none.

    A file goes in whole or not at all, so that nobody has to remember which half of it did.
    """
    refused = imported.rows.filter(state=RowState.REFUSED).order_by("number")
    numbers = list(refused.values_list("number", flat=True))
    if not numbers:
        return ""
    every = imported.rows.count() + imported.same
    return (
        f"{many(len(numbers), 'dari')} {counted(every)} baris perlu diperbaiki, jadi belum ada yang"
        f" dimasukkan. Lihat baris {some(numbers)}."
    )


def request_apply(imported: Import, *, by: User) -> Import:
    """Apply what the preview shows: now, or by the worker when it is much.

    Asked twice, it is done once. Raises NotReady (also while a row is refused: a file goes in
    whole or not at all), PlanClosedError; the state tells the rest.
    """
    with transaction.atomic():
        imported = _locked(imported)
        if imported.state in (ImportState.APPLYING, ImportState.APPLIED) and not imported.is_stuck:
            return imported
        if imported.uploaded_by_id != by.pk:
            raise PermissionDenied
        if imported.state not in (ImportState.READY, ImportState.APPLYING):
            raise NotReady("Unggahan ini sudah tidak dapat diterapkan. Unggah berkasnya lagi.")
        if not book_of(imported.masterplan, imported.kind, by).is_open:
            raise PlanClosedError
        if wrong := faulty_rows(imported):
            raise NotReady(wrong)
        count = taken(imported).count()
        if not count:
            raise NotReady("Tidak ada baris untuk diterapkan.")
        imported.state, imported.message = ImportState.APPLYING, ""
        imported.save(update_fields=["state", "message"])
        ImportProgress.objects.filter(imported=imported).update(
            done=0, total=count, what="", alive_at=timezone.now()
        )
        if count > ROWS_AT_ONCE:
            apply_import.enqueue(imported.pk)
            return imported
    apply(imported)
    return _fresh(imported)


@task()
def apply_import(key: int) -> None:
    """Apply a large import. Run again after a killed worker, it begins anew: nothing was kept."""
    imported = Import.objects.filter(pk=key, state=ImportState.APPLYING).first()
    if imported:
        apply(imported)


def apply(imported: Import) -> None:
    """Write all rows, or none. What stands in the way is told by the import's state and message."""
    try:
        with reporting(imported) as progress, transaction.atomic():
            imported = _locked(imported)
            if imported.state != ImportState.APPLYING:
                return  # another worker was faster
            book = book_of(imported.masterplan, imported.kind, imported.uploaded_by)
            _write(imported, book, progress)
    except (StaleRows, KeyError) as clash:
        count = len(clash.keys) if isinstance(clash, StaleRows) else 1
        preview(_fresh(imported))
        Import.objects.filter(pk=imported.pk).update(message=STALE.format(f"{count} baris"))
    except (PlanClosedError, PermissionDenied, RowsRefused) as refusal:
        message = (
            str(refusal) or "Peran Anda di daerah ini sudah berubah. Belum ada yang diterapkan."
        )
        Import.objects.filter(pk=imported.pk).update(state=ImportState.READY, message=message)
    except Exception:
        logger.exception("Applying import %s failed", imported.pk)
        _close(imported, ImportState.FAILED, FAILED)


def _write(imported, book: SheetBook, progress):
    if not imported.uploaded_by.has_perm(book.enter, imported.masterplan):
        raise PermissionDenied
    changes, counts = [], {RowState.NEW: 0, RowState.CHANGED: 0}
    for row in taken(imported).order_by("number", "pk").iterator(chunk_size=BATCH):
        changes.append(Change(row.key, row.version, row.values))
        counts[RowState.CHANGED if row.key else RowState.NEW] += 1
    book.save(changes, progress=progress)
    record(
        imported.uploaded_by,
        "sheet.applied",
        imported.masterplan,
        sheet=book.title,
        file=imported.name,
        added=counts[RowState.NEW],
        changed=counts[RowState.CHANGED],
    )
    _close(imported, ImportState.APPLIED, "")


def drop(imported: Import) -> None:
    """Give an import up; nothing of it was or will be written."""
    with transaction.atomic():
        imported = _locked(imported)
        if imported.state != ImportState.APPLIED and not (
            imported.state == ImportState.APPLYING and not imported.is_stuck
        ):
            imported.rows.all().delete()
            _close(imported, ImportState.DROPPED, "")


def _close(imported, state, message):
    Import.objects.filter(pk=imported.pk).update(
        state=state, message=message[:500], content=None, finished_at=timezone.now()
    )


def _locked(imported):
    rows = Import.objects.select_for_update(of=("self",))
    return rows.select_related("masterplan__region__parent", "uploaded_by").get(pk=imported.pk)


def _fresh(imported):
    return Import.objects.select_related("masterplan__region__parent", "uploaded_by").get(
        pk=imported.pk
    )


def _name(name):
    """The file's name as it was sent, without path and control characters."""
    stem = PurePath(str(name).replace("\\", "/")).name
    return INVISIBLE.sub("", stem)[:150] or "lembar.xlsx"
