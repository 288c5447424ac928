"""Pages of the process: the front page of a masterplan, and the steps of its team."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan, Status
from regions.access import get_for
from stages import workflow
from stages.desk import take_review
from stages.first_steps import first_steps
from stages.forms import ExplainForm, ReopenForm, SubmitForm, WithdrawForm
from stages.freezing import request_freeze
from stages.glance import Glance
from stages.next_action import next_action, progress_sentence
from stages.overview import StageOverview
from stages.workflow import ReasonNeededError, WorkflowError


def overview(request, slug):
    masterplan = get_for(request.user, "stages.view_stage", Masterplan.objects, slug=slug)
    return _overview(request, masterplan)


def glance(request, slug):
    """The same plan for who leads: one screen of pictures."""
    masterplan = get_for(request.user, "stages.view_stage", Masterplan.objects, slug=slug)
    overview = StageOverview(masterplan, request.user)
    context = {"masterplan": masterplan, "glance": Glance(overview), "ask": next_action(overview)}
    return render(request, "stages/glance.html", context)


def decisions(request, slug):
    masterplan = get_for(request.user, "stages.view_stage", Masterplan.objects, slug=slug)
    decisions = masterplan.decisions.select_related("by", "under__terms__cohort")
    context = {"masterplan": masterplan, "decisions": decisions}
    return render(request, "stages/decisions.html", context)


@require_POST
def take(request, slug):
    """The stage under review comes onto one's own desk."""
    masterplan = get_for(request.user, "stages.decide_stage", Masterplan.objects, slug=slug)
    try:
        take_review(masterplan, by=request.user)
    except WorkflowError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Tinjauan tahap {masterplan.stage} kini di meja Anda.")
    return redirect(settings.LINKS["review"], slug)


@require_POST
def submit(request, slug):
    masterplan = get_for(request.user, "stages.submit_stage", Masterplan.objects, slug=slug)
    form = SubmitForm(request.POST, masterplan=masterplan)
    sentence = f"Tahap {masterplan.stage} diserahkan kepada tenaga ahli."
    taken = _step(request, form, workflow.submit_stage, sentence)
    return taken or _overview(request, masterplan, submit_form=form)


@require_POST
def withdraw(request, slug):
    masterplan = get_for(request.user, "stages.withdraw_stage", Masterplan.objects, slug=slug)
    form = WithdrawForm(request.POST, masterplan=masterplan)
    sentence = f"Tahap {masterplan.stage} ditarik kembali; dapat ditulis lagi."
    taken = _step(request, form, workflow.withdraw_stage, sentence)
    return taken or _overview(request, masterplan, withdraw_form=form)


@require_POST
def reopen(request, slug):
    masterplan = get_for(request.user, "stages.reopen_stage", Masterplan.objects, slug=slug)
    form = ReopenForm(request.POST, masterplan=masterplan)
    sentence = "Tahap 4 dibuka kembali; isinya dapat ditulis lagi."
    taken = _step(request, form, workflow.reopen_stage, sentence)
    return taken or _overview(request, masterplan, reopen_form=form)


@require_POST
def freeze(request, slug):
    masterplan = get_for(request.user, "stages.freeze_masterplan", Masterplan.objects, slug=slug)
    try:
        request_freeze(masterplan, by=request.user)
    except WorkflowError as error:
        messages.error(request, str(error))
    return redirect("stages:overview", slug)


def freezing(request, slug):
    """How far the worker is: a part that the overview asks for again and again, or a page."""
    masterplan = get_for(request.user, "stages.view_stage", Masterplan.objects, slug=slug)
    if not request.htmx:
        return redirect("stages:overview", slug)
    context = {"masterplan": masterplan, "freezing": masterplan.freezings.first()}
    response = render(request, "stages/_freezing.html", context)
    if masterplan.status != Status.APPROVED or not context["freezing"].is_under_way:
        response["HX-Refresh"] = "true"  # it has ended: the whole page says something else now
    return response


# --- what the pages share ---------------------------------------------------------------------


def _step(request, form, verb, sentence):
    """Take a step and go on; None when the form, or the workflow, says why it cannot be taken."""
    masterplan = form.masterplan
    if not form.is_valid():
        return None
    try:
        verb(masterplan, by=request.user, note=form.cleaned_data["note"])
    except WorkflowError as error:
        form.add_error("note" if isinstance(error, ReasonNeededError) else None, str(error))
        masterplan.refresh_from_db(fields=["stage", "status", "edition_number", "stage_since"])
        return None
    messages.success(request, sentence)
    return redirect("stages:overview", masterplan.slug)


def _overview(request, masterplan, **bound):
    """The front page; `bound` is the form of a step that was refused, by its name."""
    overview = StageOverview(masterplan, request.user)
    name, failed = next(iter(bound.items()), ("", None))
    context = {
        "overview": overview,
        "masterplan": masterplan,
        "ask": next_action(overview),
        "far": progress_sentence(overview) if overview.shows_gate else None,
        "may": overview.steps,
        "may_invite": request.user.has_perm("regions.manage_members", masterplan),
        "may_plan": overview.may("bimtek.plan_session"),
        "first_steps": first_steps(overview),
        "failed": failed,
        "kept_words": _words(failed) if failed and not overview.steps[name.split("_")[0]] else "",
        "submit_form": (ExplainForm if overview.unusual else SubmitForm)(masterplan=masterplan),
        "withdraw_form": WithdrawForm(masterplan=masterplan),
        "reopen_form": ReopenForm(masterplan=masterplan),
    }
    return render(request, "stages/overview.html", context | bound)


def _words(form) -> str:
    """What was typed for a step that is no longer possible, so that it is not lost."""
    return form.data.get("note", "") if form.is_bound else ""
