"""The officials of the example have proven who they are; those from outside still wait for it."""

from datetime import timedelta

from django.utils import timezone

from identities.models import Confirmation, IdentityProof
from regions.models import Invitation, Role


def prove_officials(region, officials, *, invited_by, confirmed_by):
    """At once what the steps would do: invitation followed, confirmed, code typed in."""
    now = timezone.now()
    with_account = [one for one in officials if one.user_id and one.user_id != confirmed_by.pk]
    invitations = Invitation.objects.bulk_create(
        Invitation(
            region=region,
            email=official.email,
            name=official.name,
            role=Role.SIGNATORY,
            secret_hash=f"example {official.pk}",
            invited_by=invited_by,
            expires_at=now + timedelta(days=14),
            accepted_at=now,
            accepted_by=official.user,
        )
        for official in with_account
    )
    confirmations = Confirmation.objects.bulk_create(
        Confirmation(
            invitation=invitation,
            handover="letter",
            expires_at=now + timedelta(days=21),
            **_same(official, confirmed_by),
        )
        for official, invitation in zip(with_account, invitations, strict=True)
    )
    IdentityProof.objects.bulk_create(
        IdentityProof(confirmation=one, confirmed_at=now, **_same(official, confirmed_by))
        for official, one in zip(with_account, confirmations, strict=True)
    )


def _same(official, confirmed_by):
    return {
        "official": official,
        "user": official.user,
        "email": official.email,
        "way": "invitation",
        "confirmed_by": confirmed_by,
        "confirmed_as": "national",
    }
