"""Letting people in: a letter with a link, and what happens when it is followed.

The link's secret is drawn by the worker that sends the letter, and only its hash is kept: a copy
of the database, its queue included, opens no door.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core.validators import EmailValidator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from letters.actions import drop, rendered, send_secret
from letters.delivery import send_again
from letters.models import Letter, LetterState
from letters.secret import ComposedLetter, NotNeededError
from regions.memberships import MembershipError, grant
from regions.models import Agency, Invitation, Membership, Region

VALID_FOR = timedelta(days=14)
LETTER = "invitation"  # the kind of its letters


class InvitationError(Exception):
    """The step is not possible. The message is meant for the user."""


def find(secret: str) -> Invitation | None:
    """The invitation that a link belongs to, if it may still be followed."""
    return (
        Invitation.objects.pending(timezone.now())
        .filter(secret_hash=_hash(secret))
        .select_related("region", "agency", "invited_by")
        .first()
    )


# Django takes `nama@localhost` for an address; no letter of ours arrives there.
reachable = EmailValidator("Tulis alamat surel lengkap, misalnya nama@daerah.go.id.", allowlist=[])


@transaction.atomic
def invite(
    region: Region,
    *,
    email: str,
    name: str,
    role: str,
    agency: Agency | None = None,
    dimension: str = "",
    by: User,
) -> Invitation:
    """Send somebody a link that gives her a role in a region.

    Raises InvitationError when she already holds that role. An earlier invitation to the same
    role that was not followed is withdrawn, so that only the newest link works.
    """
    email = email.strip().lower()
    _one_at_a_time(region)
    if Membership.objects.filter(region=region, role=role, user__email__iexact=email).exists():
        raise InvitationError(f"{email} sudah memegang peran itu di {region}.")
    now = timezone.now()
    earlier = Invitation.objects.unanswered().filter(region=region, email__iexact=email, role=role)
    for old in earlier:
        drop(_letters_of(old), "Diganti undangan yang lebih baru.")
    earlier.update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        region=region,
        email=email,
        name=name,
        role=role,
        agency=agency,
        dimension=dimension,
        secret_hash=_hash(secrets.token_urlsafe(24)),  # until the letter is written
        invited_by=by,
        expires_at=now + VALID_FOR,
    )
    record(by, "invitation.sent", region, person=name, role=role)
    _send(invitation)
    return invitation


@transaction.atomic
def invite_all(region: Region, rows, *, role: str, by: User) -> list[Invitation]:
    """Invite everybody of a list (rows with name, email, agency), or, with a fault, nobody.

    Raises InvitationError that names the row.
    """
    return [
        invite(region, email=row.email, name=row.name, role=role, agency=row.agency, by=by)
        for row in rows
    ]


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send the letter again with a new link, valid from now; the old link stops working."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationError("Undangan ini sudah diterima atau ditarik.")
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.save(update_fields=["expires_at"])
    record(by, "invitation.resent", invitation.region, person=invitation.name)
    _send(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Make the link useless. An accepted invitation cannot be withdrawn: take the role instead."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at:
        raise InvitationError("Undangan ini sudah diterima. Cabut perannya di daftar anggota.")
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    drop(_letters_of(invitation), "Undangannya ditarik.")
    record(by, "invitation.withdrawn", invitation.region, person=invitation.name)


@transaction.atomic
def accept(invitation: Invitation, *, password: str | None = None, name: str | None = None) -> User:
    """Follow an invitation: make the account when there is none, and give the role.

    A person who already has an account keeps her password and name. A province officer's role
    lies on a province only. Raises InvitationError when somebody else followed the link first.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationError("Tautan undangan ini sudah dipakai atau ditarik.")
    user = _account(invitation, password=password, name=name)
    try:
        grant(
            invitation.region,
            user=user,
            role=invitation.role,
            agency=invitation.agency,
            dimension=invitation.dimension,
            by=invitation.invited_by,
        )
    except MembershipError as error:
        raise InvitationError(str(error)) from error
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    # The address of an official is hers: who follows the link to it has her account.
    invitation.region.officials.filter(email__iexact=invitation.email, user=None).update(user=user)
    record(user, "invitation.accepted", invitation.region, role=invitation.role)
    return user


def write(letter: Letter) -> ComposedLetter:
    """Draw a new secret, keep its hash, and write the letter that holds it. An old link is dead.

    Raises NotNeededError when the invitation was followed or withdrawn meanwhile.
    """
    with transaction.atomic():
        invitation = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("region", "agency", "invited_by")
            .get(pk=letter.about)
        )
        if invitation.accepted_at or invitation.withdrawn_at:
            raise NotNeededError("Undangan ini sudah diterima atau ditarik.")
        secret = secrets.token_urlsafe(24)
        invitation.secret_hash = _hash(secret)
        invitation.save(update_fields=["secret_hash"])
    return rendered(
        "regions/mail/invitation",
        person=invitation.email,
        subject=_subject(invitation),
        path=reverse("invitations:accept", args=[secret]),
        invitation=invitation,
    )


def _account(invitation, *, password, name):
    """The account of the invited address; made here unless another invitation just made it."""
    return User.objects.known_or_new(
        invitation.email, name=name or invitation.name, password=password
    )


def _send(invitation):
    """One row for one invitation: sent again, it is the same letter with a new link."""
    letter = _letters_of(invitation).exclude(state=LetterState.DROPPED).first()
    if letter:
        send_again(letter)
        return
    send_secret(
        LETTER,
        about=invitation.pk,
        to=invitation.email,
        name=invitation.name,
        subject=_subject(invitation),
        region=invitation.region,
    )


def _letters_of(invitation):
    return Letter.objects.filter(kind=LETTER, about=invitation.pk)


def _one_at_a_time(region):
    """Two coordinators who invite the same person at once invite her once."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def _subject(invitation):
    return f"Undangan menyusun Masterplan {invitation.region.concept_named()}"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
