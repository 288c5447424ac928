"""Which agency takes part in which dimension."""

from django.contrib import messages
from django.shortcuts import redirect, render

from assignments.participation import assign_dimensions
from masterplans.models import Masterplan
from progress.counts import Counts
from regions.access import get_for


def parts(request, slug):
    masterplan = get_for(
        request.user, "assignments.assign_dimensions", Masterplan.objects, slug=slug
    )
    counts = Counts(masterplan)
    if request.method == "POST":
        chosen = {
            agency: [d for d in counts.dimensions if f"{agency.pk}-{d.pk}" in request.POST]
            for agency in counts.agencies
            if f"pd-{agency.pk}" in request.POST  # an agency that came later stays as it is
        }
        changed = assign_dimensions(masterplan, chosen, by=request.user)
        told = "Tidak ada yang berubah." if not changed else "Pembagian dimensi disimpan."
        messages.success(request, told)
        return redirect("assignments:worksheets", slug)
    context = {
        "masterplan": masterplan,
        "dimensions": counts.dimensions,
        "lines": [
            {
                "agency": agency,
                "is_said": agency.pk in counts.parts_said,
                "boxes": [
                    (dimension, f"{agency.pk}-{dimension.pk}", dimension in own)
                    for dimension in counts.dimensions
                ],
            }
            for agency in counts.agencies
            for own in [counts.parts.get(agency.pk, [])]
        ],
        "said": len(counts.parts_said),
    }
    return render(request, "assignments/participation.html", context)
