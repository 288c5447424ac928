"""The page on which one person signs, and the last step of a key in her browser."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.middleware import asks_second_factor
from commitments import receipts
from commitments.access import context_of, place_of
from commitments.capacities import Provider
from commitments.letter_data import fingerprint
from commitments.locking import SigningError
from commitments.models import Commitment
from commitments.state import has_signed
from commitments.views import pdf_response
from editions.manifest import books_in
from masterplans.models import Masterplan
from regions.access import get_for
from signing import acts, reauthentication
from signing.answers import asked, decoded, finished, onwards
from signing.files import newest_pdf
from signing.forms import SignForm
from signing.models import SigningCertificate
from signing.reading import OTHER_TEXT, OtherTextError, WhatWasRead

NOT_YET = (
    "Sertifikat Penandatanganan belum ada. Sertifikat disusun sesudah dokumen disegel, biasanya"
    " dalam satu menit; coba lagi sebentar lagi."
)


@asks_second_factor
@never_cache
@sensitive_post_parameters("password", "code", "passkey")
def sign(request, slug):
    """Without a key of the browser all is done at once; with one, room is made for its answer."""
    place = place_of(request.user, slug)
    if has_signed(place):
        return onwards(request, reverse("commitments:done", args=[slug]))
    context = context_of(place)
    if not context["is_my_turn"]:
        return onwards(request, reverse("commitments:read", args=[slug]))
    if place.provider == Provider.BSRE:
        return redirect(reverse("signing:sign_by_bsre", args=[slug], query=request.GET))
    read = WhatWasRead.on(context["state"])
    if request.GET.get("dibaca", read.letter_sha256) != read.letter_sha256:  # an old page
        messages.error(request, OTHER_TEXT)
        return onwards(request, reverse("commitments:read", args=[slug]))
    receipts.note_read(place)
    form = SignForm(
        request.POST or None, signatory=place, request=request, initial={"read": str(read)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _signed(request, place, form)
        except OtherTextError as error:
            messages.error(request, str(error))
            return onwards(request, reverse("commitments:read", args=[slug]))
        except SigningError as error:
            form.add_error(None, str(error))
    return _page(request, place, form, context)


def _signed(request, place, form):
    given = {"by": request.user, "proof": form.proof, "ink": form.ink, "read": form.what_was_read}
    if key := decoded(form.cleaned_data["public_key"]):
        waiting = acts.prepare(place, public_key=key, **given)
        return asked(waiting)
    acts.sign_here(place, **given)
    return onwards(request, reverse("commitments:done", args=[place.masterplan.slug]))


def _page(request, place, form, context):
    read = WhatWasRead.on(context["state"])
    context |= what_is_signed(place, context["state"]) | asking(request, place, form, read)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "signing/sign.html", context, status=status)


def asking(request, place, form, read: WhatWasRead) -> dict:
    """What a page needs that asks for the proof of who signs."""
    passkey = reauthentication.challenge_for(request, place, read) if form.has_passkey else None
    return {"form": form, "passkey": passkey}


def what_is_signed(place, state) -> dict:
    """The fingerprints of what she signs (signing/_what_is_signed.html)."""
    return {
        "letter_print": fingerprint(state.letter.sha256),
        "edition_print": fingerprint(place.commitment.edition.sha256),
        "manifest_print": fingerprint(state.letter.manifest_sha256),
        "manifest_books": [
            (book.number, fingerprint(book.sha256))
            for book in books_in(place.commitment.edition.manifest)
        ],
    }


@asks_second_factor
@require_POST
def finish(request, slug):
    """The key's answer: kept, or, when somebody else signed meanwhile, asked for once more."""
    place = place_of(request.user, slug)
    return finished(request, place, by=request.user, done=reverse("commitments:done", args=[slug]))


@require_safe
def document(request, slug):
    """The sealed document as it is now, for all who may read the commitment."""
    masterplan, commitment = _signed_paper(request, slug)
    pdf = newest_pdf(commitment)
    if pdf is None:
        raise Http404("Berkas ini belum ada.")
    return _private(pdf, f"komitmen-{masterplan.slug}")


@require_safe
def certificate(request, slug):
    """The Sertifikat Penandatanganan, for all who may read the commitment."""
    masterplan, commitment = _signed_paper(request, slug)
    kept = SigningCertificate.objects.filter(commitment=commitment).first()
    if kept is None:
        messages.info(request, NOT_YET)
        return redirect("commitments:detail", slug)
    return _private(kept.pdf, f"sertifikat-penandatanganan-{masterplan.slug}")


def _signed_paper(request, slug):
    """The plan and its newest paper that was opened, for all who may read it."""
    masterplan = get_for(request.user, "commitments.view_commitment", Masterplan.objects, slug=slug)
    return masterplan, get_object_or_404(Commitment.objects.papers_of(masterplan).public()[:1])


def _private(pdf, name):
    response = pdf_response(pdf, name)
    response["Cache-Control"] = "private, no-store"
    return response
