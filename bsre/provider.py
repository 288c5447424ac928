"""A signature of BSrE on one place of a document, sent once and looked at before it is taken.

The caller gives the post-conditions that hold for every provider (`check`), and keeps what meets
them (`keep`); the rest is thrown away. Nothing is sent inside a transaction: that a file was sent
has to be known even when the process dies before the answer comes.
"""

import hashlib
from collections.abc import Callable
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from bsre import client
from bsre.appearances import Appearance
from bsre.attempts import BusyError, alone, is_being_sent, open_attempt
from bsre.errors import AnswerError, BsreError, UncertainError
from bsre.models import OPEN, AttemptState, BsreAttempt
from bsre.servers import EsignServer

Keep = Callable[[bytes], object]
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
    keep: Keep = bytes,
) -> object:
    """What `keep` makes of the file with one signature more, which has passed `check`.

    `reference` names the place in the document (`signatory:12`): while an attempt for it is open,
    nothing is sent. Raises UncertainError then, and whatever `client.sign_pdf` and `keep` raise;
    AnswerError when the answer does not pass. Must be called outside a transaction; `keep` runs in
    one, together with the note that it is signed.
    """
    with _sending(reference):
        attempt = _begin(reference, pdf, server)
        try:
            signed = client.sign_pdf(
                pdf, nik=nik, passphrase=passphrase, totp=totp, appearance=appearance, server=server
            )
        except BsreError as error:
            _end_with(attempt, error)
            raise
        return _taken(attempt, pdf, signed, check, keep)


def fetch_uncertain(
    pdf: bytes, *, reference: str, server: EsignServer, check: Check, keep: Keep = bytes
) -> object:
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
    return _taken(attempt, pdf, signed, check, keep)


def set_aside(reference: str, why: str) -> None:
    """What was sent is of no use, whatever came of it: for an attempt that is not being sent."""
    attempt = open_attempt(reference)
    if attempt is not None and not is_being_sent(attempt):
        _end(attempt, AttemptState.UNUSABLE, why)


def release(reference: str, *, by) -> None:
    """Somebody has looked at BSrE and takes it upon her that the file is sent once more.

    Raises BusyError while it is being sent.
    """
    attempt = open_attempt(reference)
    if attempt is not None and is_being_sent(attempt):
        raise BusyError
    BsreAttempt.objects.filter(reference=reference, state__in=OPEN).update(
        state=AttemptState.RELEASED, released_by=by, ended_at=timezone.now()
    )


@contextmanager
def _sending(reference):
    """Alone for this place; a second sender hears that nobody knows yet."""
    try:
        with alone(reference):
            yield
    except BusyError:
        raise UncertainError from None


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


def _taken(attempt, pdf, signed, check, keep):
    """What is kept of a good answer; an attempt whose answer cannot be kept is over, too."""
    if problem := check(pdf, signed):
        error = AnswerError(FAILED_CHECK.format(problem=problem))
        _end_with(attempt, error)
        raise error
    try:
        with transaction.atomic():
            kept = keep(signed)
            _end(attempt, AttemptState.SIGNED)
    except Exception as error:
        _end(attempt, AttemptState.UNUSABLE, str(error))
        raise
    return kept


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
