"""The page on which somebody looks for something in a masterplan."""

from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_safe

from masterplans.models import Masterplan
from regions.access import get_for
from search.finding import find
from search.forms import SearchForm
from search.indexing import refresh


@require_safe
@transaction.non_atomic_requests  # what is read for the index is written at once, batch by batch
def find_page(request, slug):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    asked = request.GET.get("q", "").replace("\0", "").strip()
    context = {"masterplan": masterplan, "asked": asked, "kind": request.GET.get("jenis", "")}
    if asked:
        context["is_fresh"] = refresh(masterplan)
        page = request.GET.get("halaman")
        context["answer"] = find(masterplan, asked, kind=context["kind"], page=page)
    context["form"] = SearchForm(masterplan=masterplan, asked=asked)
    is_part = request.htmx and not request.htmx.boosted
    return render(request, "search/_answer.html" if is_part else "search/find.html", context)
