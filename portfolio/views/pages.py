"""The pages that show all programs of a plan: list, what looks odd, roadmap, budget."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indonesian import money_unit, rupiah_short, terbilang
from masterplans.models import Masterplan
from portfolio.board import asked_of, dimensions_of, grouped, paged, with_states
from portfolio.budget_tables import budget_parts, budget_workbook
from portfolio.filters import AgencyFilter, ProgramBoardFilter, ProgramFilter
from portfolio.money_picture import money_by_year
from portfolio.roadmap import roadmap_of
from portfolio.totals import budget_of
from portfolio.warnings import by_kind, placed, warnings_of
from programs.models import ITEM_COUNT, Program
from programs.rules import programs_to_write
from programs.states import program_states
from regions.access import get_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def board(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    dimensions = dimensions_of(masterplan)
    form = ProgramBoardFilter(request.GET, masterplan=masterplan, dimensions=dimensions)
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
    return render(request, "portfolio/board.html", context)


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
    return render(request, "portfolio/odd.html", context)


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
    return render(request, "portfolio/roadmap.html", context)


def budget(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    totals = budget_of(masterplan)
    board_url, without = reverse("portfolio:board", args=[slug]), totals.programs_without
    context = {
        "masterplan": masterplan,
        "total": totals.total,
        "money": money_by_year(masterplan, totals, masterplan.dimension_set.dimensions.all()),
        "parts": budget_parts(masterplan, totals),
        "unit": money_unit(totals.total),
        "without": without,
        "title": _about_money(totals.total, without),
        "board_url": board_url,
        "incomplete_url": f"{board_url}?isian=belum",
    }
    return render(request, "portfolio/budget.html", context)


@require_safe
def budget_file(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    file = budget_workbook(budget_parts(masterplan, budget_of(masterplan)))
    response = HttpResponse(file, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="anggaran-{masterplan.slug}.xlsx"'
    return response


def _about_money(total, without):
    if without:
        return f"{terbilang(without).capitalize()} program belum punya anggaran."
    if total:
        return f"Semua program punya anggaran, seluruhnya {rupiah_short(total)}."
    return "Belum ada anggaran."
