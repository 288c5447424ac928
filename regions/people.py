"""What the pages of members, invitations and letters show."""

from django.db import transaction
from django.db.models import Count, Q

from audit.models import Event
from audit.trail import record
from dimensions.models import Dimension
from indonesian import loose
from letters.delivery import send_again
from letters.models import TROUBLED, Letter
from regions import invitations
from regions.models import Agency, Invitation, Region, Role

LEFT = 30  # roles that were taken, on the page of members; older ones are in the trail


def dimension_names() -> dict[str, str]:
    """The names of all dimensions by their codes, in their order; those of the newest set count."""
    found = Dimension.objects.order_by("order", "set").values_list("code", "name")
    return dict(found)


class DimensionWords(dict):
    """Codes of dimensions by any of their names, loosely spelled; `names` by code."""

    names: dict[str, str]


def dimensions_by_word() -> DimensionWords:
    """How people call the dimensions (also "Tata kelola …", "Smart Government"): one query."""
    found = DimensionWords()
    found.names = {}
    for one in Dimension.objects.order_by("order", "set"):
        found.names[one.code] = one.name
        for word in (one.code, one.name, one.local_name, *one.aliases):
            found[loose(word)] = one.code
    return found


def members(region: Region) -> list:
    """Who holds which role, each with the invitation that she followed (or None)."""
    held = list(region.memberships.select_related("user", "agency").by_role())
    followed = region.invitations.exclude(accepted_at=None).select_related("invited_by")
    by_role = {(one.accepted_by_id, one.role): one for one in followed.order_by("accepted_at")}
    for membership in held:
        membership.invitation = by_role.get((membership.user_id, membership.role))
    if any(membership.dimension for membership in held):
        names = dimension_names()
        for membership in held:
            membership.dimension_name = names.get(membership.dimension, membership.dimension)
    return held


def unanswered(region: Region) -> list[Invitation]:
    """Invitations that nobody has followed, each with its letter."""
    waiting = list(region.invitations.unanswered().select_related("agency", "invited_by"))
    letters = Letter.objects.filter(
        kind=invitations.LETTER, about__in=[one.pk for one in waiting]
    ).order_by("created_at")
    by_invitation = {letter.about: letter for letter in letters}
    for invitation in waiting:
        invitation.letter = by_invitation.get(invitation.pk)
    return waiting


def without_staff(region: Region) -> list[Agency]:
    """The Perangkat Daerah for which nobody writes and nobody is invited to, in their order."""
    staff = region.memberships.active().filter(role=Role.WRITER)
    invited = region.invitations.unanswered().filter(role=Role.WRITER).exclude(agency=None)
    agencies = region.agencies.filter(is_active=True)
    agencies = agencies.exclude(pk__in=staff.values("agency"))
    return list(agencies.exclude(pk__in=invited.values("agency")))


def left(region: Region) -> list[Event]:
    """The last roles that were taken: the name stays when the person has gone."""
    events = list(Event.objects.in_region(region.code).filter(verb="role.revoked")[:LEFT])
    labels = dict(Role.choices)
    for event in events:
        event.role = labels.get(event.data.get("role"), "")
    return events


def letters(region: Region, *, cari: str = "", keadaan: str = ""):
    """Letters about a region, newest first, without the words in them."""
    found = Letter.objects.about_region(region.code).select_related("digest")
    if cari:
        found = found.filter(
            Q(name__icontains=cari) | Q(address__icontains=cari) | Q(subject__icontains=cari)
        )
    if keadaan == "bermasalah":
        found = found.filter(state__in=TROUBLED)
    elif keadaan:
        found = found.filter(state=keadaan)
    return found.defer("text", "html").order_by("-created_at")


def letter_counts(region: Region) -> dict:
    """How many letters of a region wait, went out, or did not arrive."""
    return Letter.objects.about_region(region.code).aggregate(
        all=Count("pk"),
        sent=Count("pk", filter=Q(state="sent")),
        waiting=Count("pk", filter=Q(state="waiting")),
        troubled=Count("pk", filter=Q(state__in=TROUBLED)),
    )


@transaction.atomic
def send_letter_again(letter: Letter, *, region: Region, by) -> None:
    """Send a letter of a region once more; an invitation gets a new link and a new term.

    Raises LetterError or InvitationError.
    """
    if letter.kind == invitations.LETTER:
        invitations.resend(Invitation.objects.get(pk=letter.about), by=by)
    else:
        send_again(letter)
        record(by, "letter.resent", region, person=letter.name or letter.address)


def marked(rows, chosen):
    """Rows of a pasted list as they were ticked; at first all who were not invited yet."""
    for row in rows:
        row.is_chosen = row.email in chosen if chosen is not None else not row.was_invited
    return rows
