"""The page of the words that the agencies want in the vision."""

from django.shortcuts import render

from analyses.keywords import named_words
from masterplans.models import Masterplan
from regions.access import get_for


def named(request, slug):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    context = {
        "masterplan": masterplan,
        "words": named_words(masterplan),
        "may_write_vision": request.user.has_perm("masterplans.change_masterplan", masterplan),
    }
    return render(request, "analyses/keywords.html", context)
