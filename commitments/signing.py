"""Signing, in order, until everybody has signed; or one declines, or the team cancels.

    prepare -> open_for_signing -> sign ... sign (the last) -> sealed by a worker
    (preparing.py)                   |                          (signing/sealing.py)
                                     +-- decline, cancel: nobody signs any more

Every step locks the commitment, is recorded, and queues its letters, in one transaction. The
database holds the same rules (guards.py). How far a commitment is, `state.py` computes.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from authority import authorities
from commitments import notices
from commitments.letter import drawing_problem
from commitments.locking import SigningError, check_person, locked
from commitments.models import Commitment, Decline, Method, Signatory, Signature
from commitments.state import CommitmentStatus, state_of
from commitments.trail import record_step
from identities.proofs import proof_of
from indonesian import bare_name, named, tanggal
from indonesian.same_names import is_same_name

__all__ = [
    "SigningError",
    "cancel",
    "check_ink",
    "check_may_sign",
    "decline",
    "extend",
    "lock_place",
    "remind",
    "sign",
    "when_complete",
]

Completion = Callable[..., object]
_completion: list[Completion] = []


def when_complete(callback: Completion) -> None:
    """Register what is done, in the same transaction, when the last person has signed.

    Called as `callback(commitment, by=person)`. Rooms above register themselves once, at start:
    `stages/apps.py` moves the masterplan, `signing/apps.py` has the file sealed. Callables in plain
    sight, not signals: what happens after the last signature can be read in `sign`.
    """
    if callback not in _completion:
        _completion.append(callback)


@transaction.atomic
def sign(
    signatory: Signatory,
    *,
    by: User,
    method: str,
    typed_name: str = "",
    drawing: str = "",
    second_factor: str = "",
) -> Signature:
    """Sign as `signatory`, by a drawing or the typed name; then all of the next number are told.

    The caller has asked for the password again. Signing twice (a double click) gives the one
    signature there is. Raises SigningError when it is not her turn or not hers, when signing has
    stopped, or when drawing or name will not do; nothing is written then.
    """
    signatory, commitment = lock_place(signatory, by=by)
    if signed := Signature.objects.filter(signatory=signatory).first():
        return signed
    state = _check_turn(signatory, commitment)
    signature = Signature.objects.create(
        signatory=signatory,
        at=timezone.now(),
        method=method,
        edition_sha256=commitment.edition.sha256,
        letter_sha256=state.letter.sha256,
        manifest_sha256=state.letter.manifest_sha256,
        second_factor=second_factor,
        proof=proof_of(by, signatory.official),
        **_ink(method, typed_name, drawing, signatory),
    )
    record_step(by, "commitment.signed", commitment, order=signatory.order, method=method)
    state = state_of(commitment)
    if state.kind == CommitmentStatus.COMPLETE:
        _complete(commitment, by)
    else:
        notices.notify_turns(one for one in state.waiting if one.order > signatory.order)
    return signature


@transaction.atomic
def decline(signatory: Signatory, *, by: User, reason: str) -> Decline:
    """Refuse to sign, with a reason. Signing stops, and everybody concerned is told why."""
    signatory, commitment = lock_place(signatory, by=by)
    if not reason.strip():
        raise SigningError("Tulis alasan Anda menolak. Alasan itu dikirim kepada koordinator.")
    _check_turn(signatory, commitment)
    refusal = Decline.objects.create(signatory=signatory, reason=reason.strip())
    record_step(by, "commitment.declined", commitment, reason=refusal.reason)
    notices.notify_declined(commitment, refusal)
    return refusal


@transaction.atomic
def cancel(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """End an opened commitment before everybody has signed, with a reason that stays readable."""
    commitment = locked(commitment)
    state = state_of(commitment)
    if not reason.strip():
        raise SigningError("Tulis alasan pembatalan. Alasan itu dapat dibaca semua orang.")
    if state.kind not in (
        CommitmentStatus.OPENING,
        CommitmentStatus.OPEN,
        CommitmentStatus.DECLINED,
        CommitmentStatus.EXPIRED,
    ):
        raise SigningError(f"{state.sentence} {commitment.noun} ini tidak dapat dibatalkan.")
    waiting = state.waiting
    commitment.cancelled_at, commitment.cancel_reason = timezone.now(), reason.strip()
    commitment.save(update_fields=["cancelled_at", "cancel_reason"])
    record_step(by, "commitment.cancelled", commitment, reason=commitment.cancel_reason)
    notices.notify_cancelled(commitment, waiting=waiting, by=by)
    return commitment


@transaction.atomic
def extend(commitment: Commitment, *, deadline, by: User) -> Commitment:
    """Put off the last moment of signing; who is waited for hears the new one.

    Raises SigningError when nobody is waited for, when the new moment is not later than now and the
    old one, or when the site could not seal the result before it.
    """
    commitment = locked(commitment)
    if state_of(commitment).kind not in (CommitmentStatus.OPEN, CommitmentStatus.EXPIRED):
        raise SigningError(
            f"{commitment.noun} ini tidak sedang ditandatangani. Batasnya tidak diubah."
        )
    earliest = max(commitment.deadline or timezone.now(), timezone.now())
    if deadline <= earliest:
        day = tanggal(earliest.astimezone(commitment.region.zone))
        raise SigningError(f"Pilih hari sesudah {day}. Batas waktu hanya dapat diperpanjang.")
    if hindrance := authorities.obstacles_until(deadline.date()):
        raise SigningError(
            "Batas waktu tidak diubah, karena sampai hari itu dokumennya tidak dapat disegel. "
            + " ".join(hindrance)
        )
    commitment.deadline = deadline
    commitment.save(update_fields=["deadline"])
    record_step(by, "commitment.extended", commitment, until=deadline.isoformat())
    notices.notify_turns(state_of(commitment).waiting)
    return commitment


@transaction.atomic
def remind(commitment: Commitment, *, by: User) -> list[Signatory]:
    """Send the letter to all whose turn it is once more; their places are returned."""
    commitment = locked(commitment)
    waiting = state_of(commitment).waiting
    if not waiting:
        raise SigningError("Sekarang tidak ada orang yang ditunggu tanda tangannya.")
    people = [one.name for one in waiting]
    record_step(by, "commitment.reminded", commitment, person=named(people))
    notices.notify_turns(waiting)
    return waiting


def check_may_sign(signatory: Signatory, *, by: User) -> Signatory:
    """Her fresh place, locked, if she could sign now; SigningError when not. In a transaction."""
    signatory, commitment = lock_place(signatory, by=by)
    signatory.commitment = commitment
    _check_turn(signatory, commitment)
    return signatory


def check_ink(signatory: Signatory, *, method: str, typed_name: str, drawing: str) -> None:
    """SigningError when strokes or name will not do."""
    _ink(method, typed_name, drawing, signatory)


def lock_place(signatory: Signatory, *, by: User) -> tuple[Signatory, Commitment]:
    """The signatory's fresh row and its locked commitment, if it is hers to act on."""
    commitment = locked(signatory.commitment)
    signatory = commitment.signatories.select_related("official").get(pk=signatory.pk)
    if signatory.user_id != by.pk:
        raise SigningError(f"Di sini {signatory.name} yang menandatangani, bukan Anda.")
    check_person(by)
    if proof_of(by, signatory.official) is None:
        raise SigningError(
            f"Belum terbukti bahwa akun ini milik {signatory.name}. Identitasnya dikonfirmasi"
            " orang kedua lebih dahulu; tidak ada yang dicatat."
        )
    return signatory, commitment


def _check_turn(signatory, commitment):
    state = state_of(commitment)
    if state.kind != CommitmentStatus.OPEN:
        raise SigningError(f"{state.sentence} Tanda tangan Anda tidak dicatat.")
    if signatory.pk not in {one.pk for one in state.waiting}:
        raise SigningError(
            f"Belum giliran Anda; {state.waited_for} ditunggu lebih dahulu. Anda menerima"
            " surel ketika giliran Anda tiba."
        )
    return state


def _ink(method, typed_name, drawing, signatory) -> dict:
    """What is kept of the chosen way of signing, and nothing of the other."""
    if method == Method.DRAWN:
        if problem := drawing_problem(drawing):
            raise SigningError(problem)
        return {"drawing": drawing.strip()}
    if not is_same_name(typed_name, signatory.name):
        raise SigningError(
            f"Nama yang diketik belum sama. Ketik nama Anda: {bare_name(signatory.name)}."
        )
    return {"typed_name": " ".join(typed_name.split())}


def _complete(commitment, by):
    for callback in _completion:
        callback(commitment, by=by)
