"""Narasumber: invited for some sections, they read them and write notes there."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from audit.trail import record
from masterplans.models import Masterplan, Section
from notes.models import GuestSection
from notes.notifications import notify_of_sections
from regions.invitations import invite
from regions.models import Membership
from regions.roles import Role


@transaction.atomic
def invite_guest(
    masterplan: Masterplan, sections: Iterable[Section], *, email: str, name: str, by: User
) -> list[GuestSection]:
    """Let somebody read these sections and write notes there; what she reads already stays.

    She gets the usual letter with a link; who is a narasumber of the region already is told of
    what is new. Raises InvitationError.
    """
    email = email.strip().lower()
    made = []
    for section in sections:
        more = {"name": name, "invited_by": by, "email": email}
        one, is_new = GuestSection.objects.get_or_create(
            section=section, email__iexact=email, defaults=more
        )
        made += [one] if is_new else []
    guest = Membership.objects.filter(
        region=masterplan.region, role=Role.GUEST, user__email__iexact=email
    ).select_related("user")
    if known := guest.first():
        if made:
            notify_of_sections(known.user, made, by=by)
    else:
        invite(masterplan.region, email=email, name=name, role=Role.GUEST, by=by)
    for one in made:
        record(by, "guest.invited", one.section, person=name)
    return made


@transaction.atomic
def end_guest(one: GuestSection, *, by: User) -> None:
    """She reads this section no more. Her notes stay."""
    record(by, "guest.ended", one.section, person=one.name)
    one.delete()
