"""The one page of who signs without an account: she reads, asks for a code, signs or declines."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commitments import receipts
from commitments.letter_data import unsigned_letter, verification_address
from commitments.letter_pages import shown_pages
from commitments.locking import SigningError
from commitments.models import ShownLetter
from commitments.responsibility import books_of
from commitments.state import has_signed, state_of
from commitments.views import page_response, pdf_response
from guest_signing import acts, links
from guest_signing.forms import GuestDeclineForm, GuestSignForm
from signing.answers import asked, decoded, finished, onwards
from signing.reading import OtherTextError, WhatWasRead


@login_not_required
@never_cache
def read(request, secret):
    """Her letter; below it, in her turn, the code and the signature."""
    guest = _guest(secret)
    place, here = guest.signatory, reverse("guest_signing:read", args=[secret])
    if "kirim_kode" in request.POST:
        return _send_code(request, guest, secret)
    state = state_of(place.commitment)
    initial = {"read": str(WhatWasRead.on(state))} if state.letter else {}
    form = GuestSignForm(request.POST or None, signatory=place, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            receipts.note_read(place)
            seen = {
                "address": get_adapter().get_client_ip(request),
                "agent": request.headers.get("User-Agent", ""),
            }
            if key := decoded(form.cleaned_data["public_key"]):
                given = form.for_verb() | seen
                return asked(acts.prepare_as_guest(guest, public_key=key, **given))
            acts.sign_as_guest(guest, **form.for_verb(), **seen)
        except OtherTextError as error:
            messages.error(request, str(error))
            return onwards(request, here)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            return onwards(request, here)
    if request.method == "GET":
        receipts.note_opened(place)
    return _page(request, "guest_signing/read.html", guest, secret, form, state)


@login_not_required
@require_POST
def finish(request, secret):
    """The last step of a key in her browser."""
    place = _guest(secret).signatory
    here = reverse("guest_signing:read", args=[secret])
    return finished(request, place, by=place.user, done=here)


@login_not_required
@never_cache
def decline(request, secret):
    guest = _guest(secret)
    form = GuestDeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.decline_as_guest(guest, **form.cleaned_data)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Penolakan Anda dicatat dan disampaikan kepada koordinator.")
            return redirect("guest_signing:read", secret)
    state = state_of(guest.signatory.commitment)
    return _page(request, "guest_signing/decline.html", guest, secret, form, state)


@login_not_required
@require_safe
def file(request, secret, name):
    """The letter (`naskah`) or a book of its edition, by number."""
    commitment = _guest(secret).signatory.commitment
    if name == "naskah":
        kept = ShownLetter.objects.filter(commitment=commitment).first()
    else:
        number = commitment.edition.number
        books = books_of(commitment.masterplan, number).defer(None)
        kept = books.filter(number=name).first() if name.isdecimal() else None
    if kept is None:
        raise Http404("Berkas ini belum ada.")
    return pdf_response(kept.pdf, f"{name}-{commitment.masterplan.slug}")


@login_not_required
@require_safe
def page(request, secret, sha256, number):
    """A page of the letter as a picture."""
    return page_response(_guest(secret).signatory.commitment, sha256, number)


def _send_code(request, guest, secret):
    try:
        links.send_code(guest)
    except SigningError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Kode dikirim ke {guest.signatory.user.email}.")
    return redirect("guest_signing:read", secret)


def _page(request, template, guest, secret, form, state):
    place = guest.signatory
    commitment = place.commitment
    asked_at = guest.code_sent_at
    context = {
        "secret": secret,
        "signatory": place,
        "commitment": commitment,
        "masterplan": commitment.masterplan,
        "state": state,
        "is_my_turn": state.turn_of(place.user) is not None,
        "has_signed": has_signed(place),
        "code_was_sent": asked_at and timezone.now() - asked_at < links.VALID_FOR,
        "letter": unsigned_letter(commitment),
        "books": books_of(commitment.masterplan, commitment.edition.number),
        "verify_url": verification_address(commitment),
        "form": form,
        "shown": shown_pages(
            state.letter, lambda *page: reverse("guest_signing:page", args=[secret, *page])
        ),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context, status=status)


def _guest(secret):
    found = links.find(secret)
    if found is None:
        raise Http404("Tautan ini tidak berlaku lagi.")
    return found
