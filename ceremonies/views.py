"""The wall of the hall: names that light up, and the code that leads to the door."""

from django.contrib import messages
from django.http import Http404, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ceremonies.boards import board_of, tag_of, wall_note
from ceremonies.holding import end_ceremony, open_ceremony
from ceremonies.models import Ceremony
from commitments.letter_data import verification_address
from commitments.locking import SigningError
from commitments.models import Commitment
from commitments.state import CommitmentStatus, state_of
from masterplans.models import Masterplan
from pictures.codes import qr_code
from regions.access import get_for


@require_safe
def hall(request, slug):
    """The wall; before a ceremony, and after one that ended early, how to open it."""
    masterplan = _masterplan(request, slug, "show")
    ceremony = _shown(masterplan)
    if ceremony is None:
        return _closed(request, masterplan)
    response = render(request, "ceremonies/hall.html", _on_the_wall(request, ceremony))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def board(request, slug):
    """What changes on the wall, asked for every two seconds: nothing when nothing has changed."""
    ceremony = _shown(_masterplan(request, slug, "show"))
    if ceremony is None:
        raise Http404("Seremoni ini sudah diakhiri.")
    tag = tag_of(ceremony)
    if request.headers.get("If-None-Match") == f'"{tag}"':
        return HttpResponseNotModified()
    response = render(request, "ceremonies/_board.html", _on_the_wall(request, ceremony, tag))
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def open_(request, slug):
    commitment = _commitment(_masterplan(request, slug, "hold"))
    if commitment is None:
        raise Http404("Belum ada komitmen yang dibuka untuk ditandatangani.")
    try:
        open_ceremony(commitment, by=request.user)
    except SigningError as error:
        messages.error(request, str(error))
    return redirect("ceremonies:hall", slug)


@require_POST
def end(request, slug):
    commitment = _commitment(_masterplan(request, slug, "hold"))
    if commitment is not None:
        end_ceremony(commitment, by=request.user)
        messages.success(request, "Seremoni diakhiri.")
    return redirect("commitments:detail", slug)


def _closed(request, masterplan):
    commitment = _commitment(masterplan)
    state = state_of(commitment) if commitment else None
    context = {
        "masterplan": masterplan,
        "state": state,
        "is_signed_now": state is not None and state.kind == CommitmentStatus.OPEN,
        "may_hold": request.user.has_perm("ceremonies.hold_ceremony", masterplan),
    }
    return render(request, "ceremonies/closed.html", context)


def _on_the_wall(request, ceremony, tag="") -> dict:
    shown, commitment = board_of(ceremony, tag), ceremony.commitment
    door = request.build_absolute_uri(ceremony.get_absolute_url())
    verify_url = verification_address(commitment)
    return {
        "board": shown,
        "commitment": commitment,
        "masterplan": commitment.masterplan,
        "qr": qr_code(verify_url if shown.is_complete else door),
        "address": _spoken(verify_url if shown.is_complete else door),
        "note": wall_note(shown.state),
        "may_hold": request.user.has_perm("ceremonies.hold_ceremony", commitment.masterplan),
    }


def _spoken(address: str) -> str:
    """As it is read aloud or typed: without the scheme."""
    return address.partition("://")[2].rstrip("/")


def _shown(masterplan) -> Ceremony | None:
    """The ceremony on the wall: the one that is open."""
    open_ones = Ceremony.objects.filter(
        ended_at=None,
        commitment__edition__masterplan=masterplan,
        commitment__edition__number=masterplan.edition_number,
    )
    return open_ones.select_related("commitment__edition__masterplan__region__parent").first()


def _commitment(masterplan) -> Commitment | None:
    return Commitment.objects.of(masterplan).public().first()


def _masterplan(request, slug, verb) -> Masterplan:
    permission = f"ceremonies.{verb}_ceremony"
    return get_for(request.user, permission, Masterplan.objects, slug=slug)
