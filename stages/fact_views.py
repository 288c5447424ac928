"""A page for each thing that only a person can state: what it is, who said it, when."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from progress.facts import FACTS, FactError, state_fact, take_back_fact
from progress.models import StatedFact
from regions.access import get_for
from stages.forms import FactForm


def fact(request, slug, key):
    masterplan, fact = _asked(request, "stages.view_stage", slug, key)
    may = request.user.has_perm("stages.state_fact", masterplan)
    if request.method == "POST":
        _asked(request, "stages.state_fact", slug, key)  # 403 for who may only read
    stated = StatedFact.objects.filter(masterplan=masterplan, key=key).select_related("by").first()
    form = FactForm(request.POST or None, instance=stated, masterplan=masterplan, fact=fact)
    if request.method == "POST" and form.is_valid() and _stated(request, form):
        messages.success(request, f"{fact.done}: pernyataan Anda dicatat.")
        return redirect("stages:overview", slug)
    context = {"masterplan": masterplan, "fact": fact, "stated": stated, "form": form, "may": may}
    return render(request, "stages/fact.html", context)


@require_POST
def take_back(request, slug, key):
    masterplan, fact = _asked(request, "stages.state_fact", slug, key)
    try:
        take_back_fact(masterplan, fact, by=request.user)
        messages.success(request, f"Pernyataan tentang {fact.name} ditarik.")
    except FactError as error:
        messages.error(request, str(error))
    return redirect("stages:fact", slug, key)


def _asked(request, permission, slug, key):
    masterplan = get_for(request.user, permission, Masterplan.objects, slug=slug)
    if key not in FACTS:
        raise Http404
    return masterplan, FACTS[key]


def _stated(request, form):
    """Whether it was recorded; if not, the form says why."""
    words = {"day": form.cleaned_data["day"], "words": form.cleaned_data["words"]}
    try:
        state_fact(form.masterplan, form.fact, by=request.user, **words)
    except FactError as error:
        form.add_error(None, str(error))
        return False
    return True
