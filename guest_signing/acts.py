"""Signing and declining without an account: the code from the letter opens it, once."""

import secrets

from django.db import transaction
from django.utils import timezone

from commitments import signing
from commitments.locking import SigningError
from commitments.models import Decline, Method, Signature
from guest_signing.links import hash_of
from guest_signing.models import GuestPass
from signing.acts import prepare, sign_here
from signing.keeping import Ink, ProofData
from signing.models import PreparedSignature
from signing.reading import WhatWasRead

MOST_TRIES = 5
PROVEN_BY = "tautan surel + kode sekali pakai"


def sign_as_guest(
    guest: GuestPass, *, code: str, typed_name: str, read: WhatWasRead, **seen
) -> Signature:
    """Sign with the code from her letter, by a key for one use (`signing.acts.sign_here`).

    `seen` are address and agent of her browser, for the proof. Raises SigningError for a wrong or
    old code, when what she read is not what is signed, and as `sign_here` does; the code is spent
    by the signature.
    """
    _check_code(guest, code)
    with transaction.atomic():
        signature = sign_here(guest.signatory, **_said(guest, typed_name, read, seen))
        _spend(guest)
    return signature


def prepare_as_guest(
    guest: GuestPass, *, code: str, typed_name: str, read: WhatWasRead, public_key: bytes, **seen
) -> PreparedSignature:
    """The same by a key in her browser: make room for its answer (`signing.acts.prepare`).

    The code is spent here: from now on only that key signs, in the minutes that it is given.
    """
    _check_code(guest, code)
    with transaction.atomic():
        said = _said(guest, typed_name, read, seen)
        waiting = prepare(guest.signatory, **said, public_key=public_key)
        _spend(guest)
    return waiting


def _said(guest, typed_name, read, seen) -> dict:
    """Who signs what, how it was proven, and the ink: the same for either key."""
    return {
        "by": guest.signatory.user,
        "read": read,
        "proof": ProofData(PROVEN_BY, **seen),
        "ink": Ink(Method.TYPED, typed_name=typed_name),
    }


def decline_as_guest(guest: GuestPass, *, code: str, reason: str) -> Decline:
    """Decline with the code from her letter, and a reason."""
    _check_code(guest, code)
    with transaction.atomic():
        refusal = signing.decline(guest.signatory, by=guest.signatory.user, reason=reason)
        _spend(guest)
    return refusal


def _check_code(guest, code):
    """SigningError unless it is the code; a wrong one is counted."""
    with transaction.atomic():
        guest = GuestPass.objects.select_for_update().get(pk=guest.pk)
        is_over = guest.code_expires_at is None or guest.code_expires_at <= timezone.now()
        if not guest.code_hash or is_over or guest.tries >= MOST_TRIES:
            raise SigningError("Kode ini tidak berlaku lagi. Minta kode baru.")
        given = hash_of(f"{guest.signatory_id} {''.join(code.split())}")
        if secrets.compare_digest(guest.code_hash, given):
            return
        guest.tries += 1
        guest.save(update_fields=["tries"])
    raise SigningError("Kode tidak cocok. Ketik enam angka dari surel terakhir.")


def _spend(guest):
    GuestPass.objects.filter(pk=guest.pk).update(code_hash="")
