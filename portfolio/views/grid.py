"""The table in which several programs are changed, row by row."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from indonesian import terbilang
from masterplans.documents import PlanClosedError, unsaved_texts_url
from masterplans.models import Masterplan
from portfolio.board import dimensions_of
from portfolio.grid import ProgramRowForm, agencies_by_key, grid_of
from programs.models import Program
from programs.rules import programs_to_write
from programs.views.editing import CLOSED, GONE, TOO_LATE, gone
from regions.access import get_for
from revisions import answers
from revisions.saving import Gone, Stale


def grid(request, slug):
    may = "programs.enter_program" if request.method == "POST" else "programs.add_program"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    programs = programs_to_write(request.user, masterplan)
    dimensions = dimensions_of(masterplan)
    shown = grid_of(
        masterplan,
        programs if masterplan.is_open else Program.objects.none(),
        dimension=_asked_dimension(request, dimensions, programs),
        user=request.user,
        number=request.GET.get("halaman", "1"),
        data=request.POST or None,
    )
    result = _save_all(request, masterplan, shown.rows) if request.method == "POST" else {}
    if result.get("all_saved"):
        return redirect(request.get_full_path())
    context = {"masterplan": masterplan, "dimensions": dimensions, "grid": shown, **result}
    return render(request, "portfolio/grid.html", context, status=409 if result else 200)


@require_POST
def row(request, slug, pk):
    try:
        program = get_for(
            request.user,
            "programs.write_program",
            Program.objects.with_rows(),
            masterplan__slug=slug,
            pk=pk,
        )
    except Http404:
        return gone(request, slug, pk)
    plan = program.masterplan
    owners = agencies_by_key(request.user, plan)
    form = ProgramRowForm(request.POST, program=program, agencies=owners, years=plan.years)
    form.is_valid()
    try:
        saved = form.save(by=request.user, autosave=True)
    except PlanClosedError as refusal:
        return answers.refused(TOO_LATE, url=unsaved_texts_url(plan, refusal))
    except Gone as refusal:
        return answers.refused(GONE.format(who=refusal.who), url=unsaved_texts_url(plan, refusal))
    except Stale as clash:
        return _stale(form, clash)
    return answers.saved(
        token=saved.token(),
        messages=answers.messages_of(form),
        values=form.boxes_of(saved.document.program, saved.theirs | saved.joined),
        sent=saved.sent(),
    )


def _stale(form, clash):
    values = form.boxes_of(clash.document.program, clash.clashes)
    return answers.conflict(clash, values=values)


def _save_all(request, masterplan, rows):
    """Every row of the page with one button: those that can be saved are, the others are told."""
    if not masterplan.is_open:
        return {"refused": CLOSED}
    saved, problems = 0, []
    for form in rows:
        if form["version"].html_name not in request.POST or not form.has_changed():
            continue
        is_whole, before = form.is_valid(), form.program.version
        try:
            written = form.save(by=request.user)
        except PlanClosedError:
            return {"refused": CLOSED}
        except Stale as clash:
            form.take_token(clash.token())
            problems.append((form, clash.who, clash.differences()))
            continue
        form.take_token(written.token(set()))
        saved += written.version != before
        if not is_whole:
            problems.append((form, "", []))
    if saved:
        messages.success(request, f"{terbilang(saved).capitalize()} program disimpan.")
    return {"problems": problems, "all_saved": not problems}


def _asked_dimension(request, dimensions, programs):
    """The dimension of the address; without one, the first in which there is something to do."""
    by_code = {one.code: one for one in dimensions}
    if asked := by_code.get(request.GET.get("dimensi", "")):
        return asked
    busy = set(programs.order_by().values_list("subdimension__dimension", flat=True))
    return next((one for one in dimensions if one.pk in busy), dimensions[0])
