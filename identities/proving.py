"""The steps by which an account is proven: invited, confirmed by a second person, code typed in.

invite_official -> (she follows the link) -> confirm -> (the code is handed over) -> enter_code
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from identities.models import Confirmation, IdentityProof, ProofWay
from identities.proofs import MOST_TRIES, identity_of
from identities.rules import confirmer_role, refusal
from regions.invitations import InvitationError, invite
from regions.models import Official, Role

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
VALID_FOR = timedelta(days=21)


class IdentityError(Exception):
    """The step is not possible. The message is a sentence for the user."""


@transaction.atomic
def invite_official(official: Official, *, by: User) -> None:
    """Send the invitation to the address that the region's record holds.

    Raises IdentityError when there is no address, or when she has followed one already.
    """
    identity = identity_of(_locked(official))
    if not identity.official.email:
        raise IdentityError(f"Catat dahulu surel dinas {official.name}.")
    if identity.is_guest:
        raise IdentityError(f"{official.name} menandatangani tanpa akun, jadi tidak diundang.")
    if identity.invitation and identity.invitation.accepted_at:
        raise IdentityError(f"{official.name} sudah menerima undangannya.")
    try:
        invite(
            official.region,
            email=official.email,
            name=official.name,
            role=Role.SIGNATORY,
            by=by,
        )
    except InvitationError as error:
        raise IdentityError(str(error)) from error


@transaction.atomic
def confirm(official: Official, *, handover: str = "", by: User) -> tuple[Confirmation, str]:
    """Say as a second person whose account it is; the code that is handed to her, shown once.

    For a guest there is no code: she proves her address each time she signs. Raises IdentityError
    when `by` is no second person, or there is no account to confirm yet.
    """
    official = _locked(official)
    identity = identity_of(official)
    invitation = identity.invitation if not identity.is_guest else None
    if why := refusal(by, official, invitation.invited_by_id if invitation else None):
        raise IdentityError(why)
    if identity.proof:
        raise IdentityError(f"Identitas {official.name} sudah terbukti.")
    if why := identity.lacks_account:
        raise IdentityError(why)
    code = "" if identity.is_guest else _new_code()
    confirmation = Confirmation.objects.create(
        official=official,
        user=guest_account(official) if identity.is_guest else official.user,
        email=official.email.lower(),
        invitation=invitation,
        way=ProofWay.GUEST if identity.is_guest else ProofWay.INVITATION,
        handover=handover if code else "",
        code_hash=_hash(official, code) if code else "",
        confirmed_by=by,
        confirmed_as=confirmer_role(by, official.region),
        expires_at=timezone.now() + VALID_FOR if code else None,
    )
    record(by, "identity.confirmed", official, handover=confirmation.handover)
    if not code:
        _prove(confirmation, by=by)
    return confirmation, code


def enter_code(confirmation: Confirmation, *, code: str, by: User) -> IdentityProof:
    """Type in the code that was handed over; the account is proven then.

    Raises IdentityError for somebody else, a wrong code (it is counted, five at most), one that is
    too old, or when account or address were changed meanwhile.
    """
    with transaction.atomic():
        confirmation = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
        official = _locked(confirmation.official)
        _check_open(confirmation, official, by)
        if proof := IdentityProof.objects.filter(confirmation=confirmation).first():
            return proof
        if secrets.compare_digest(confirmation.code_hash, _hash(official, code)):
            return _prove(confirmation, by=by)
        confirmation.tries += 1
        confirmation.save(update_fields=["tries"])
    left = MOST_TRIES - confirmation.tries
    raise IdentityError(
        f"Kode tidak cocok. Anda masih dapat mencoba {left} kali."
        if left
        else "Kode tidak cocok lima kali, jadi tidak berlaku lagi. Minta kode baru."
    )


def _check_open(confirmation, official, by):
    if confirmation.user_id != by.pk:
        raise IdentityError("Kode ini untuk orang lain.")
    identity = identity_of(official)
    mine = identity.confirmation or (identity.proof and identity.proof.confirmation)
    if mine != confirmation:
        raise IdentityError(
            "Kode ini tidak berlaku lagi. Minta kode baru kepada yang mengonfirmasi Anda."
        )


def _prove(confirmation, *, by) -> IdentityProof:
    proof = IdentityProof.objects.create(
        confirmation=confirmation,
        official=confirmation.official,
        user=confirmation.user,
        email=confirmation.email,
        way=confirmation.way,
        confirmed_by=confirmation.confirmed_by,
        confirmed_as=confirmation.confirmed_as,
        confirmed_at=confirmation.confirmed_at,
    )
    record(by, "identity.proven", confirmation.official, way=proof.way)
    return proof


def guest_account(official: Official) -> User:
    """The account of who signs without one: known by her address, opened by nobody."""
    return User.objects.known_or_new(official.email, name=official.name)


def _locked(official):
    found = Official.objects.select_for_update(of=("self",)).select_related("region", "user")
    return found.get(pk=official.pk)


def _new_code() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def _hash(official, code: str) -> str:
    plain = "".join(one for one in code.upper() if one.isalnum())
    return hashlib.sha256(f"{official.pk} {plain}".encode()).hexdigest()
