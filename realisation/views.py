"""Pages of what became of the programs: a minute's summary, a year's list, one program."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from realisation import actions
from realisation.figures import lines_of, not_tracked
from realisation.forms import RealisationEvidenceForm, ReopenYearForm, YearReportForm
from realisation.models import RealisationEvidence, TrackedProgram
from realisation.reading import evidence_of, years_of
from realisation.report_book import KIND, VALUES
from realisation.rules import REPORT
from realisation.summary_page import chosen_year, summary_page
from regions.access import get_for
from uploads.file_views import file_response

VIEW = "realisation.view_realisation"


def summary(request, slug):
    """What a head of region understands in a minute."""
    plan = get_for(request.user, VIEW, Masterplan.objects, slug=slug)
    year = chosen_year(plan, request.GET.get("tahun"))
    page = summary_page(plan, year) if year else None
    may_enter = request.user.has_perm("realisation.enter_realisation", plan)
    context = {"masterplan": plan, "page": page, "may_enter": may_enter}
    return render(request, "realisation/summary.html", context)


def year(request, slug, year):
    """Every program of a year, with what was planned and what was reported."""
    plan = get_for(request.user, VIEW, Masterplan.objects, slug=slug)
    if year not in actions.reportable_years(plan):
        raise Http404("Tahun ini tidak dapat dilaporkan.")
    lines = lines_of(plan, year)
    hers = [one for one in lines if request.user.has_perm(REPORT, one.tracked)]
    context = {
        "masterplan": plan,
        "year": year,
        "kinds": [f"{KIND}-{year}", f"{VALUES}-{year}"],
        "lines": lines,
        "hers": hers,
        "owed": [one for one in hers if one.report is None],
        "later": not_tracked(plan) if lines else [],
        "is_closed": plan.closed_years.filter(year=year).exists(),
        "may_close": request.user.has_perm("realisation.close_year", plan),
    }
    return render(request, "realisation/year.html", context)


def report(request, slug, year, pk):
    """Report one program for one year; who may not reads what was reported."""
    tracked = get_for(request.user, VIEW, TrackedProgram.objects, masterplan__slug=slug, pk=pk)
    plan = tracked.masterplan
    line = next(iter(lines_of(plan, year, only=tracked)), None)
    if line is None or year not in actions.reportable_years(plan):
        raise Http404("Program ini tidak dilaporkan pada tahun itu.")
    form = YearReportForm(request.POST or None, line=line)
    if request.method == "POST":
        get_for(request.user, REPORT, TrackedProgram.objects, pk=pk)
        if form.is_valid() and _reported(form, tracked, year, by=request.user):
            messages.success(request, f"Realisasi {tracked} tahun {year} disimpan.")
            return redirect("realisation:year", slug, year)
    is_closed = plan.closed_years.filter(year=year).exists()
    may = request.user.has_perm(REPORT, tracked) and not is_closed
    context = {
        "masterplan": plan,
        "line": line,
        "year": year,
        "form": form if may or form.errors else None,
        "is_closed": is_closed,
        "evidence": evidence_of(line.report),
        "evidence_form": RealisationEvidenceForm() if may and line.report else None,
    }
    return render(request, "realisation/report.html", context, status=422 if form.errors else 200)


def _reported(form, tracked, year, *, by):
    """Whether the report was taken; the form says why not."""
    try:
        actions.report_year(tracked, year, form.figures, seen=form.cleaned_data["seen"], by=by)
    except actions.ReportRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def program(request, slug, pk):
    """One program over the years."""
    tracked = get_for(request.user, VIEW, TrackedProgram.objects, masterplan__slug=slug, pk=pk)
    context = {"masterplan": tracked.masterplan, "tracked": tracked, "years": years_of(tracked)}
    return render(request, "realisation/program.html", context)


@require_POST
def track_program(request, slug, pk):
    """Begin to report a program that came after freezing."""
    plan = get_for(request.user, "realisation.enter_realisation", Masterplan.objects, slug=slug)
    tracked = actions.track(get_object_or_404(not_tracked(plan), pk=pk))
    year = chosen_year(plan, request.POST.get("tahun"))
    if year is None:
        raise Http404("Belum ada tahun yang dapat dilaporkan.")
    return redirect("realisation:report", slug, year, tracked.pk)


@require_POST
def evidence_add(request, slug, year, pk):
    tracked = get_for(request.user, REPORT, TrackedProgram.objects, masterplan__slug=slug, pk=pk)
    found = get_object_or_404(tracked.reports, year=year)
    form = RealisationEvidenceForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            actions.add_evidence(found, **form.cleaned_data, by=request.user)
            messages.success(request, "Bukti ditambahkan.")
            return redirect("realisation:report", slug, year, pk)
    except actions.ReportRefused as refusal:
        form.add_error(refusal.field, str(refusal))
    context = {"masterplan": tracked.masterplan, "tracked": tracked, "year": year, "form": form}
    return render(request, "realisation/evidence_form.html", context, status=422)


def evidence(request, slug, pk):
    found = _evidence(request, VIEW, slug, pk)
    if not found.file:
        raise Http404("Bukti ini berupa tautan.")
    return file_response(found)


@require_POST
def evidence_remove(request, slug, pk):
    found = _evidence(request, REPORT, slug, pk)
    try:
        actions.remove_evidence(found, by=request.user)
        messages.success(request, "Bukti dihapus.")
    except actions.ReportRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("realisation:report", slug, found.report.year, found.report.tracked_id)


def _evidence(request, may, slug, pk):
    found = get_object_or_404(
        RealisationEvidence.objects.select_related("report__tracked__masterplan__region"),
        report__tracked__masterplan__slug=slug,
        pk=pk,
    )
    get_for(request.user, may, TrackedProgram.objects, pk=found.report.tracked_id)
    return found


@require_POST
def close(request, slug, year):
    plan = get_for(request.user, "realisation.close_year", Masterplan.objects, slug=slug)
    try:
        actions.close_year(plan, year, by=request.user)
        messages.success(request, f"Realisasi {year} ditutup. Membukanya lagi memerlukan alasan.")
    except actions.ReportRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("realisation:summary", slug)


def reopen(request, slug, year):
    """Asks for the reason; then the figures of the year may be changed again."""
    plan = get_for(request.user, "realisation.close_year", Masterplan.objects, slug=slug)
    get_object_or_404(plan.closed_years, year=year)
    form = ReopenYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reopen_year(plan, year, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"Realisasi {year} dibuka lagi.")
        return redirect("realisation:year", slug, year)
    context = {"masterplan": plan, "year": year, "form": form}
    return render(request, "realisation/reopen.html", context, status=422 if form.errors else 200)
