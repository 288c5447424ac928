"""Who writes the sections, all on one page with one button."""

from django.contrib import messages
from django.shortcuts import redirect, render

from assignments.section_writers import assign_sections
from assignments.writer_forms import WritersForm
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
