"""The page on which a province says who takes part in a program."""

from django.contrib import messages
from django.shortcuts import redirect, render

from masterplans.documents import PlanClosedError
from portfolio.participating_forms import ParticipatingForm
from programs.models import Program
from programs.participating import ParticipationError, has_regions_below, let_take_part
from regions.access import get_for


def participants(request, slug, pk):
    # Whether the plan is open the verb says: what was typed is shown again when it is not.
    may = "programs.write_program" if request.method == "POST" else "programs.change_program"
    program = get_for(request.user, may, Program.objects, masterplan__slug=slug, pk=pk)
    form, status = ParticipatingForm(request.POST or None, program=program), 200
    if form.is_bound:
        status = 422
    if form.is_valid():
        try:
            let_take_part(program, **form.values(), by=request.user)
        except (PlanClosedError, ParticipationError) as error:
            form.add_error(None, str(error))
            status = 409
        else:
            messages.success(request, f"Kabupaten/kota yang ikut dalam {program} disimpan.")
            return redirect(program)
    context = {"program": program, "masterplan": program.masterplan, "form": form}
    context["is_of_province"] = has_regions_below(program)
    return render(request, "portfolio/participants.html", context, status=status)
