"""The pages that show programs: list, one program, roadmap, budget."""

from django.shortcuts import render
from django.urls import reverse

from accounts.indonesian import rupiah_short, terbilang
from masterplans.models import Masterplan
from programs.board import asked_of, dimensions_of, grouped
from programs.completeness import lacks, progress
from programs.detail import budget_table, indicator_table, schedule_in_words
from programs.filters import BoardFilter, ProgramFilter
from programs.models import ITEM_COUNT, Program, Source
from programs.remarks import remarks
from programs.roadmap import roadmap_of
from programs.totals import budget_of
from regions.access import get_for


def board(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    dimensions = dimensions_of(masterplan)
    form = BoardFilter(request.GET, masterplan=masterplan, dimensions=dimensions)
    programs = form.apply(Program.objects.filter(masterplan=masterplan).for_board())
    context = {
        "masterplan": masterplan,
        "asked": asked_of(request.user, masterplan),
        "form": form,
        "groups": grouped(dimensions, programs, keep_empty=not form.chosen),
        "found": len(programs),
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
        # The button belongs here, where a program is read; the deed to the room above.
        "may_nominate": request.user.has_perm("quickwins.nominate_program", program),
    }
    return render(request, "programs/detail.html", context)


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
