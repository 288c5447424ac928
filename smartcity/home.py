"""Where everybody arrives after signing in: at what is asked of her."""

from django.shortcuts import redirect

from commitments.models import Signatory
from masterplans.models import Masterplan
from regions.models import Region, Role


def home(request):
    """To the letter that waits for a signature, the only masterplan or region, or the list."""
    waiting = Signatory.objects.waiting_for(request.user).first()
    if waiting:
        return redirect("commitments:read", waiting.masterplan.slug)
    if not _looks_over(request.user):
        for things in (Masterplan.objects, Region.objects):
            mine = list(things.visible_to(request.user)[:2])
            if len(mine) == 1:
                return redirect(mine[0])
            if mine:
                break
    return redirect("monitoring:regions")


def _looks_over(user) -> bool:
    """Officers of the ministry and of a province begin with all their regions."""
    return user.is_national or user.memberships.filter(role=Role.PROVINCE_OFFICER).exists()
