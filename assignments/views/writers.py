"""Who writes the sections: one by itself, or all on one page with one button."""

from django.contrib import messages
from django.shortcuts import redirect, render

from assignments.section_writers import AssignedMeanwhileError, assign_section, assign_sections
from assignments.writer_forms import AssignForm, WritersForm
from indonesian import angka
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan, Section
from regions.access import get_for


def writers(request, slug):
    masterplan = get_for(request.user, "masterplans.assign_section", Masterplan.objects, slug=slug)
    form = _form(masterplan, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, masterplan, form)
    try:
        changed, clashes = assign_sections(masterplan, form.choices(), by=request.user)
    except PlanClosedError as refusal:
        messages.error(request, f"{refusal} Penulis bagian belum diubah.")
        return redirect("masterplans:contents", slug)
    if clashes:  # read again: what stands there now, beside what she chose
        return _page(
            request, masterplan, _form(masterplan, request.POST), changed, clashes, status=409
        )  # fmt: skip
    told = f"Penulis {angka(changed)} bagian disimpan." if changed else "Tidak ada yang berubah."
    messages.success(request, told)
    return redirect("masterplans:contents", slug)


def assign(request, slug, pk):
    section = get_for(
        request.user, "masterplans.assign_section", Section.objects.of_plan(slug), pk=pk
    )
    form = AssignForm(request.POST if request.method == "POST" else None, section=section)
    if form.is_valid():
        try:
            assign_section(section, **form.cleaned_data, by=request.user)
        except AssignedMeanwhileError:
            form = AssignForm(section=section, meanwhile=form.cleaned_data["agencies"])
        except PlanClosedError as refusal:
            messages.error(request, f"{refusal} Penulis bagian belum diubah.")
            return redirect("masterplans:contents", slug)
        else:
            messages.success(request, "Penulis bagian disimpan.")
            return redirect("masterplans:contents", slug)
    context = {"masterplan": section.masterplan, "section": section, "form": form}
    status = 409 if form.meanwhile is not None else 200
    return render(request, "assignments/assign.html", context, status=status)


def _form(masterplan, data):
    sections = (
        Section.objects.filter(masterplan=masterplan)
        .in_order()
        .select_related("outline__chapter__book")
        .prefetch_related("agencies")
    )
    for section in sections:
        section.masterplan = masterplan
    return WritersForm(data, masterplan=masterplan, sections=list(sections))


def _page(request, masterplan, form, changed=0, clashes=(), status=200):
    context = {
        "masterplan": masterplan,
        "form": form,
        "chapters": form.chapters(clashes),
        "agencies": form.agencies,
        "changed": changed,
        "clashes": clashes,
    }
    return render(request, "assignments/writers.html", context, status=status)
