"""Identities that are proven already, for tests of other rooms: what the verbs do, at once."""

from django.utils import timezone

from accounts.models import User
from identities.models import Confirmation, IdentityProof
from regions.models import Invitation, Role
from tests.factories import UserFactory


def accepted(official, *, by=None):
    """The invitation to the official address, followed by her account."""
    official.email = official.email or official.user.email
    official.save(update_fields=["email"])
    now = timezone.now()
    return Invitation.objects.create(
        region=official.region,
        email=official.email,
        name=official.name,
        role=Role.SIGNATORY,
        secret_hash=f"{official.pk:064}",
        invited_by=by or an_officer(official.user),
        expires_at=now + timezone.timedelta(days=14),
        accepted_at=now,
        accepted_by=official.user,
    )


def prove(official, *, by=None, confirmed_as="national"):
    """That this official's account is hers, confirmed by an officer."""
    by = by or an_officer(official.user)
    invitation = accepted(official)
    same = {
        "official": official,
        "user": official.user,
        "email": official.email,
        "way": "invitation",
        "confirmed_by": by,
        "confirmed_as": confirmed_as,
    }
    confirmation = Confirmation.objects.create(
        invitation=invitation, expires_at=timezone.now(), **same
    )
    return IdentityProof.objects.create(
        confirmation=confirmation, confirmed_at=confirmation.confirmed_at, **same
    )


def an_officer(but):
    """Somebody of the ministry, who is not this person."""
    found = User.objects.filter(is_national=True).exclude(pk=but.pk).order_by("pk").first()
    return found or UserFactory(is_national=True, name="Petugas Konfirmasi")
