"""The page on which a masterplan begins."""

from django.contrib import messages
from django.shortcuts import redirect, render

from masterplans.creation import CreationError, create_masterplan
from masterplans.forms import CreateForm, proposed_title
from regions.access import get_for
from regions.models import Region


def create(request, code):
    region = get_for(request.user, "masterplans.add_masterplan", Region.objects, code=code)
    form = CreateForm(request.POST or None, region=region, initial=_proposal(region))
    if request.method == "POST" and form.is_valid():
        try:
            masterplan = create_masterplan(region, **form.cleaned_data, by=request.user)
        except CreationError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Masterplan dibuat. Tiga jangka sudah diusulkan; ubah di halaman Pokok."
            )
            return redirect("masterplans:contents", masterplan.slug)
    return render(request, "masterplans/create.html", {"form": form, "region": region})


def _proposal(region):
    return {"title": proposed_title(region)}
