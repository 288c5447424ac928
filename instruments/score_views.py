"""The pages of an assessor: what waits for her, one question to score, the comparison."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from instruments import scoring
from instruments.answer_views import evidence_of, question_of
from instruments.assessment_views import find
from instruments.documents import ScoreDocument
from instruments.forms import ChangeScoreForm, DiscussForm, QuestionScoreForm
from instruments.models import AssessorScore, DiscussionRemark
from instruments.next_action import seats_of
from instruments.overview import neighbours
from instruments.results import comparison_of, result_of
from instruments.rules import assessor_of
from instruments.save_views import ShowAgain, save_form
from revisions.saving import NotOpen


def mine(request):
    lines = seats_of(request.user)
    waiting = sum(line.waits_for_me for line in lines)
    context = {"lines": lines, "waiting": waiting}
    return render(request, "instruments/mine.html", context)


def score(request, code, pk, question):
    assessment = find(request, "instruments.score_assessment", code, pk)
    question, seat = question_of(assessment, question), assessor_of(request.user, assessment)
    seat.assessment = assessment
    document = ScoreDocument(seat, question)
    if request.method != "POST":
        form = QuestionScoreForm(document=document)
        return _page(request, seat, question, form)
    form = QuestionScoreForm(request.POST, document=document)
    try:
        done = save_form(request, form)
    except ShowAgain as again:
        return _page(request, seat, question, form, again)
    return done or _onwards(request, assessment, question)


def _onwards(request, assessment, question):
    _, after, *_ = neighbours(assessment, question)
    if after is None:
        return redirect(assessment)
    return redirect("instruments:score", assessment.region.code, assessment.pk, after.pk)


def _page(request, seat, question, form, again=None):
    assessment = seat.assessment
    before, after, at, total = neighbours(assessment, question)
    closed = scoring.why_not_scored(seat, request.user)
    answer = assessment.answers.filter(question=question).first()
    context = {
        "assessment": assessment,
        "question": question,
        "form": form if not closed or form.is_bound else None,
        "score": seat.scores.filter(question=question).first(),
        "closed": closed,
        "answer": answer,
        "evidence": evidence_of(answer),
        "refused": again.refused if again else "",
        "before": before,
        "after": after,
        "number": at + 1,
        "total": total,
    }
    status = again.status if again else 200
    return render(request, "instruments/score.html", context, status=status)


@require_POST
def hand_in(request, code, pk):
    assessment = find(request, "instruments.score_assessment", code, pk)
    seat = assessor_of(request.user, assessment)
    try:
        scoring.hand_in_scores(seat, by=request.user)
        messages.success(request, "Nilai Anda diserahkan. Nilai asesor lain kini terlihat.")
    except (scoring.ScoringError, NotOpen) as refusal:
        messages.error(request, str(refusal))
    return redirect(assessment)


def compare(request, code, pk):
    assessment = find(request, "instruments.compare_scores", code, pk)
    rows = comparison_of(assessment, request.user)
    context = {
        "assessment": assessment,
        "rows": rows,
        "different": sum(row.difference > 0 for row in rows),
        "seats": assessment.assessors.handed_in().select_related("user"),
        "result": result_of(assessment),
    }
    return render(request, "instruments/compare.html", context)


def discuss(request, code, pk, question):
    assessment = find(request, "instruments.compare_scores", code, pk)
    question = question_of(assessment, question)
    instrument = assessment.instrument
    says = request.method == "POST" and "kirim" in request.POST
    changes = request.method == "POST" and "ubah" in request.POST
    remark_form = DiscussForm(request.POST if says else None)
    change_form = ChangeScoreForm(request.POST if changes else None, instrument=instrument)
    if request.method == "POST" and assessor_of(request.user, assessment) is None:
        raise PermissionDenied
    if says and _done(request, scoring.say, assessment, question, remark_form):
        return redirect(request.path)
    if changes and _done(request, scoring.change_score, assessment, question, change_form):
        return redirect(request.path)
    return _discussion(request, assessment, question, remark_form, change_form)


def _done(request, step, assessment, question, form):
    if not form.is_valid():
        return False
    try:
        step(assessment, question, by=request.user, **form.cleaned_data)
    except scoring.ScoringError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Tersimpan.")
    return True


def _discussion(request, assessment, question, remark_form, change_form):
    scores = AssessorScore.objects.visible_to(request.user).filter(
        assessor__assessment=assessment, question=question, assessor__handed_in_at__isnull=False
    )
    remarks = DiscussionRemark.objects.filter(assessment=assessment, question=question)
    answer = assessment.answers.filter(question=question).first()
    is_open = (
        assessor_of(request.user, assessment) is not None
        and assessment.is_scoring
        and scoring.all_have_scored(assessment)
    )
    context = {
        "assessment": assessment,
        "question": question,
        "scores": scores.select_related("assessor__user").order_by("assessor"),
        "remarks": remarks.select_related("by__user"),
        "answer": answer,
        "evidence": evidence_of(answer),
        "remark_form": remark_form,
        "change_form": change_form,
        "is_open": is_open,
    }
    status = 422 if remark_form.errors or change_form.errors else 200
    return render(request, "instruments/discuss.html", context, status=status)
