"""The page of one question as a region answers it, its evidence, and the handing in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from instruments import answering
from instruments.assessment_views import find
from instruments.documents import AnswerDocument
from instruments.forms import EvidenceForm, QuestionAnswerForm
from instruments.models import Evidence, Question
from instruments.overview import neighbours
from instruments.save_views import ShowAgain, save_form
from regions.access import get_for
from revisions.saving import NotOpen
from uploads.checking import UploadRefused
from uploads.file_views import file_response


def answer(request, code, pk, question):
    assessment = find(request, "instruments.view_assessment", code, pk)
    question = question_of(assessment, question)
    may = request.user.has_perm("instruments.answer_assessment", assessment)
    document = AnswerDocument(assessment, question)
    if request.method != "POST":
        form = QuestionAnswerForm(document=document) if may else None
        return page(request, assessment, question, form)
    if not may:
        raise PermissionDenied
    form = QuestionAnswerForm(request.POST, document=document)
    try:
        done = save_form(request, form)
    except ShowAgain as again:
        return page(request, assessment, question, form, again=again)
    return done or _onwards(request, assessment, question)


def _onwards(request, assessment, question):
    """To the next question, or back to the list behind the last."""
    messages.success(request, f"Jawaban pertanyaan {question.number} disimpan.")
    _, after, *_ = neighbours(assessment, question)
    if after is None:
        return redirect(assessment)
    return redirect("instruments:answer", assessment.region.code, assessment.pk, after.pk)


def page(request, assessment, question, form, *, proof=None, again=None, status=200):
    """The page of a question: with the form of whoever may answer it now, else to read."""
    before, after, at, total = neighbours(assessment, question)
    closed = answering.why_not_answered(assessment)
    may = form is not None
    if may and not closed and proof is None:
        proof = EvidenceForm(question=question, assessment=assessment)
    stored = assessment.answers.filter(question=question).first()
    context = {
        "assessment": assessment,
        "question": question,
        "form": form if may and (not closed or form.is_bound) else None,
        "proof": proof,
        "answer": stored,
        "evidence": evidence_of(stored),
        "closed": closed if may else "",
        "refused": again.refused if again else "",
        "differences": again.differences if again else (),
        "before": before,
        "after": after,
        "number": at + 1,
        "total": total,
    }
    status = again.status if again else status
    return render(request, "instruments/answer.html", context, status=status)


def evidence_of(answer) -> list[Evidence]:
    """The evidence of an answer, ready for its links."""
    if answer is None:
        return []
    return list(answer.evidence.select_related("answer__assessment__region", "added_by"))


@require_POST
def prove(request, code, pk, question):
    assessment = find(request, "instruments.answer_assessment", code, pk)
    question = question_of(assessment, question)
    form = EvidenceForm(request.POST, request.FILES, question=question, assessment=assessment)
    if form.is_valid():
        try:
            answering.add_evidence(assessment, question, by=request.user, **form.cleaned_data)
        except UploadRefused as refusal:
            form.add_error("upload", str(refusal))
        except NotOpen as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, "Bukti dukung ditambahkan.")
            return redirect("instruments:answer", code, pk, question.pk)
    own = QuestionAnswerForm(document=AnswerDocument(assessment, question))
    return page(request, assessment, question, own, proof=form, status=422)


@require_POST
def unprove(request, code, pk, evidence):
    assessment = find(request, "instruments.answer_assessment", code, pk)
    rows = Evidence.objects.select_related("answer__assessment", "answer__question__component")
    evidence = get_object_or_404(rows, answer__assessment=assessment, pk=evidence)
    try:
        answering.remove_evidence(evidence, by=request.user)
        messages.success(request, f"Bukti “{evidence.title}” dihapus.")
    except NotOpen as refusal:
        messages.error(request, str(refusal))
    return redirect("instruments:answer", code, pk, evidence.answer.question_id)


def evidence(request, code, pk, evidence):
    """A file of an answer, to whoever may read the answer."""
    found = get_for(
        request.user,
        "instruments.view_assessment",
        Evidence.objects,
        answer__assessment__region__code=code,
        answer__assessment=pk,
        pk=evidence,
    )
    if not found.file:
        raise Http404
    return file_response(found)


@require_POST
def hand_in(request, code, pk):
    assessment = find(request, "instruments.hand_in_assessment", code, pk)
    try:
        answering.hand_in(assessment, by=request.user)
        messages.success(request, "Jawaban diserahkan.")
    except answering.HandInError as refusal:
        messages.error(request, str(refusal))
    return redirect(assessment)


def question_of(assessment, pk) -> Question:
    """A question of the assessment's instrument."""
    return get_object_or_404(Question.objects.of(assessment.instrument), pk=pk)
