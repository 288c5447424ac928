"""The pages that show programs: list, one program, roadmap, budget."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from indonesian import rupiah_short, terbilang
from masterplans.models import Masterplan
from programs.board import asked_of, dimensions_of, grouped, paged, with_states
from programs.completeness import lacks, progress
from programs.detail import budget_table, indicator_table, schedule_in_words
from programs.documents import ProgramDocument
from programs.filters import AgencyFilter, BoardFilter, ProgramFilter
from programs.models import ITEM_COUNT, Program, ProgramSplit, Source
from programs.roadmap import roadmap_of
from programs.rules import programs_to_write
from programs.states import program_states
from programs.totals import budget_of
from programs.warnings import by_kind, placed, remarks, warnings_of
from regions.access import get_for
from revisions.history import removal_of
from revisions.pages import History, restore_chosen


def board(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    dimensions = dimensions_of(masterplan)
    form = BoardFilter(request.GET, masterplan=masterplan, dimensions=dimensions)
    states = program_states(masterplan)
    programs = form.apply(Program.objects.filter(masterplan=masterplan).for_board(), states)
    groups = grouped(dimensions, with_states(programs, states), keep_empty=not form.chosen)
    page = paged(groups, request.GET.get("halaman", ""))
    context = {
        "masterplan": masterplan,
        "stage": str(masterplan.stage),
        "asked": asked_of(request.user, masterplan, states),
        "form": form,
        "page": page,
        "groups": page.groups,
        "found": sum(group.count for group in groups),
        "odd": len(warnings_of(masterplan)),
        "item_count": ITEM_COUNT,
        "may_add": request.user.has_perm("programs.add_program", masterplan),
    }
    return render(request, "programs/board.html", context)


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
        "schedule": schedule_in_words(program),
        "indicators": indicator_table(program),
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


def odd(request, slug):
    """What looks odd, in sentences, each with its place."""
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    form = AgencyFilter(request.GET, masterplan=masterplan)
    found = warnings_of(masterplan, agency=form.agency)
    own = set(programs_to_write(request.user, masterplan).values_list("pk", flat=True))
    context = {
        "masterplan": masterplan,
        "form": form,
        "groups": by_kind(placed(found, slug, may_change=own.__contains__)),
        "title": _about_odd(len(found)),
    }
    return render(request, "programs/odd.html", context)


def _about_odd(count):
    if not count:
        return "Tidak ada yang perlu diperiksa."
    return f"{terbilang(count).capitalize()} hal sebaiknya diperiksa."


def roadmap(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    dimensions = dimensions_of(masterplan)
    form = ProgramFilter(request.GET, masterplan=masterplan, dimensions=dimensions)
    programs = form.apply(Program.objects.filter(masterplan=masterplan))
    context = {
        "masterplan": masterplan,
        "form": form,
        "road": roadmap_of(masterplan, dimensions, programs),
    }
    return render(request, "programs/roadmap.html", context)


def budget(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    totals, agencies = budget_of(masterplan), masterplan.region.agencies.in_bulk()
    dimensions = {one.pk: one for one in masterplan.dimension_set.dimensions.all()}
    sources = {one.value: one for one in Source}
    board_url, without = reverse("programs:board", args=[slug]), totals.programs_without
    context = {
        "masterplan": masterplan,
        "total": totals.total,
        "by_source": totals.years_by_source(masterplan.years).shown(sources),
        "by_dimension": totals.years_by_dimension(dimensions, masterplan.years).shown(dimensions),
        "by_agency": totals.agencies_by_source().shown(sources, agencies),
        "without": without,
        "title": _about_money(totals.total, without),
        "board_url": board_url,
        "incomplete_url": f"{board_url}?isian=belum",
    }
    return render(request, "programs/budget.html", context)


def _about_money(total, without):
    if without:
        return f"{terbilang(without).capitalize()} program belum punya anggaran."
    if total:
        return f"Semua program punya anggaran, seluruhnya {rupiah_short(total)}."
    return "Belum ada anggaran."
