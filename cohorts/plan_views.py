"""The page on which a masterplan begins; of a chosen region under the rules of its cohort."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cohorts.plans import begin_masterplan, waiting_place
from masterplans.creation import CreationError
from masterplans.forms import CreateForm, proposed_title
from regions.access import get_for
from regions.models import Region


def create(request, code):
    region = get_for(request.user, "masterplans.add_masterplan", Region.objects, code=code)
    form = CreateForm(request.POST or None, region=region, initial=_proposal(region))
    if request.method == "POST" and form.is_valid():
        try:
            masterplan = begin_masterplan(region, **form.cleaned_data, by=request.user)
        except CreationError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Masterplan dibuat. Tiga jangka sudah diusulkan; ubah di halaman Pokok."
            )
            return redirect("masterplans:contents", masterplan.slug)
    context = {"form": form, "region": region, "chosen_for": waiting_place(region)}
    return render(request, "cohorts/begin.html", context)


def _proposal(region):
    return {"title": proposed_title(region)}
