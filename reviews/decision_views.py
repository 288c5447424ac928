"""The one page on which a stage is decided: what is open, what was noted, the words with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from notes.actions import NoteError
from regions.access import get_for
from reviews.approvals import Verdicts
from reviews.deciding import approve_with_notes, gathered, return_with_notes
from reviews.forms import StageDecisionForm
from reviews.passages import PlanText
from reviews.removals import removals_since_decision
from stages.next_action import progress_sentence
from stages.overview import StageOverview
from stages.workflow import ReasonNeededError, WorkflowError


def decide(request, slug):
    """What is open and what was noted while reading, gathered for the decision."""
    masterplan = _masterplan(request, slug)
    form = StageDecisionForm(masterplan=masterplan, notes=gathered(masterplan))
    return _decide(request, masterplan, form)


@require_POST
def return_stage(request, slug):
    return _step(request, slug, return_with_notes, "dikembalikan dengan alasan Anda")


@require_POST
def approve(request, slug):
    return _step(request, slug, approve_with_notes, "disetujui")


def moved(request, slug, page):
    """An address of before: to the page of now, with what was typed there."""
    return redirect(page, _masterplan(request, slug).slug, preserve_request=True)


# --- what the pages share ---------------------------------------------------------------------


def _masterplan(request, slug):
    return get_for(request.user, "stages.decide_stage", Masterplan.objects, slug=slug)


def _step(request, slug, verb, done):
    """Decide about a stage; the page again, with what was typed, when that is refused."""
    masterplan = _masterplan(request, slug)
    stage = masterplan.stage
    form = StageDecisionForm(request.POST, masterplan=masterplan, notes=gathered(masterplan))
    if form.is_valid():
        words = form.cleaned_data["note"]
        try:
            verb(masterplan, weights=form.weights, note=words, by=request.user)
        except (WorkflowError, NoteError) as error:
            form.add_error("note" if isinstance(error, ReasonNeededError) else None, str(error))
            masterplan.refresh_from_db(fields=["stage", "status", "edition_number", "stage_since"])
        else:
            messages.success(request, f"Tahap {stage} {done}.")
            return redirect(masterplan)
    return _decide(request, masterplan, form)


def _decide(request, masterplan, form):
    overview = StageOverview(masterplan, request.user)
    context = {
        "masterplan": masterplan,
        "overview": overview,
        "far": progress_sentence(overview),
        "form": form,
        "in_review": overview.handed_in is not None,
        "kept_words": "" if overview.handed_in else form.data.get("note", ""),
        "verdicts": Verdicts(PlanText(masterplan)),
        "removals": removals_since_decision(masterplan, overview.decisions),
    }
    return render(request, "reviews/decide.html", context)
