"""Where everybody arrives after signing in: at what is asked of her."""

from django.shortcuts import redirect
from django.urls import reverse

from commitments.models import Signatory
from identities.waiting import code_for, waiting_for_confirmation
from masterplans.models import Masterplan
from notes.models import GuestSection
from regions.models import Region, Role
from regions.rules import leads_by_looking, roles_of

ASKED = "identity_asked"


def home(request):
    """To the letter that waits for a signature, the only masterplan or region, or the list.

    An assessor from outside begins with what waits for her scores.

    Who writes for a Perangkat Daerah begins with its Kertas Kerja, the coordinator with the
    overview, which shows her the same of all, and who leads with the plan at a glance.
    """
    if page := _asked_first(request):
        return redirect(page)
    if not _looks_over(request.user):
        for things in (Masterplan.objects, Region.objects):
            mine = list(things.visible_to(request.user)[:2])
            if len(mine) == 1:
                return redirect(_beginning(request.user, mine[0]))
            if mine:
                break
        else:
            if request.user.assessing.exists():  # from outside, without a region of her own
                return redirect("instruments:mine")
        if GuestSection.objects.of(request.user).exists():
            return redirect("guests:sections")
    return redirect("monitoring:regions")


def _asked_first(request) -> str:
    """The letter that waits for her; once a session the code that she was handed, or those who wait
    for her confirmation."""
    waiting = Signatory.objects.waiting_for(request.user).filter(is_guest=False).first()
    if waiting:
        return reverse("commitments:read", args=[waiting.masterplan.slug])
    if request.session.get(ASKED):
        return ""
    request.session[ASKED] = True
    if code_for(request.user):
        return reverse("identities:code")
    return reverse("identities:waiting") if waiting_for_confirmation(request.user) else ""


def _beginning(user, thing):
    """Where this person begins with a masterplan or region."""
    if isinstance(thing, Masterplan):
        roles = roles_of(user, thing.region)
        if Role.WRITER in roles and Role.LEAD not in roles:
            return reverse("assignments:worksheets", args=[thing.slug])
        if leads_by_looking(roles):
            return reverse("stages:glance", args=[thing.slug])
    return thing


def _looks_over(user) -> bool:
    """Officers of the ministry and of a province begin with all their regions."""
    return user.is_national or user.memberships.filter(role=Role.PROVINCE_OFFICER).exists()
