"""Sealed documents get a new archival time stamp before the last one ends (PAdES B-LTA).

Decades after the seal it is the time stamps, each over all before it, that prove when somebody
signed. A renewed file is one revision more: the document as it was sealed stays a genuine file.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from authority.authorities import Authority, AuthorityError, load_authority
from commitments.locking import locked
from commitments.models import Commitment
from commitments.trail import record_step
from signing.files import add_revision, file_of, head_of
from signing.models import RevisionKind

logger = logging.getLogger("simpul.worker")

REST = timedelta(days=30)  # after a time stamp nobody looks for so long
AT_ONCE = 20


def sealed_long_ago(now: datetime):
    """Sealed documents, the one with the oldest time stamp first; none that was stamped of late."""
    sealed = Commitment.objects.filter(
        document__isnull=False, revisions__kind=RevisionKind.SEAL
    ).distinct()
    dated = Commitment.objects.filter(pk__in=sealed).annotate(newest=Max("revisions__at"))
    return dated.filter(newest__lt=now - REST).order_by("newest")


def renew_due(now: datetime | None = None) -> int:
    """Renew the time stamps that end within a year; how many. What cannot be renewed is logged.

    Stamps that are older end earlier, so the first one that is not due ends the search. While
    the site's own stamps would end no later, nothing is done: the health page asks for new keys.
    """
    from seals.sealing import SealingError  # pyHanko takes half a second to be read in

    try:
        authority = load_authority()
    except AuthorityError:  # a site without an authority has sealed nothing
        return 0
    now, renewed = now or timezone.now(), 0
    for commitment in sealed_long_ago(now)[:AT_ONCE]:
        try:
            if not _renew(commitment, authority, now):
                break
        except SealingError as error:
            logger.error("Time stamp of %s is not renewed: %s", commitment.code, error)
            continue
        renewed += 1
    return renewed


def _renew(commitment, authority: Authority, now: datetime) -> bool:
    """Whether it was due, and has a new one."""
    from seals.renewal import is_due, renew_timestamp, stamped_until

    file = file_of(commitment)
    until = stamped_until(file.pdf)
    if not is_due(file.pdf, now=now) or (until and authority.tsa.not_valid_after_utc <= until):
        return False
    stamped = renew_timestamp(file.pdf, authority=authority)
    with transaction.atomic():
        commitment = locked(commitment)
        if head_of(commitment) == file.sha256:  # else another worker was faster
            kept = add_revision(file, stamped, commitment=commitment, kind=RevisionKind.TIMESTAMP)
            record_step(None, "commitment.restamped", commitment, sha256=kept.sha256)
    return True
