"""The pages that copy a program, split it over agencies, and put it into another place."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from indonesian import rupiah, terbilang
from masterplans.actions import PlanClosedError
from portfolio.copy_forms import CopyForm, MoveForm, ShareForm, SplitForm
from portfolio.copying import SplitError, copy_program, join_program, move_program, split_program
from programs.models import Program
from regions.access import get_for
from revisions.saving import Stale

STALE = "{who} baru saja mengubah program ini, jadi belum ada yang dilakukan. Periksa, lalu ulangi."


def copy(request, slug, pk):
    program = _get(request, "programs.change_program", slug, pk)
    form = CopyForm(request.POST or None, program=program, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "portfolio/copy.html", program, form=form)
    try:
        made = copy_program(program, **form.cleaned_data, by=request.user)
    except PlanClosedError as closed:
        return _refuse(request, program, str(closed))
    messages.success(request, f"{program} disalin menjadi {made}. Sesuaikan isinya.")
    return redirect("programs:edit", slug, made.pk)


def move(request, slug, pk):
    program = _get(request, "programs.change_program", slug, pk)
    form = MoveForm(request.POST or None, program=program, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "portfolio/move.html", program, form=form)
    had_aim = program.aim_id
    try:
        program = move_program(program, **form.cleaned_data, by=request.user)
    except PlanClosedError as closed:
        return _refuse(request, program, str(closed))
    except Stale as clash:
        return _refuse(request, program, STALE.format(who=clash.who))
    lost = " Pilih lagi sasaran yang dilayani." if had_aim and not program.aim_id else ""
    messages.success(request, f"{program} sekarang berada di {program.subdimension}.{lost}")
    return redirect(program)


def split(request, slug, pk):
    program = _get(request, "programs.split_program", slug, pk)
    form = SplitForm(request.POST or None, program=program)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "portfolio/split.html", program, form=form)
    typed = request.POST if "bagi" in request.POST else None
    shares = ShareForm(typed, split=form, agencies=form.chosen)
    if typed is None or not shares.is_valid():
        return _show(request, "portfolio/split_budget.html", program, form=form, shares=shares)
    return _split(request, program, form, shares)


def _split(request, program, form, shares):
    try:
        programs = split_program(
            program,
            agencies=form.chosen,
            shares=shares.shares(),
            version=form.cleaned_data["version"],
            by=request.user,
            key=form.cleaned_data["key"],
        )
    except (PlanClosedError, SplitError) as reason:
        return _refuse(request, program, str(reason))
    except Stale as clash:
        return _refuse(request, program, STALE.format(who=clash.who))
    total = sum(form.stored.budget.values())
    money = f" Jumlah anggarannya tetap {rupiah(total)}." if total else ""
    messages.success(request, f"{program} menjadi {terbilang(len(programs))} program.{money}")
    return redirect(program)


@require_POST
def join(request, slug, pk):
    program = _get(request, "programs.split_open_or_not", slug, pk)
    try:
        join_program(program, by=request.user)
    except (PlanClosedError, SplitError) as reason:
        return _refuse(request, program, str(reason))
    messages.success(request, f"{program} disatukan lagi dengan anggaran semula.")
    return redirect(program)


def _get(request, permission, slug, pk):
    programs = Program.objects.with_rows()
    return get_for(request.user, permission, programs, masterplan__slug=slug, pk=pk)


def _show(request, page, program, **more):
    status = 422 if any(form.is_bound and form.errors for form in more.values()) else 200
    context = {"program": program, "masterplan": program.masterplan, **more}
    return render(request, page, context, status=status)


def _refuse(request, program, sentence):
    messages.error(request, sentence)
    return redirect(program)
