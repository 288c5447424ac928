"""The pages that change a program. What was typed is shown again, whatever happens."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from masterplans.documents import PlanClosedError, unsaved_texts_url
from masterplans.models import Masterplan
from programs.actions import remove_program
from programs.completeness import lacks, progress
from programs.documents import ProgramDocument
from programs.entry_forms import EntryForms
from programs.forms import RemoveForm
from programs.models import Program
from programs.views import saving
from regions.access import get_for
from revisions import answers
from revisions.history import removal_of
from revisions.saving import Gone, Stale, keep_gone

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
NOT_YOURS = (
    "Program ini tidak lagi dipercayakan kepada Anda, jadi belum ada yang disimpan."
    " Isian Anda disimpan di riwayat program."
)
STALE_REMOVAL = "{who} baru saja mengubah program ini, jadi belum dihapus. Baca dahulu isinya."


def add(request, slug):
    may = "programs.enter_program" if request.method == "POST" else "programs.add_program"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    forms = EntryForms(request.POST or None, masterplan=masterplan, user=request.user)
    if request.method != "POST":
        forms.start_with(subdimension=request.GET.get("subdimensi", ""))
    return _save(request, forms)


def edit(request, slug, pk):
    may = "programs.view_program" if request.method == "POST" else "programs.change_program"
    try:
        programs = Program.objects.with_rows()
        program = get_for(request.user, may, programs, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return gone(request, slug, pk)
    forms = EntryForms(
        request.POST or None, masterplan=program.masterplan, user=request.user, program=program
    )
    if request.method == "POST" and not request.user.has_perm("programs.write_program", program):
        return _denied(request, forms)
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
    except Stale as clash:
        messages.error(request, STALE_REMOVAL.format(who=clash.who))
        return redirect(program)
    except PlanClosedError as closed:
        messages.error(request, str(closed))
        return redirect(program)
    messages.success(request, f"Program {program} dihapus.")
    return redirect(settings.LINKS["programs"], slug)


def _save(request, forms):
    """Save what was typed, or show it (again)."""
    if request.method != "POST" or forms.adds:
        return _show(request, forms)
    autosave = answers.is_autosave(request)
    # A program that is there takes what can be read; a new one is made only by what it needs.
    if not forms.is_valid() and not (forms.can_be_kept() and (forms.program or autosave)):
        return saving.waits(forms) if autosave else _show(request, forms, 422)
    try:
        saved = forms.save(by=request.user, autosave=autosave)
    except PlanClosedError as refusal:
        return _too_late(request, forms, refusal)
    except Gone:
        return gone(request, forms.masterplan.slug, forms.program.pk)
    except Stale as clash:
        if autosave:
            return saving.stale(request, forms, clash)
        forms.take_token(clash.token())
        return _show(request, forms, 409, clash=clash)
    return saving.saved(request, forms, saved) if autosave else _leave(request, forms, saved)


def _denied(request, forms):
    """The program was given to others while she typed: her text is kept, nothing is stored."""
    forms.is_valid()
    forms.keep_denied(by=request.user)
    if answers.is_autosave(request):
        return answers.refused(NOT_YOURS, status=403, url=unsaved_texts_url(forms.masterplan))
    return _show(request, forms, 403, refused=NOT_YOURS)


def _too_late(request, forms, refusal):
    if answers.is_autosave(request):
        sentence = TOO_LATE if forms.program else TOO_LATE_FOR_NEW
        return answers.refused(sentence, url=unsaved_texts_url(forms.masterplan, refusal))
    return _show(request, forms, 409, refused=CLOSED)


def _leave(request, forms, saved):
    """On to the program, unless a box could not be read: it is shown, all else is stored."""
    program = saved.document.program
    if not forms.is_valid():
        forms.take_token(saved.token(set()))
        return _show(request, forms, 422)
    messages.success(request, f"Program {program} disimpan.")
    if "lagi" in request.POST:
        return redirect(settings.LINKS["quick_programs"], program.masterplan.slug)
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
        "differences": clash.differences() if clash else [],
        "leave_url": program.get_absolute_url()
        if program
        else reverse(settings.LINKS["programs"], args=[masterplan.slug]),
    }
    return render(request, "programs/form.html", context, status=status)


def gone(request, slug, pk):
    """A program that was removed while somebody filled its form: nothing typed is lost."""
    masterplan = get_for(request.user, "programs.enter_program", Masterplan.objects, slug=slug)
    document = ProgramDocument(masterplan, Program(pk=pk, masterplan=masterplan))
    removal = removal_of(document)
    if not removal:
        raise Http404
    refused = GONE.format(who=removal.author.name)
    forms = EntryForms(request.POST, masterplan=masterplan, user=request.user)
    forms.is_valid()
    if answers.is_autosave(request):
        keep_gone(document, forms.wanted(), by=request.user)
        return answers.refused(refused, url=unsaved_texts_url(masterplan))
    return _show(request, forms, 409, refused=refused)
