"""The pages that change a program. What was typed is shown again, whatever happens."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from audit.models import Event
from masterplans.models import Masterplan
from masterplans.writing import PlanClosedError
from programs.completeness import lacks, progress
from programs.entry_forms import EntryForms
from programs.forms import RemoveForm
from programs.models import Program
from programs.views import saving
from programs.writing import StaleWrite, remove_program
from regions.access import get_for
from revisions import answers

CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah: salin lebih dahulu."
)
GONE = (
    "{who} menghapus program ini ketika Anda masih mengisi, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai program baru."
)
TOO_LATE = (
    "Masterplan ini tidak sedang ditulis. Isian Anda ada di riwayat program dan di peramban ini."
)
TOO_LATE_FOR_NEW = "Masterplan ini tidak sedang ditulis. Isian Anda ada di peramban ini."
STALE_REMOVAL = "{who} baru saja mengubah program ini, jadi belum dihapus. Baca dahulu isinya."


def add(request, slug):
    may = "programs.enter_program" if request.method == "POST" else "programs.add_program"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    forms = EntryForms(request.POST or None, masterplan=masterplan, user=request.user)
    if request.method != "POST":
        forms.start_with(subdimension=request.GET.get("subdimensi", ""))
    return _save(request, forms)


def edit(request, slug, pk):
    may = "programs.write_program" if request.method == "POST" else "programs.change_program"
    try:
        programs = Program.objects.with_rows()
        program = get_for(request.user, may, programs, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, slug, pk)
    forms = EntryForms(
        request.POST or None, masterplan=program.masterplan, user=request.user, program=program
    )
    return _save(request, forms)


def remove(request, slug, pk):
    program = get_for(
        request.user,
        "programs.change_program",
        Program.objects.with_rows(),
        masterplan__slug=slug,
        pk=pk,
    )
    form = RemoveForm(request.POST or None, program=program)
    context = {"program": program, "masterplan": program.masterplan, "form": form}
    if request.method != "POST":
        return render(request, "programs/remove.html", context)
    if not form.is_valid():
        return render(request, "programs/remove.html", context, status=422)
    try:
        remove_program(program, by=request.user, **form.cleaned_data)
    except StaleWrite as clash:
        messages.error(request, STALE_REMOVAL.format(who=clash.who))
        return redirect(program)
    except PlanClosedError as closed:
        messages.error(request, str(closed))
        return redirect(program)
    messages.success(request, f"Program {program} dihapus.")
    return redirect("programs:board", slug)


def _save(request, forms):
    """Save what was typed, or show it (again)."""
    if request.method != "POST" or forms.adds:
        return _show(request, forms)
    goes_on = answers.asked(request)
    # A program that is there takes what can be read; a new one is made only by what it needs.
    if not forms.is_valid() and not (forms.can_be_kept() and (forms.program or goes_on)):
        return saving.waits(forms) if goes_on else _show(request, forms, 422)
    try:
        program = forms.save(by=request.user, goes_on=goes_on)
    except PlanClosedError:
        return _too_late(request, forms)
    except Program.DoesNotExist:
        return _gone(request, forms.masterplan.slug, forms.program.pk)
    except StaleWrite as clash:
        if goes_on:
            return saving.stale(request, forms, clash)
        forms.take_base(clash.program, told=clash.clashes)
        return _show(request, forms, 409, clash=clash)
    return saving.saved(request, forms, program) if goes_on else _leave(request, forms, program)


def _too_late(request, forms):
    forms.keep_typed(by=request.user)
    if answers.asked(request):
        return answers.refused(TOO_LATE if forms.program else TOO_LATE_FOR_NEW)
    return _show(request, forms, 409, refused=CLOSED)


def _leave(request, forms, program):
    """On to the program, unless a box could not be read: it is shown, all else is stored."""
    if not forms.is_valid():
        forms.take_base(program)
        return _show(request, forms, 422)
    messages.success(request, f"Program {program} disimpan.")
    if "lagi" in request.POST:
        return redirect("programs:quick", program.masterplan.slug)
    return redirect(program)


def _show(request, forms, status=200, *, refused="", clash=None):
    program, masterplan = forms.program, forms.masterplan
    found = lacks(program) if program else []
    context = {
        "forms": forms,
        "masterplan": masterplan,
        "program": program,
        "lacks": found,
        **progress(found),
        "problems": forms.problems() if status == 422 else [],
        "presence": f"program-{program.pk}" if program else "",
        "refused": refused,
        "clash": clash,
        "differences": clash.differences(forms.entry()) if clash else [],
        "leave_url": program.get_absolute_url()
        if program
        else reverse("programs:board", args=[masterplan.slug]),
    }
    return render(request, "programs/form.html", context, status=status)


def _gone(request, slug, pk):
    """A program that was removed while somebody filled its form: nothing typed is lost."""
    told = GONE.format(who=removal_of(request, slug, pk).actor_name)
    if answers.asked(request):
        return answers.refused(told)
    masterplan = get_for(request.user, "programs.enter_program", Masterplan.objects, slug=slug)
    forms = EntryForms(request.POST, masterplan=masterplan, user=request.user)
    forms.is_valid()
    return _show(request, forms, 409, refused=told)


def removal_of(request, slug, pk) -> Event:
    """How a program left the plan; 404 when there never was one, 403 for those who only read."""
    masterplan = get_for(request.user, "programs.enter_program", Masterplan.objects, slug=slug)
    removal = Event.objects.filter(
        verb="program.removed", target_id=pk, region_code=masterplan.region.code
    ).first()
    if not removal:
        raise Http404
    return removal
