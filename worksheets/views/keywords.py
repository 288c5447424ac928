"""The page of the words that the agencies want in the vision."""

from django.shortcuts import render

from masterplans.models import Masterplan
from regions.access import get_for
from worksheets.keywords import named_words


def named(request, slug):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    context = {
        "masterplan": masterplan,
        "words": named_words(masterplan),
        "may_write_vision": request.user.has_perm("masterplans.change_masterplan", masterplan),
    }
    return render(request, "worksheets/keywords.html", context)
