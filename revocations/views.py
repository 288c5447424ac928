"""The page on which a Berita Acara Pembatalan is written; it is read and signed as a commitment."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from commitments.forms import as_initial
from commitments.locking import SigningError
from commitments.models import Commitment
from commitments.preparing import OPENED
from identities.proofs import signs_as_guest
from masterplans.models import Masterplan, Status
from regions.access import get_for
from revocations.forms import RevokeForm, in_boxes
from revocations.preparing import (
    prepare_revocation,
    update_revocation,
    usual_points,
    usual_signatories,
    usual_title,
)


def prepare(request, slug):
    masterplan = get_for(
        request.user, "commitments.prepare_commitment", Masterplan.objects, slug=slug
    )
    commitment = _sealed(masterplan)
    draft = commitment.revocations.filter(cancelled_at=None).first()
    if refusal := _refusal(masterplan, draft):
        messages.error(request, refusal)
        return redirect("commitments:detail", slug)
    form = _form(request, masterplan, commitment, draft)
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, commitment, draft, by=request.user)
        except SigningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Berita Acara Pembatalan disimpan.")
            return redirect("commitments:detail", slug)
    context = {"masterplan": masterplan, "commitment": commitment, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "revocations/prepare.html", context, status=status)


def _sealed(masterplan) -> Commitment:
    commitment = Commitment.objects.of(masterplan).sealed().first()
    if commitment is None:
        raise Http404("Belum ada komitmen yang disegel.")
    return commitment


def _refusal(masterplan, draft) -> str:
    if masterplan.status != Status.SIGNED:
        return "Berita Acara Pembatalan hanya untuk komitmen yang sudah disegel."
    return f"Berita Acara Pembatalan {OPENED}" if draft and draft.opened_at else ""


def _save(form, commitment, draft, *, by):
    if draft:
        return update_revocation(draft, **form.for_verb(), by=by)
    return prepare_revocation(commitment, **form.for_verb(), by=by)


def _form(request, masterplan, commitment, draft) -> RevokeForm:
    region = masterplan.region
    officials = list(
        region.officials.select_related("agency", "user").order_by("order", "name", "pk")
    )
    if draft:
        initial = as_initial(draft, officials) | {"grounds": draft.grounds}
    else:
        able = [one for one in officials if one.user_id or signs_as_guest(one)]
        initial = in_boxes(usual_signatories(commitment, able)) | {
            "title": usual_title(commitment),
            "place": commitment.place,
            "date": timezone.localdate(timezone=region.zone),
            "points": "\n".join(usual_points(commitment)),
        }
    return RevokeForm(request.POST or None, officials=officials, zone=region.zone, initial=initial)
