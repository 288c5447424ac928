"""Kertas Kerja: what is asked of my Perangkat Daerah, or, for who leads, of all of them."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from assignments.forms import MatrixFilter
from assignments.next_action import NextAction, action_of_pokja, open_in
from assignments.overview import PersonalOverview
from assignments.participation import declare_nothing, withdraw_nothing
from assignments.worksheets import Worksheets
from indonesian import angka, many
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from notes.forms import offer_answers
from notes.passages import attach_passages
from notes.targets import places_of
from progress.catalogue import task_of
from regions.access import get_for
from regions.models import Agency, Role


def worksheets(request, slug):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    overview = PersonalOverview(masterplan, request.user)
    if overview.my_rows:
        sheets = Worksheets(overview, overview.my_rows)
        return _sheets(request, overview, sheets, sheets.ask(), speaks=True, mine=True)
    return _board(request, overview)


def worksheet(request, slug, pk):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    overview = PersonalOverview(masterplan, request.user)
    sheets = Worksheets(overview, overview.matrix.of({pk}))
    if not sheets.sheets:
        raise Http404
    agency = sheets.sheets[0].agency
    speaks = request.user.has_perm("assignments.speak_for_agency", agency)
    hers = any(row.agency.pk == pk for row in overview.my_rows)
    ask = sheets.ask() if hers else sheets.ask_about()
    return _sheets(request, overview, sheets, ask, speaks=speaks, mine=False)


@require_POST
def nothing(request, slug, pk):
    """An agency says that it has nothing to enter, or takes that back (`batal`)."""
    agency = get_for(request.user, "assignments.speak_for_agency", Agency.objects, pk=pk)
    masterplan = get_for(
        request.user, "masterplans.view_masterplan", agency.region.masterplans.all(), slug=slug
    )
    task = task_of(request.POST.get("isian"))
    if task is None or not task.may_be_none:
        raise BadRequest
    say = withdraw_nothing if "batal" in request.POST else declare_nothing
    try:
        say(masterplan, agency, task=task.key, by=request.user)
    except PlanClosedError as refusal:
        messages.error(request, str(refusal))
    else:
        said = "dibatalkan" if "batal" in request.POST else "dicatat"
        messages.success(request, f"{task.title}: pernyataan tidak ada {said}.")
    if request.POST.get("dari") == "kertas":
        return redirect("assignments:worksheets", slug)
    return redirect("assignments:worksheet", slug, pk)


def _sheets(request, overview, sheets, ask, *, speaks, mine):
    places = places_of(overview.masterplan, {(note.kind, note.row_id) for note in sheets.notes})
    attach_passages(overview.masterplan, sheets.notes, all_kinds=False)
    for note in sheets.notes:
        note.place = places.get((note.kind, note.row_id))
    if overview.may("notes.answer_note"):
        offer_answers(sheets.notes, back="kertas" if mine else "satu")
    remind = reverse("assignments:remind", args=[overview.masterplan.slug])
    may_remind = (
        overview.may("assignments.remind_agency") and overview.masterplan.is_open and not mine
    )
    context = {
        "overview": overview,
        "masterplan": overview.masterplan,
        "work": sheets,
        "ask": ask,
        "speaks": speaks,
        "pokjas": _pokjas(overview),
        "remind_url": (
            f"{remind}?pd={sheets.sheets[0].agency.pk}" if may_remind and sheets.tasks else ""
        ),
        "may_accept": overview.masterplan.is_open and overview.may("notes.accept_suggestion"),
        "may_resolve": overview.may("notes.resolve_any_note"),
        "mine": mine,
        "several": len(sheets.sheets) > 1,
        "from": "kertas" if mine else "satu",
    }
    return render(request, "assignments/worksheets.html", context)


def _board(request, overview):
    """The matrix of all agencies, for those who write for none."""
    form = MatrixFilter(request.GET, dimensions=overview.counts.dimensions)
    lines = overview.lines
    shown = form.apply(lines, overview.counts.parts)
    behind = len(overview.matrix.behind)
    pokjas = _pokjas(overview)
    asks_me = bool(pokjas) and overview.masterplan.is_open and Role.LEAD not in overview.roles
    about_all = _about_all(overview, behind)
    # Who is asked for something herself is not told that all is complete.
    filled = "sudah mengisi" if not behind and overview.my_items else "sudah lengkap"
    context = {
        "overview": overview,
        "masterplan": overview.masterplan,
        "ask": _about_mine(overview, about_all) if asks_me else about_all,
        "far": (
            f"{angka(len(lines) - behind)} dari {angka(len(lines))} Perangkat Daerah {filled}",
            len(lines) - behind,
            len(lines),
        ),
        "lines": shown,
        "all_count": len(lines),
        "behind": behind,
        "form": form,
        "pokjas": pokjas,
        "asked": len(pokjas) == 1 and asks_me,
        "may_remind": overview.may("assignments.remind_agency") and overview.masterplan.is_open,
        "may_assign": overview.may("assignments.assign_dimensions"),
        "may_invite": request.user.has_perm("regions.manage_members", overview.masterplan),
    }
    return render(request, "assignments/board.html", context)


def _about_mine(overview, about_all):
    """Who leads a pokja reads first what her dimension lacks, then how far all are."""
    ask = action_of_pokja(overview)
    return replace(ask, why=about_all.title)


def _about_all(overview, behind):
    stage, slug = overview.masterplan.stage, overview.masterplan.slug
    if not overview.matrix.rows:
        return NextAction("Belum ada Perangkat Daerah yang ikut menulis.")
    if not behind:
        return NextAction(f"Semua Perangkat Daerah sudah mengisi tahap {stage}.")
    title = f"{many(behind, 'Perangkat Daerah')} belum melengkapi tahap {stage}."
    reachable = len(overview.matrix.reachable)
    without = behind - reachable
    why = f"{many(without, 'Perangkat Daerah')} di antaranya belum punya staf." if without else ""
    if reminded := len(overview.just_reminded):
        why += f" {angka(reminded)} Perangkat Daerah sudah diingatkan sejak kemarin."
    may_remind = overview.may("assignments.remind_agency") and overview.masterplan.is_open
    if may_remind and overview.to_remind:
        remind = f"{reverse('assignments:remind', args=[slug])}?semua=1"
        return NextAction(
            title, why.strip(), f"Ingatkan {angka(overview.to_remind)} Perangkat Daerah", remind
        )
    return NextAction(title, why.strip())


def _pokjas(overview):
    """The dimensions that I lead: what each lacks, and where its rows stand side by side."""
    if Role.DIMENSION_LEAD not in overview.roles:
        return []
    return [
        {
            "dimension": dimension,
            "open": open_in(overview, dimension),
            "rows": [
                row
                for row in overview.matrix.rows
                if dimension in overview.counts.parts.get(row.agency.pk, [])
            ],
            "url": _side_by_side(overview.masterplan, dimension),
        }
        for dimension in overview.my_dimensions
    ]


def _side_by_side(masterplan, dimension):
    """The page on which the pokja compiles; before there is one, the overview of the analyses."""
    try:
        return reverse("compiling:pokja", args=[masterplan.slug, dimension.code])
    except NoReverseMatch:
        return reverse("worksheets:board", args=[masterplan.slug])
