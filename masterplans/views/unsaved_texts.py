"""The page of what somebody typed when it could not be stored any more."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from masterplans.unsaved_texts import as_shown, restore_unsaved, settle_unsaved, unsaved_for
from masterplans.views.page import show
from regions.access import get_for
from revisions.saving import Gone, NotOpen, Stale

PER_PAGE = 4  # each is read beside its document, whatever that is: about three queries
NOT_NOW = "Teks Anda belum dapat dipakai: {sentence} Teks tetap disimpan di sini."


def unsaved_texts(request, slug):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    page = Paginator(unsaved_for(masterplan, request.user), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    context = {"texts": as_shown(masterplan, page), "page": page}
    return show(request, "masterplans/unsaved_texts.html", masterplan, context)


@require_POST
def decide(request, slug, revision):
    """Take a kept text, or put it away."""
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    chosen = get_object_or_404(unsaved_for(masterplan, request.user), pk=revision)
    if "pakai" not in request.POST:
        settle_unsaved(chosen)
        messages.success(request, "Teks disingkirkan. Ia tetap ada di riwayat.")
        return redirect("masterplans:kept", slug)
    try:
        restore_unsaved(masterplan, chosen, by=request.user)
    except (NotOpen, Gone, Stale, PermissionDenied, ValidationError) as refusal:
        sentence = str(refusal) or "isian itu tidak lagi dipercayakan kepada Anda."
        messages.error(request, NOT_NOW.format(sentence=sentence))
    else:
        messages.success(request, "Teks Anda dipakai. Yang sebelumnya tetap ada di riwayat.")
    return redirect("masterplans:kept", slug)
