"""What a worker does for a commitment: print the letter to be shown, seal the signed one.

Both may be run again after a kill, and at the same time as another worker: each file is written
once. What a worker still owes is found by looking (`Commitment.objects.owed()`), so a queue that
lost something only delays it until the next sweep.
"""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from authority.authorities import load_authority
from commitments import notices
from commitments.frozen import freeze_letter
from commitments.letter import render_letter
from commitments.letter_data import signed_letter
from commitments.locking import locked
from commitments.models import Commitment, ShownLetter, SignedDocument
from commitments.state import state_of
from commitments.trail import record_step
from editions.manifest import with_commitment

PATIENCE = timedelta(minutes=10)
REASON = "Komitmen ini sudah ditandatangani semua pihak"


@task()
def show_letter(pk: int) -> None:
    """Print the letter that was opened for signing, keep it, and tell all with the first number."""
    commitment = _owed(pk)
    if commitment is None or ShownLetter.objects.filter(commitment=pk).exists():
        return
    pdf = freeze_letter(commitment)
    with transaction.atomic():
        commitment = locked(commitment)
        if commitment.cancelled_at or ShownLetter.objects.filter(commitment=pk).exists():
            return
        keep_letter(commitment, pdf)
        notices.notify_turns(state_of(commitment).waiting)


def keep_letter(commitment: Commitment, pdf: bytes) -> ShownLetter:
    """Keep the letter that is shown, with the manifest that everybody will sign."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    manifest, manifest_sha256 = with_commitment(commitment.edition.manifest, sha256)
    return ShownLetter.objects.create(
        commitment=commitment,
        pdf=pdf,
        sha256=sha256,
        manifest=manifest,
        manifest_sha256=manifest_sha256,
    )


@task()
def seal_commitment(pk: int) -> None:
    """Print the letter with all signatures, seal it, keep it, and send everybody a link.

    `seal_pdf` opens what it made again before it hands it out. Fails loudly when the authority
    cannot seal; the commitment then waits, complete, for the next sweep.
    """
    commitment = _owed(pk)
    if commitment is None or not ShownLetter.objects.filter(commitment=pk).exists():
        return
    authority = load_authority()
    from seals.sealing import seal_pdf  # pyHanko takes half a second to be read in

    sealed = seal_pdf(
        render_letter(signed_letter(commitment)),
        authority=authority,
        reason=REASON,
        location=commitment.place,
        name=settings.SITE_ORGANISATION,
    )
    with transaction.atomic():
        commitment = locked(commitment)
        if SignedDocument.objects.filter(commitment=commitment).exists():
            return
        document = SignedDocument.objects.create(
            commitment=commitment,
            pdf=sealed,
            sha256=hashlib.sha256(sealed).hexdigest(),
            sealed_at=timezone.now(),
            certificate_serial=authority.seal_serial,
        )
        record_step(None, "commitment.sealed", commitment, sha256=document.sha256)
        notices.notify_sealed(commitment)


def retry_owed() -> int:
    """Put everything that is owed into the queue again; how many commitments that were."""
    owed = list(Commitment.objects.owed().values_list("pk", "shown_letter"))
    for pk, letter in owed:
        (seal_commitment if letter else show_letter).enqueue(pk)
    return len(owed)


def overdue() -> int:
    """How many commitments have waited for a worker for longer than that usually takes."""
    begun = Coalesce(Max("signatories__signature__at"), "opened_at")
    late = Commitment.objects.owed().annotate(begun=begun)
    return late.filter(begun__lt=timezone.now() - PATIENCE).count()


def _owed(pk) -> Commitment | None:
    """The commitment, while something is owed for it, whatever the queue says."""
    return (
        Commitment.objects.owed()
        .select_related("edition__masterplan__region__parent")
        .filter(pk=pk)
        .first()
    )
