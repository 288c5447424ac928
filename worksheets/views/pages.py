"""Pages of the worksheets: an overview, and a page of rows for each kind."""

from django.shortcuts import render
from django.urls import reverse

from analyses.kinds import KINDS
from masterplans.models import Masterplan
from regions.access import get_for
from worksheets.filters import WorksheetFilter
from worksheets.overview import overview
from worksheets.views.worksheet import Worksheet


def board(request, slug):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    found = overview(masterplan)
    context = {
        "masterplan": masterplan,
        "overview": found,
        "inventories": found.inventories,
        "may_add": request.user.has_perm("analyses.add_finding", masterplan),
        "teams": masterplan.teams.filter(lead=request.user).select_related("dimension"),
    }
    return render(request, "worksheets/board.html", context)


def findings(request, slug, kind):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    sheet = Worksheet(
        masterplan,
        KINDS[kind],
        request.user,
        agency=request.GET.get("perangkat", ""),
        heading=request.GET.get("bagian", ""),
        dimensions=request.GET.get("dimensi", ""),
        query=request.GET.urlencode(),
    )
    context = {
        "masterplan": masterplan,
        "sheet": sheet,
        "kind": sheet.kind,
        "tabs": _tabs(masterplan, sheet.kind),
        "front": len([one for one in KINDS.values() if not one.is_inventory]),
        "far": sheet.far,
        "may_add": sheet.may_add,
        "filter": WorksheetFilter(sheet),
    }
    return render(request, "worksheets/findings.html", context)


def _tabs(masterplan, kind):
    """The kinds of rows side by side, the inventories last."""
    return [
        (one.many, reverse(f"worksheets:{one.url_name}", args=[masterplan.slug]), one is kind)
        for one in sorted(KINDS.values(), key=lambda one: one.is_inventory)
    ]
