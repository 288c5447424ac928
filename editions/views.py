"""A page that compares a frozen edition with what the plan says after it."""

import json

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from editions.canonical import canonical
from editions.difference import difference
from editions.snapshot import snapshot
from masterplans.models import Masterplan
from regions.access import get_for


@require_safe
def changes_after(request, slug, edition):
    """What the next edition says otherwise than this one; without a next one, the plan of today."""
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    before, after = masterplan.editions.with_the_next(edition)
    if before is None:
        raise Http404("Edisi ini tidak ada.")
    content = after.content if after else canonical(snapshot(masterplan))[0]
    found = difference(json.loads(before.content), json.loads(content))
    return render(
        request,
        "editions/difference.html",
        {"masterplan": masterplan, "before": before, "after": after, "differences": found},
    )
