"""Taking all books home as one file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from bookset.whole import WholeSetError, draft_as_one, edition_as_one
from exports.views import pdf_to_keep
from masterplans.models import Masterplan
from regions.access import get_for


@require_safe
def draft(request, slug):
    masterplan = _masterplan(request, slug)
    try:
        whole = draft_as_one(masterplan)
    except WholeSetError as refusal:
        messages.error(request, str(refusal))
        return redirect("exports:books", slug)
    return pdf_to_keep(whole, f"{masterplan.slug}-semua-buku-draf")


@require_safe
def edition(request, slug, edition):
    masterplan = _masterplan(request, slug)
    try:
        whole = edition_as_one(masterplan, edition)
    except WholeSetError as refusal:
        messages.error(request, str(refusal))
        return redirect("exports:books", slug)
    if whole is None:
        raise Http404("Edisi ini tidak ada.")
    return pdf_to_keep(whole, f"{masterplan.slug}-edisi-{edition}-semua-buku")


def _masterplan(request, slug):
    return get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
