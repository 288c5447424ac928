"""A signature of BSrE on one place of a document, sent once and looked at before it is taken.

The caller gives the post-conditions that hold for every provider (`check`); what does not meet
them is thrown away. Nothing here runs inside a transaction: that a file was sent has to be known
even when the process dies before the answer comes.
"""

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from bsre import client
from bsre.appearances import Appearance
from bsre.errors import AnswerError, BsreError, UncertainError
from bsre.models import OPEN, AttemptState, BsreAttempt
from bsre.servers import EsignServer

Check = Callable[[bytes, bytes], str]  # (before, after) -> what is wrong, or nothing
FAILED_CHECK = (
    "Berkas dari layanan BSrE tidak lolos pemeriksaan, jadi tidak dipakai. {problem} Anda dapat"
    " mencoba lagi."
)


@sensitive_variables("nik", "passphrase", "totp")
def sign_by_bsre(
    pdf: bytes,
    *,
    reference: str,
    nik: str,
    passphrase: str = "",
    totp: str = "",
    appearance: Appearance,
    server: EsignServer,
    check: Check,
) -> bytes:
    """The file with one signature more, which has passed `check`.

    `reference` names the place in the document (`signatory:12`): while an attempt for it is open,
    nothing is sent. Raises UncertainError then, and whatever `client.sign_pdf` raises; AnswerError
    when the answer does not pass. Must be called outside a transaction.
    """
    attempt = _begin(reference, pdf, server)
    try:
        signed = client.sign_pdf(
            pdf, nik=nik, passphrase=passphrase, totp=totp, appearance=appearance, server=server
        )
    except BsreError as error:
        _end_with(attempt, error)
        raise
    return _taken(attempt, pdf, signed, check)


def fetch_uncertain(pdf: bytes, *, reference: str, server: EsignServer, check: Check) -> bytes:
    """The signed file of an uncertain attempt, where the service has told its number.

    It is kept there until it was fetched once. Raises UncertainError when it stays uncertain.
    """
    attempt = open_attempt(reference)
    if attempt is None or not attempt.document_id:
        raise UncertainError
    problem = None
    try:
        signed = client.checked(pdf, client.download(attempt.document_id, server=server))
    except BsreError:
        problem = UncertainError(document_id=attempt.document_id)
    if problem:
        raise problem
    return _taken(attempt, pdf, signed, check)


def release(reference: str, *, by) -> None:
    """Somebody has looked at BSrE and takes it upon her that the file is sent once more."""
    BsreAttempt.objects.filter(reference=reference, state__in=OPEN).update(
        state=AttemptState.RELEASED, released_by=by, ended_at=timezone.now()
    )


def open_attempt(reference: str) -> BsreAttempt | None:
    """The attempt of which nobody knows yet what came of it."""
    return BsreAttempt.objects.filter(reference=reference, state__in=OPEN).first()


def _begin(reference, pdf, server):
    """Written and committed before anything is sent."""
    try:
        with transaction.atomic(durable=True):
            return BsreAttempt.objects.create(
                reference=reference,
                host=server.host,
                sent_sha256=hashlib.sha256(pdf).hexdigest(),
            )
    except IntegrityError as error:
        raise UncertainError from error


def _taken(attempt, pdf, signed, check):
    if problem := check(pdf, signed):
        error = AnswerError(FAILED_CHECK.format(problem=problem))
        _end_with(attempt, error)
        raise error
    _end(attempt, AttemptState.SIGNED)
    return signed


def _end_with(attempt, error):
    state = AttemptState.REFUSED
    if isinstance(error, UncertainError):
        state = AttemptState.UNCERTAIN
        attempt.document_id = error.document_id[:100]
    elif isinstance(error, AnswerError):
        state = AttemptState.UNUSABLE
    _end(attempt, state, str(error))


def _end(attempt, state, said=""):
    attempt.state, attempt.said = state, said[:400]
    attempt.ended_at = None if state == AttemptState.UNCERTAIN else timezone.now()
    attempt.save(update_fields=["state", "said", "ended_at", "document_id"])
