"""The page of an assessment for everybody who may see it, and the steps of an officer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from instruments import answering, appointing, scoring
from instruments.forms import AppointForm, CloseForm, ExtendForm, ReturnAnswersForm
from instruments.models import Assessment
from instruments.next_action import AssessmentAction
from instruments.overview import overview_of
from instruments.results import result_of
from regions.access import get_for
from regions.models import Region

REFUSALS = (answering.HandInError, appointing.AppointmentError, scoring.ScoringError)


def of_region(request, code):
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    found = Assessment.objects.of_region(region)
    context = {"region": region, "assessments": found}
    return render(request, "instruments/of_region.html", context)


def assessment(request, code, pk):
    assessment = find(request, "instruments.view_assessment", code, pk)
    overview, result = overview_of(assessment, request.user), result_of(assessment)
    may = {
        name: request.user.has_perm(f"instruments.{name}", assessment)
        for name in ("answer_assessment", "manage_assessment", "compare_scores")
    }
    context = {
        "assessment": assessment,
        "region": assessment.region,
        "overview": overview,
        "ask": AssessmentAction(overview, result, request.user),
        "result": result,
        "may": may,
        "sees_result": assessment.is_closed or may["compare_scores"],
        "seats": assessment.assessors.select_related("user") if may["manage_assessment"] else (),
    }
    return render(request, "instruments/assessment.html", context)


def assessors(request, code, pk):
    assessment = find(request, "instruments.manage_assessment", code, pk)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seat = appointing.appoint(assessment, by=request.user, **form.cleaned_data)
        except appointing.AppointmentError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{seat} ditunjuk; suratnya dikirim ke {seat.user.email}.")
            return redirect(request.path)
    context = {
        "assessment": assessment,
        "form": form,
        "seats": assessment.assessors.select_related("user"),
    }
    status = 422 if form.errors else 200
    return render(request, "instruments/assessors.html", context, status=status)


@require_POST
def dismiss(request, code, pk, seat):
    assessment = find(request, "instruments.manage_assessment", code, pk)
    seat = get_object_or_404(assessment.assessors.select_related("user"), pk=seat)
    try:
        appointing.dismiss(seat, by=request.user)
        messages.success(request, f"{seat} bukan asesor daerah ini lagi.")
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("instruments:assessors", code, pk)


@require_POST
def begin(request, code, pk):
    assessment = find(request, "instruments.manage_assessment", code, pk)
    try:
        appointing.begin_scoring(assessment, by=request.user)
        messages.success(request, "Penilaian dimulai; asesor mendapat surat.")
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect(assessment)


def give_back(request, code, pk):
    said = "Jawaban dikembalikan kepada daerah."
    return _decide(request, code, pk, ReturnAnswersForm, answering.return_answers, said)


def extend(request, code, pk):
    return _decide(request, code, pk, ExtendForm, answering.extend, "Masa menjawab diperpanjang.")


def close(request, code, pk):
    return _decide(request, code, pk, CloseForm, scoring.close_assessment, "Asesmen ditutup.")


def _decide(request, code, pk, form_class, step, said):
    """A step of an officer with what she says to it; a refusal shows it again beside her words."""
    assessment = find(request, "instruments.manage_assessment", code, pk)
    form = form_class(request.POST or None) if request.method == "POST" else form_class()
    if request.method == "POST" and form.is_valid():
        try:
            step(assessment, by=request.user, **form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(assessment)
    context = {
        "assessment": assessment,
        "form": form,
        "result": result_of(assessment),
        "step": form_class.step,
    }
    status = 422 if form.errors else 200
    return render(request, "instruments/decide.html", context, status=status)


def find(request, permission, code, pk) -> Assessment:
    """The assessment of a region, for who may."""
    return get_for(request.user, permission, Assessment.objects, region__code=code, pk=pk)
