"""A Word file that was made some time ago."""

import hashlib

from django.utils import timezone

from exports.models import PrintState
from wordfiles.models import WordJob


def finished_word(masterplan, lead, **fields) -> WordJob:
    """Buku 1 as a Word file, unless `fields` say otherwise."""
    usual = {"number": 1, "docx": b"PK", "size": 2, "finished_at": timezone.now()}
    return WordJob.objects.create(
        masterplan=masterplan,
        requested_by=lead,
        state=PrintState.DONE,
        sha256=hashlib.sha256(b"PK").hexdigest(),
        **usual | fields,
    )
