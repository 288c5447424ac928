"""What waits for somebody: identities that she may confirm, a code that she was handed."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from identities.models import Confirmation
from identities.proofs import MOST_TRIES, Identity, identities_of, identity_of
from identities.rules import SEKDA, refusal
from regions.models import Invitation, Official
from regions.roles import Role


def waiting_for_confirmation(user: User) -> list[Identity]:
    """Officials whose account this person may confirm now, in all her regions."""
    held = Official.objects.exclude(email="").filter(_where_she_confirms(user))
    accepted = Invitation.objects.exclude(accepted_at=None).values("accepted_by")
    held = held.filter(Q(user__in=accepted) | Q(user=None)).exclude(user=user)
    found = identities_of(held.select_related("region__parent", "user", "agency"))
    return [
        one
        for one in found
        if one.may_be_confirmed
        and not one.confirmation
        and not refusal(user, one.official, one.invitation and one.invitation.invited_by_id)
    ]


def code_for(user: User) -> Confirmation | None:
    """The newest code that this person was handed and has not typed in yet, while it counts."""
    open_ = user.confirmations.filter(
        proof=None, expires_at__gt=timezone.now(), tries__lt=MOST_TRIES
    )
    for one in open_.select_related("official__region", "official__user", "confirmed_by"):
        if identity_of(one.official).confirmation == one:
            return one
    return None


def _where_she_confirms(user) -> Q:
    if user.is_national:
        return Q()
    provinces = [key for key, role, _ in user.held_roles if role == Role.PROVINCE_OFFICER]
    found = Q(region__in=provinces) | Q(region__parent__in=provinces) if provinces else Q(pk=None)
    offices = user.offices.filter(position__istartswith=SEKDA).values("region")
    return found | Q(region__in=offices)
