"""Materials and photographs of a session; they may come long after it."""

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.trail import record
from bimtek.models import Session, SessionFile
from uploads.checking import Checked
from uploads.keeping import described, stored


@transaction.atomic
def keep_file(
    session: Session, *, kind: str, upload, checked: Checked, title: str, by: User
) -> SessionFile:
    """Keep a file that was looked at (`uploads.checking.check`); the same one is kept once."""
    said = described(upload, checked)
    same = session.files.filter(kind=kind, sha256=said["sha256"])
    if found := same.first():
        return found
    row = SessionFile(session=session, kind=kind, title=title.strip(), uploaded_by=by, **said)
    try:
        with transaction.atomic(), stored(row, checked.content):
            row.save()
    except IntegrityError:  # a double click: the other one was faster
        return same.get()
    record(by, "session.file_added", session, name=row.name, kind=kind)
    return row


@transaction.atomic
def remove_file(file: SessionFile, *, by: User) -> None:
    """Take a file away; the trail keeps its name."""
    record(by, "session.file_removed", file.session, name=file.name, kind=file.kind)
    kept = file.file
    file.delete()
    transaction.on_commit(lambda: kept.storage.delete(kept.name))
