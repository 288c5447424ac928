"""Where everybody arrives after signing in: at what is asked of her."""

from django.shortcuts import redirect

from commitments.models import Signatory
from masterplans.models import Masterplan


def home(request):
    """To the letter that waits for a signature, the only masterplan, or the list of regions."""
    waiting = Signatory.objects.waiting_for(request.user).first()
    if waiting:
        return redirect("commitments:read", waiting.masterplan.slug)
    plans = list(Masterplan.objects.visible_to(request.user)[:2])
    if len(plans) == 1 and not request.user.is_national:
        return redirect(plans[0])
    return redirect("monitoring:regions")
