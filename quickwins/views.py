"""Pages of the quick wins: the board by dimension, a nominee, its profile, its scores."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Avg, Count
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.trail import record
from masterplans.models import Masterplan
from programs.models import Program
from quickwins import choosing, standing
from quickwins.forms import MilestoneFormSet, ProfileForm, ReasonForm, RiskFormSet, ScoreForm
from quickwins.models import Criterion, QuickWin, Standing
from regions.access import get_for


def board(request, slug):
    masterplan = get_for(request.user, "quickwins.view_quickwin", Masterplan.objects, slug=slug)
    boards = standing.board(masterplan)
    context = {
        "masterplan": masterplan,
        "boards": boards,
        "counts": standing.standing_counts(boards),
        "complete": sum(one.chosen > 0 for one in boards),
        "incomplete_profiles": [
            q for b in boards for q in b.quickwins if q.standing == Standing.CHOSEN and q.missing
        ],
    }
    return render(request, "quickwins/board.html", context)


@require_POST
def nominate(request, slug, program):
    program = get_for(
        request.user,
        "quickwins.nominate_program",
        Program.objects,
        masterplan__slug=slug,
        pk=program,
    )
    quickwin = choosing.nominate(program, by=request.user)
    messages.success(request, f"{program} dinominasikan sebagai quick win.")
    return redirect(quickwin)


def detail(request, slug, pk):
    quickwin = _get(request, "quickwins.view_quickwin", slug, pk)
    may = {
        name: request.user.has_perm(f"quickwins.{name}_quickwin", quickwin)
        for name in ("change", "score", "choose")
    }
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "missing": standing.missing(quickwin),
        "scores": _scores(quickwin),
        "reason_form": ReasonForm(),
        "profile": [
            (QuickWin._meta.get_field(name).verbose_name, getattr(quickwin, name))
            for name in QuickWin.PROFILE_FIELDS
        ],
        "may": may,
    }
    return render(request, "quickwins/detail.html", context)


def edit(request, slug, pk):
    quickwin = _get(request, "quickwins.change_quickwin", slug, pk)
    data = request.POST or None
    form = ProfileForm(data, instance=quickwin)
    risks = RiskFormSet(data, instance=quickwin, prefix="risiko")
    milestones = MilestoneFormSet(data, instance=quickwin, prefix="tonggak")
    if request.method == "POST" and all([form.is_valid(), risks.is_valid(), milestones.is_valid()]):
        _save_profile(form, risks, milestones, by=request.user)
        messages.success(request, "Profil quick win disimpan.")
        more = "more" in request.POST
        return redirect("quickwins:edit" if more else "quickwins:detail", slug, pk)
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "form": form,
        "risks": risks,
        "milestones": milestones,
    }
    return render(request, "quickwins/form.html", context)


@transaction.atomic
def _save_profile(form, risks, milestones, *, by):
    quickwin = form.save()
    risks.save()
    milestones.save()
    record(by, "quickwin.described", quickwin.program, fields=form.changed_data)


def score(request, slug, pk):
    quickwin = _get(request, "quickwins.score_quickwin", slug, pk)
    own = dict(quickwin.scores.filter(by=request.user).values_list("criterion", "value"))
    form = ScoreForm(request.POST or None, initial=own)
    if request.method == "POST" and form.is_valid():
        choosing.score(quickwin, values=form.cleaned_data, by=request.user)
        messages.success(request, f"Nilai Anda untuk {quickwin} disimpan.")
        return redirect(quickwin)
    context = {"quickwin": quickwin, "masterplan": quickwin.masterplan, "form": form}
    return render(request, "quickwins/score.html", context)


@require_POST
def choose(request, slug, pk):
    return _decide(request, slug, pk, choosing.choose, "{} dipilih sebagai quick win.")


@require_POST
def drop(request, slug, pk):
    return _decide(request, slug, pk, choosing.drop, "{} tidak dipilih; alasannya tercatat.")


def _decide(request, slug, pk, step, sentence):
    """Choose or drop with the reason that was typed; a refusal shows it again beside the reason."""
    quickwin = _get(request, "quickwins.choose_quickwin", slug, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        step(quickwin, by=request.user, reason=reason)
    except choosing.ChoosingError as error:
        form.add_error("reason", str(error))
        context = {"quickwin": quickwin, "masterplan": quickwin.masterplan, "form": form}
        return render(request, "quickwins/reason.html", context, status=422)
    messages.success(request, sentence.format(quickwin))
    return redirect(quickwin)


@require_POST
def withdraw(request, slug, pk):
    quickwin = _get(request, "quickwins.change_quickwin", slug, pk)
    try:
        choosing.withdraw(quickwin, by=request.user)
        messages.success(request, f"Nominasi {quickwin} dibatalkan.")
    except choosing.ChoosingError as error:
        messages.error(request, str(error))
    return redirect("quickwins:board", slug)


def _get(request, permission, slug, pk):
    return get_for(
        request.user,
        permission,
        QuickWin.objects.prefetch_related("risks", "milestones"),
        program__masterplan__slug=slug,
        pk=pk,
    )


def _scores(quickwin):
    """Average and number of judges for each criterion, in the criteria's order."""
    from_people = {
        row["criterion"]: row
        for row in quickwin.scores.values("criterion").annotate(
            average=Avg("value"), judges=Count("by")
        )
    }
    return [(criterion.label, from_people.get(criterion.value)) for criterion in Criterion]
