"""The verb that takes a file into a masterplan, once it was looked at (`uploads.checking`)."""

from django.db import transaction

from accounts.models import User
from audit.trail import record
from masterplans.actions import closed_as_sentence, locked_plan
from masterplans.models import Attachment, Masterplan
from uploads.checking import UploadRefused, check
from uploads.keeping import described, stored


def attach(
    masterplan: Masterplan, *, upload, alt: str, by: User, pictures_only: bool = False
) -> Attachment:
    """Check a file by its content and keep it with the masterplan.

    `upload` is an uploaded file (name, size, read); `pictures_only` for one that goes into a text.
    The same file with the same words from the same person is kept once, so a double click is too.
    Raises UploadRefused with a sentence, and
    PlanClosedError when the masterplan is not open; then nothing is kept.
    """
    checked = check(upload)
    if pictures_only and checked.width is None:
        raise UploadRefused("Berkas ini bukan gambar. Pilih berkas PNG, JPEG, atau WebP.")
    known = described(upload, checked)
    with closed_as_sentence(), transaction.atomic():
        masterplan = locked_plan(masterplan)
        found = masterplan.attachments.filter(sha256=known["sha256"], alt=alt, uploaded_by=by)
        if same := found.first():
            return same
        attachment = Attachment(
            masterplan=masterplan,
            alt=alt,
            width=checked.width,
            height=checked.height,
            uploaded_by=by,
            **known,
        )
        with stored(attachment, checked.content):
            attachment.save()
            record(by, "attachment.added", attachment, size=attachment.size, mime=attachment.mime)
    return attachment
