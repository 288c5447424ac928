"""What a worker does for a commitment that was opened: print the letter to be shown.

It may be run again after a kill, and at the same time as another worker: the file is written
once. What a worker still owes is found by looking (`Commitment.objects.owed()`), so a queue that
lost something only delays it until the next sweep.
"""

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django_tasks import task

from commitments import notices
from commitments.frozen import freeze_letter
from commitments.letter_pages import described
from commitments.locking import locked
from commitments.models import Commitment, ShownLetter
from commitments.state import state_of
from editions.manifest import with_commitment


@task()
def show_letter(pk: int) -> None:
    """Print the letter that was opened for signing, keep it, and tell all with the first number."""
    commitment = _owed(pk)
    if commitment is None or ShownLetter.objects.filter(commitment=pk).exists():
        return
    pdf = freeze_letter(commitment)
    pages = described(pdf)
    with transaction.atomic():
        commitment = locked(commitment)
        if commitment.cancelled_at or ShownLetter.objects.filter(commitment=pk).exists():
            return
        keep_letter(commitment, pdf, pages)
        notices.notify_turns(state_of(commitment).waiting)


def keep_letter(commitment: Commitment, pdf: bytes, pages: Sequence[dict] = ()) -> ShownLetter:
    """Keep the letter that is shown, with the manifest that everybody will sign."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    manifest, manifest_sha256 = with_commitment(commitment.edition.manifest, sha256)
    return ShownLetter.objects.create(
        commitment=commitment,
        pdf=pdf,
        sha256=sha256,
        manifest=manifest,
        manifest_sha256=manifest_sha256,
        pages=list(pages),
    )


def _owed(pk) -> Commitment | None:
    """The commitment, while something is owed for it, whatever the queue says."""
    return (
        Commitment.objects.owed()
        .select_related("edition__masterplan__region__parent")
        .filter(pk=pk)
        .first()
    )
