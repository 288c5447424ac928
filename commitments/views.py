"""Pages of a commitment: prepared by the team, read, signed or declined by one after the other."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.middleware import asks_second_factor
from bsre.readiness import has_server
from commitments import preparing, receipts, replacing, signing
from commitments.access import context_of, place_of
from commitments.capacities import Provider
from commitments.forms import (
    CancelForm,
    DeadlineForm,
    DeclineForm,
    PrepareForm,
    ReplaceForm,
    as_initial,
    as_proposed,
)
from commitments.gates import unproven
from commitments.letter import standard_points
from commitments.letter_data import unsigned_letter, verification_address
from commitments.letter_pages import picture_of, shown_pages
from commitments.locking import SigningError
from commitments.models import Commitment, ShownLetter
from commitments.proposing import add_from_decrees
from commitments.providers import uncertain
from commitments.responsibility import books_of, responsibility_of
from commitments.state import CommitmentStatus, has_signed, state_of
from identities.models import IdentityProof
from identities.proofs import signs_as_guest
from indonesian import many
from masterplans.models import Masterplan, Status
from regions.access import get_for


@require_safe
def detail(request, slug):
    masterplan = _masterplan(request, slug, "view")
    may_prepare = request.user.has_perm("commitments.prepare_commitment", masterplan)
    found = _papers(request.user, masterplan, may_prepare)
    commitment = found[0] if found else None
    state = state_of(commitment) if commitment else None
    is_draft = state and state.kind == CommitmentStatus.DRAFT
    context = {
        "masterplan": masterplan,
        "commitment": commitment,
        "noun": commitment.noun if commitment else "Komitmen",
        "state": state,
        "letter": unsigned_letter(commitment) if commitment else None,
        "verify_url": verification_address(commitment) if commitment else "",
        "earlier": [one for one in found[1:] if one.cancelled_at],
        "older": list(Commitment.objects.before_edition(masterplan)),
        "may_prepare": may_prepare,
        "is_frozen": masterplan.status == Status.FROZEN,
        "my_turn": state and state.turn_of(request.user),
        "with_bsre": state and any(one.provider == Provider.BSRE for one in state.signatories),
        "uncertain": uncertain(state.signatories) if state and may_prepare else [],
        "unproven": unproven(state.signatories) if is_draft and may_prepare else [],
        "obstacles": preparing.obstacles(commitment) if is_draft and may_prepare else [],
    }
    return render(request, "commitments/detail.html", context)


def _papers(user, masterplan, may_prepare):
    """All that is signed of the present edition; a revocation that is written shows to its team."""
    papers = Commitment.objects.visible_to(user).papers_of(masterplan).select_related("revokes")
    return [one for one in papers if one.opened_at or may_prepare or not one.is_revocation]


def prepare(request, slug):
    masterplan = _masterplan(request, slug, "prepare")
    last = Commitment.objects.of(masterplan).first()
    living = last if last and not last.cancelled_at else None
    if refusal := _refusal(masterplan, living):
        messages.error(request, refusal)
        return redirect("commitments:detail", slug)
    form = _prepare_form(request, masterplan, last)
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, masterplan, living, by=request.user)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Komitmen disimpan.")
            return redirect("commitments:detail", slug)
    context = {"masterplan": masterplan, "commitment": living, "form": form}
    return render(request, "commitments/prepare.html", context, status=_status(form))


def _refusal(masterplan, living) -> str:
    if masterplan.status != Status.FROZEN:
        return "Komitmen disiapkan sesudah masterplan dibekukan."
    return f"Komitmen {preparing.OPENED}" if living and living.opened_at else ""


def _save(form, masterplan, living, *, by):
    if living:
        return preparing.update(living, **form.for_verb(), by=by)
    edition = masterplan.editions.get(number=masterplan.edition_number)
    return preparing.prepare(edition, **form.for_verb(), by=by)


def _prepare_form(request, masterplan, last):
    region = masterplan.region
    officials = list(
        region.officials.select_related("agency", "user").order_by("order", "name", "pk")
    )
    able = [one for one in officials if one.user_id or signs_as_guest(one)]
    if last:
        initial = as_initial(last, officials)
    else:
        initial = as_proposed(able) | {
            "title": f"Komitmen Bersama Implementasi {region.concept_named(masterplan.naming)}",
            "place": region.name,
            "date": timezone.localdate(timezone=region.zone),
            "points": "\n".join(standard_points(region.name, masterplan.concept)),
        }
    if request.GET.get("usulan"):
        initial |= as_proposed(able)
    return PrepareForm(
        request.POST or None,
        officials=officials,
        zone=region.zone,
        with_bsre=has_server(region.code),
        initial=initial,
    )


@require_POST
def propose(request, slug):
    """Fill the list from officials and decrees; nothing is kept of it before it is saved."""
    masterplan = _masterplan(request, slug, "prepare")
    added = add_from_decrees(masterplan.region, by=request.user)
    if added:
        messages.success(
            request, f"{many(len(added), 'orang')} dari SK ditambahkan sebagai pejabat."
        )
    messages.info(request, "Daftar diisi menurut urutan yang lazim. Periksa, lalu simpan.")
    return redirect(f"{reverse('commitments:prepare', args=[slug])}?usulan=1")


@require_POST
def remove(request, slug):
    commitment = _living(request, slug)
    told = f"{commitment.noun} yang belum dibuka itu dihapus."
    _run_step(request, preparing.remove, commitment, told)
    return redirect("commitments:detail", slug)


@require_POST
def open_(request, slug):
    commitment = _living(request, slug)
    told = f"{commitment.noun} dibuka. Penandatangan dengan urutan pertama segera menerima surel."
    _run_step(request, preparing.open_for_signing, commitment, told)
    return redirect("commitments:detail", slug)


@require_POST
def remind(request, slug):
    told = "Surel dikirim lagi kepada semua yang ditunggu."
    _run_step(request, signing.remind, _living(request, slug), told)
    return redirect("commitments:detail", slug)


def _run_step(request, step, commitment, success):
    try:
        step(commitment, by=request.user)
    except SigningError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, success)


def extend(request, slug):
    commitment = _living(request, slug)
    form = DeadlineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deadline = form.deadline(commitment.region.zone)
            signing.extend(commitment, by=request.user, deadline=deadline)
        except SigningError as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(request, "Batas waktu diperpanjang. Yang ditunggu disurati.")
            return redirect("commitments:detail", slug)
    context = {"masterplan": commitment.masterplan, "commitment": commitment, "form": form}
    return render(request, "commitments/extend.html", context, status=_status(form))


def replace(request, slug, pk):
    """Somebody else signs in the place of one who has not."""
    commitment = _living(request, slug)
    place = get_object_or_404(commitment.signatories, pk=pk)
    form = ReplaceForm(request.POST or None, officials=_others(commitment))
    if request.method == "POST" and form.is_valid():
        try:
            replacing.replace(place, by=request.user, **form.cleaned_data)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Penandatangan diganti. Yang bersangkutan disurati.")
            return redirect("commitments:detail", slug)
    context = {"masterplan": commitment.masterplan, "signatory": place, "form": form}
    return render(request, "commitments/replace.html", context, status=_status(form))


def _others(commitment):
    """The officials who are proven and not in the list."""
    proven = IdentityProof.objects.current().values("official")
    others = commitment.region.officials.filter(pk__in=proven)
    return others.exclude(pk__in=commitment.signatories.values("official")).order_by("order")


def cancel(request, slug):
    commitment = _living(request, slug)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signing.cancel(commitment, by=request.user, **form.cleaned_data)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            told = f"{commitment.noun} dibatalkan. Yang bersangkutan disurati."
            messages.success(request, told)
            return redirect("commitments:detail", slug)
    context = {"masterplan": commitment.masterplan, "commitment": commitment, "form": form}
    return render(request, "commitments/cancel.html", context, status=_status(form))


@require_safe
def read(request, slug):
    place = place_of(request.user, slug)
    if has_signed(place):
        return redirect("commitments:done", slug)
    commitment = place.commitment
    receipts.note_opened(place)
    context = context_of(place)
    context |= {
        "shown": shown_pages(
            context["state"].letter,
            lambda *page: reverse("commitments:page", args=[slug, *page]),
        ),
        "letter": unsigned_letter(commitment),
        "responsibility": responsibility_of(place),
        "books": books_of(commitment.masterplan, commitment.edition.number),
    }
    return render(request, "commitments/read.html", context)


@require_safe
def page(request, slug, sha256, number):
    """A page of the letter that she is asked to sign, as a picture."""
    return page_response(place_of(request.user, slug).commitment, sha256, number)


@require_safe
def done(request, slug):
    place = place_of(request.user, slug)
    if not has_signed(place):
        return redirect("commitments:read", slug)
    return render(request, "commitments/done.html", context_of(place))


@asks_second_factor
def decline(request, slug):
    place = place_of(request.user, slug)
    context = context_of(place)
    if not context["is_my_turn"]:
        return redirect("commitments:read", slug)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            signing.decline(place, by=request.user, **form.cleaned_data)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Penolakan Anda dicatat dan disampaikan kepada koordinator.")
            return redirect("commitments:detail", slug)
    context |= {"form": form}
    return render(request, "commitments/decline.html", context, status=_status(form))


@require_safe
def draft(request, slug):
    masterplan = _masterplan(request, slug, "view")
    commitment = Commitment.objects.papers_of(masterplan).public().first()
    kept = ShownLetter.objects.filter(commitment=commitment).first()
    if kept is None:
        raise Http404("Berkas ini belum ada.")
    response = pdf_response(kept.pdf, f"naskah-{masterplan.slug}")
    response["Cache-Control"] = "private, no-store"
    return response


def pdf_response(content, name):
    """A file to keep, never shown inside the site."""
    response = HttpResponse(bytes(content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def page_response(commitment, sha256, number):
    """A page of the frozen letter as a picture, which only this browser may keep for an hour."""
    picture = picture_of(commitment, sha256, number)
    if picture is None:
        raise Http404("Halaman ini tidak ada.")
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _masterplan(request, slug, verb):
    permission = f"commitments.{verb}_commitment"
    return get_for(request.user, permission, Masterplan.objects, slug=slug)


def _living(request, slug) -> Commitment:
    """What is signed now of the present edition, for those who may prepare it."""
    masterplan = _masterplan(request, slug, "prepare")
    commitment = Commitment.objects.papers_of(masterplan).filter(cancelled_at=None).first()
    if commitment is None:
        raise Http404("Tidak ada komitmen yang berjalan.")
    return commitment


def _status(form):
    """422 when the form comes back with what must be mended."""
    return 422 if form.is_bound and form.errors else 200
