"""The door behind the code on the wall: everybody goes to her own place, and proves who she is."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ceremonies.forms import GuestAtDoorForm
from ceremonies.models import Ceremony
from commitments.letter_data import verification_address
from commitments.models import Signatory
from commitments.state import has_signed, state_of
from guest_signing.links import send_to_hall
from seals.codes import MISTAKEN, grouped

SENT = (
    "Bila nama dan surel itu tercatat bersama, surat berisi tautan dan kode sudah dikirim ke sana."
    " Buka tautannya di ponsel ini. Belum datang dalam dua menit? Tanyakan kepada koordinator surel"
    " mana yang tercatat."
)
TOO_OFTEN = "Sudah terlalu sering diminta. Tunggu beberapa menit, atau temui koordinator."


@login_not_required
@never_cache
def enter(request, code):
    """Whoever has an account goes on to her page of signing; a guest has a letter sent to her."""
    ceremony = _ceremony(code)
    commitment = ceremony.commitment
    state = state_of(commitment)
    place = _own_place(request.user, state)
    if place is not None:
        page = "commitments:done" if has_signed(place) else "commitments:read"
        return redirect(page, commitment.masterplan.slug)
    guests = [one for one in state.waiting if one.is_guest] if not ceremony.ended_at else []
    places = Signatory.objects.filter(pk__in=[one.pk for one in guests])
    form = GuestAtDoorForm(request.POST or None, places=places) if guests else None
    if form and request.method == "POST" and form.is_valid():
        if _ask_for_letter(request, **form.cleaned_data):
            return redirect(ceremony)
        form.add_error(None, TOO_OFTEN)
    context = {
        "ceremony": ceremony,
        "commitment": commitment,
        "state": state,
        "form": form,
        "sign_in": f"{reverse('account_login')}?next={ceremony.get_absolute_url()}",
        "is_stranger": request.user.is_authenticated,
        "verify_url": verification_address(commitment),
    }
    status = 422 if form and form.is_bound and form.errors else 200
    return render(request, "ceremonies/door.html", context, status=status)


def _ask_for_letter(request, place, email) -> bool:
    """Send the letter if the address is hers; the answer does not tell whether it was."""
    if not ratelimit.consume(request, action="ceremony_door", key=str(place.pk)):
        return False
    if place.user.email.casefold() == email.casefold():
        send_to_hall(place)
    messages.success(request, SENT)
    return True


def _own_place(user, state) -> Signatory | None:
    if not user.is_authenticated:
        return None
    return next((one for one in state.signatories if one.user_id == user.pk), None)


def _ceremony(code) -> Ceremony:
    letters = code.strip().upper().translate(MISTAKEN)
    found = Ceremony.objects.at_door(grouped(letters)).first()
    if found is None or found.commitment.cancelled_at:
        raise Http404("Kode seremoni ini tidak ada.")
    return found
