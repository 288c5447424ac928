"""The page on which one person signs by BSrE, and where it is seen what nobody knows yet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.middleware import asks_second_factor
from bsre.attempts import open_attempt
from bsre.errors import BsreError, UncertainError
from bsre.forms import hands_on_secrets
from bsre.servers import EsignServer
from commitments import receipts
from commitments.access import context_of, place_of
from commitments.capacities import Provider
from commitments.locking import SigningError
from commitments.models import Commitment, Signatory
from commitments.providers import reference_of
from commitments.state import has_signed
from masterplans.models import Masterplan
from regions.access import get_for
from signing import by_bsre
from signing.answers import onwards
from signing.forms import BsreSignForm
from signing.reading import OTHER_TEXT, OtherTextError, WhatWasRead
from signing.views import asking, what_is_signed

FOUND = "Jawaban BSrE ditemukan dan lolos pemeriksaan. Tanda tangan tercatat."
MAY_SIGN = "Yang dikirim tidak terpakai, jadi tanda tangan dapat diulang."
RELEASED = "Tempat tanda tangan dibuka lagi. Yang bersangkutan dapat mencoba sekali lagi."


@asks_second_factor
@hands_on_secrets
@sensitive_variables()
def sign_by_bsre(request, slug):
    """What she types goes to the server of BSrE in this request; an open attempt is shown."""
    place = place_of(request.user, slug)
    if request.htmx and by_bsre.is_open(place) != "sending":  # the page that waits
        return HttpResponseClientRefresh()
    if has_signed(place):
        return onwards(request, reverse("commitments:done", args=[slug]))
    context = context_of(place)
    if not context["is_my_turn"]:
        return onwards(request, reverse("commitments:read", args=[slug]))
    if place.provider != Provider.BSRE:
        return onwards(request, reverse("signing:sign", args=[slug]))
    if is_open := by_bsre.is_open(place):
        return render(request, "signing/sent_mine.html", context | {"is_open": is_open})
    try:
        server = by_bsre.server_of(place)
    except SigningError as error:
        return render(request, "signing/sent_mine.html", context | {"lacks": str(error)})
    return _asked(request, place, context, server)


@sensitive_variables()
def _asked(request, place, context, server: EsignServer):
    slug, read = place.masterplan.slug, WhatWasRead.on(context["state"])
    if request.GET.get("dibaca", read.letter_sha256) != read.letter_sha256:  # an old page
        messages.error(request, OTHER_TEXT)
        return onwards(request, reverse("commitments:read", args=[slug]))
    receipts.note_read(place)
    form = BsreSignForm(
        request.POST or None,
        signatory=place,
        request=request,
        server=server,
        initial={"read": str(read)},
    )
    if "kirim_kode" in request.POST:
        form = _send_code(request, place, form, server, read)
    elif request.method == "POST" and form.is_valid() and (address := _sent(request, place, form)):
        return onwards(request, address)
    context |= what_is_signed(place, context["state"]) | asking(request, place, form, read)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "signing/sign_by_bsre.html", context, status=status)


@sensitive_variables()
def _sent(request, place, form) -> str:
    """Where to go when it was sent; empty when it may be mended in the form."""
    slug = place.masterplan.slug
    proven = {"proof": form.proof, "ink": form.ink}
    try:
        by_bsre.send(
            place,
            by=request.user,
            read=form.what_was_read,
            secrets=form.for_provider(),
            **proven,
        )
    except OtherTextError as error:
        messages.error(request, str(error))
        return reverse("commitments:read", args=[slug])
    except UncertainError:
        return reverse("signing:sign_by_bsre", args=[slug])
    except (SigningError, BsreError) as error:
        form.add_error(None, str(error))
        return ""
    return reverse("commitments:done", args=[slug])


@sensitive_variables()
def _send_code(request, place, form, server, read):
    """A code of BSrE is on its way; the form is as it was, with nothing said to be missing."""
    nik = form["nik"].data or ""
    try:
        by_bsre.send_code(place, nik=form.fields["nik"].clean(nik))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except BsreError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "BSrE mengirim kode untuk satu tanda tangan.")
    kept = {name: form[name].data for name in ("agree", "method", "drawing", "typed_name")}
    kept |= {"read": str(read), "nik": nik}
    return BsreSignForm(signatory=place, request=request, server=server, initial=kept)


@require_POST
@transaction.non_atomic_requests
def check_mine(request, slug):
    """She asks what came of what was sent for her."""
    place = place_of(request.user, slug)
    _check(request, place)
    return redirect("signing:sign_by_bsre", slug)


@require_safe
def sent(request, slug):
    """For who prepares: who signs by BSrE, and of whom nobody knows whether she has."""
    commitment = _living(request, slug)
    places = commitment.signatories.filter(provider=Provider.BSRE).select_related("signature")
    lines = [(place, _line(place)) for place in places]
    context = {"masterplan": commitment.masterplan, "commitment": commitment, "lines": lines}
    return render(request, "signing/sent.html", context)


def _line(place):
    """The attempt of which nobody knows, and whether it is being sent now."""
    attempt = None if has_signed(place) else open_attempt(reference_of(place))
    return {"attempt": attempt, "is_open": by_bsre.is_open(place) if attempt else ""}


@require_POST
@transaction.non_atomic_requests
def check(request, slug, pk):
    place = _place(request, slug, pk)
    _check(request, place)
    return redirect("signing:sent", slug)


@require_POST
@transaction.non_atomic_requests
def release(request, slug, pk):
    place = _place(request, slug, pk)
    try:
        by_bsre.release(place, by=request.user)
    except SigningError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, RELEASED)
    return redirect("signing:sent", slug)


def _check(request, place):
    try:
        found = by_bsre.check(place, by=request.user)
    except (SigningError, BsreError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, FOUND if found else MAY_SIGN)


def _place(request, slug, pk) -> Signatory:
    commitment = _living(request, slug)
    return get_object_or_404(commitment.signatories, pk=pk)


def _living(request, slug) -> Commitment:
    masterplan = get_for(
        request.user, "commitments.prepare_commitment", Masterplan.objects, slug=slug
    )
    return get_object_or_404(Commitment.objects.of(masterplan).filter(cancelled_at=None)[:1])
