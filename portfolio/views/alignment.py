"""The page that shows what of the regional plans reaches a program."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from masterplans.claims import HeadClaim
from masterplans.documents import PlanClosedError
from masterplans.models import Masterplan
from portfolio.alignment import matrix_of
from portfolio.naming_forms import NamedProgramsForm
from programs.naming import name_programs
from regions.access import get_for

CHANGE = "masterplans.change_masterplan"


def matrix(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    found = matrix_of(masterplan)
    context = {
        "masterplan": masterplan,
        "matrix": found,
        "claim": HeadClaim(_title(found), bool(found.missions) and not found.open_count),
        "far": f"{found.reached} dari {found.missions} misi daerah sampai ke program",
        "may_change_alignment": request.user.has_perm(CHANGE, masterplan),
        "may_change_aim": request.user.has_perm("strategy.change_aim", masterplan),
    }
    return render(request, "portfolio/alignment.html", context)


def programs(request, slug, pk):
    """Which programs one row names."""
    # Whether the plan is open the verb says: what was ticked is shown again when it is not.
    may = "programs.name_programs" if request.method == "POST" else CHANGE
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    row = get_object_or_404(masterplan.alignments.select_related("dimension"), pk=pk)
    form = NamedProgramsForm(request.POST or None, alignment=row)
    status = 200
    if form.is_valid():
        try:
            name_programs(row, **form.values(), by=request.user)
        except PlanClosedError as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, "Program untuk baris keselarasan ini disimpan.")
            return redirect("portfolio:alignment", slug)
    context = {"masterplan": masterplan, "row": row, "form": form}
    return render(request, "portfolio/name_programs.html", context, status=status)


def _title(found):
    if not found.missions:
        return "Misi daerah belum ditulis."
    if found.open_count:
        return "Sambungkan misi daerah sampai ke program."
    return "Setiap misi, sasaran, dan program sudah bersambung."
