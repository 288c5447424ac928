"""The pages that show one program: what it says, and who wrote what in it."""

from django.http import Http404
from django.shortcuts import redirect, render

from masterplans.models import Masterplan
from programs.completeness import lacks, progress
from programs.detail import budget_table, indicator_pictures, indicator_table, schedule_in_words
from programs.documents import ProgramDocument
from programs.models import Program, ProgramSplit
from programs.oddities import remarks
from regions.access import get_for
from revisions.history import removal_of
from revisions.pages import History, restore_chosen


def detail(request, slug, pk):
    program = get_for(
        request.user,
        "programs.view_program",
        Program.objects.with_rows().select_related("quickwin"),
        masterplan__slug=slug,
        pk=pk,
    )
    found = lacks(program)
    context = {
        "masterplan": program.masterplan,
        "program": program,
        "lacks": found,
        "remarks": remarks(program),
        **progress(found),
        "participants": program.participants.select_related("region"),
        "schedule": schedule_in_words(program),
        "indicators": indicator_table(program),
        "paths": indicator_pictures(program),
        "budget": budget_table(program),
        "may_change": request.user.has_perm("programs.change_program", program),
        "may_split": request.user.has_perm("programs.split_program", program),
        # The button belongs here, where a program is read; the deed to the room above.
        "may_nominate": request.user.has_perm("programs.nominate_program", program),
    }
    if context["may_split"]:
        context["split"] = ProgramSplit.objects.joinable(program)
    return render(request, "programs/detail.html", context)


def history(request, slug, pk):
    """Who wrote what in a program, also in one that was removed."""
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    program = Program.objects.filter(masterplan=masterplan, pk=pk).first()
    document = ProgramDocument(masterplan, program or Program(pk=pk, masterplan=masterplan))
    removal = removal_of(document)
    if program is None and removal is None:
        raise Http404
    if request.method == "POST":
        restore_chosen(request, document)
        return redirect(request.path)
    may_change = program and request.user.has_perm("programs.change_program", program)
    context = {
        "masterplan": masterplan,
        "program": program,
        "name": program.name if program else removal.parts.get("name", ""),
        "history": History(document, request.GET, user=request.user),
        "may_restore": may_change,
    }
    return render(request, "programs/history.html", context)
