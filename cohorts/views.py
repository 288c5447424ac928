"""Pages of a cohort: open it, write its rules, nominate regions, decide about each of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cohorts.changes import history, rules_in_words
from cohorts.choosing import decide, nominate, take_back, withdraw_nomination
from cohorts.forms import TakeBackForm, TermsForm, VerdictForm, YearForm, figures_in_boxes
from cohorts.models import Cohort, Nomination
from cohorts.opening import CohortError, change_terms, newest_before, open_cohort
from cohorts.pasted_regions import add_regions, read_regions
from cohorts.terms import terms_in
from instruments.models import Assessment
from instruments.results import result_of
from regions.access import get_for
from regions.list_views import ListPage, paste_page
from regions.models import Region

NOMINATIONS = ListPage(
    read_regions,
    add_regions,
    "daerah",
    "Nominasikan daerah.",
    "Satu daerah satu baris: nama atau kode Kemendagri. Salin dari Excel, Word, atau surat.",
    "Kab. Garut; 32.05",
)


def cohorts(request):
    """Every cohort, and the next one to open: with the rules of the last, or the usual ones."""
    if not request.user.is_national:
        raise Http404
    found = list(Cohort.objects.all())
    proposed = max([timezone.localdate().year, *(one.year + 1 for one in found)])
    form = YearForm(request.POST or None, initial={"year": proposed})
    if request.method == "POST" and form.is_valid():
        try:
            cohort = open_cohort(form.cleaned_data["year"], by=request.user)
        except CohortError as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, f"{cohort} dibuka.")
            return redirect("cohorts:terms", cohort.year)
    context = {"form": form, "cohorts": found, "last": newest_before(proposed)}
    return render(request, "cohorts/cohorts.html", context)


def terms(request, year):
    """The rules of a cohort, what was changed when and why, and the form for the next version."""
    cohort = get_for(request.user, "cohorts.change_cohort", Cohort.objects, year=year)
    versions = history(cohort)
    newest = versions[0].version
    form = TermsForm(request.POST or None, cohort=cohort, initial=_said(newest))
    if request.method == "POST" and form.is_valid() and _changed(request, cohort, newest, form):
        return redirect("cohorts:terms", year)
    context = {
        "cohort": cohort,
        "form": form,
        "versions": versions,
        "newest": newest,
        "rules": rules_in_words(terms_in(newest)),
    }
    return render(request, "cohorts/terms.html", context)


def _said(version):
    return figures_in_boxes(terms_in(version)) | {
        "seen": version.number,
        "outline": version.outline_id,
        "dimension_set": version.dimension_set_id,
        "instrument": version.instrument_id,
    }


def _changed(request, cohort, newest, form):
    """Whether the next version was written; if not, the form says why nothing was."""
    try:
        version = change_terms(
            cohort,
            seen=form.cleaned_data["seen"],
            outline=form.cleaned_data["outline"],
            dimension_set=form.cleaned_data["dimension_set"],
            instrument=form.cleaned_data["instrument"],
            figures=newest.figures | form.figures,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except CohortError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, f"Versi {version.number} berlaku mulai sekarang. Yang sudah diputuskan tetap."
    )
    return True


def nominate_many(request, year):
    """Regions by a pasted list: looked at first, nominated by the second button."""
    cohort = get_for(request.user, "cohorts.change_cohort", Cohort.objects, year=year)
    return paste_page(request, cohort, NOMINATIONS)


@require_POST
def nominate_one(request, year, code):
    """From the region's own page."""
    cohort = get_for(request.user, "cohorts.change_cohort", Cohort.objects, year=year)
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    try:
        nominate(cohort, region, by=request.user)
    except CohortError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{region} dinominasikan untuk {str(cohort).lower()}.")
    return redirect(region)


def nomination(request, year, code):
    """One nominated region: what is known of it, and the decision, or its reason."""
    found = _nomination(request, year, code)
    form = VerdictForm(request.POST or None) if request.POST or not found.is_decided else None
    if request.method == "POST" and form.is_valid():
        is_chosen, reason = form.cleaned_data["verdict"] == "chosen", form.cleaned_data["reason"]
        try:
            decide(found, is_chosen=is_chosen, reason=reason, by=request.user)
        except CohortError as refusal:  # another officer was faster: what was typed stays
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Keputusan disimpan; koordinator daerah mendapat surat.")
            return redirect("cohorts:nomination", year, code)
    return _page(request, found, form=form)


def reopen(request, year, code):
    """A decision is opened again, as long as no masterplan was begun under it."""
    found = _nomination(request, year, code)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(found, reason=form.cleaned_data["reason"], by=request.user)
        except CohortError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Keputusan dibuka kembali.")
            return redirect("cohorts:nomination", year, code)
    return _page(request, found, form=form, reopens=True)


def _page(request, found, **context):
    version = found.terms or found.cohort.versions.first()
    assessment = Assessment.objects.filter(
        instrument=version.instrument_id, region=found.region
    ).first()
    context |= {
        "nomination": found,
        "region": found.region,
        "assessment": assessment,
        "result": result_of(assessment) if assessment else None,
    }
    return render(request, "cohorts/nomination.html", context)


@require_POST
def withdraw(request, year, code):
    found = _nomination(request, year, code)
    try:
        withdraw_nomination(found, by=request.user)
    except CohortError as refusal:
        messages.error(request, str(refusal))
        return redirect("cohorts:nomination", year, code)
    messages.success(request, f"Nominasi {found.region} ditarik.")
    return redirect(found.cohort)


def _nomination(request, year, code):
    return get_for(
        request.user,
        "cohorts.decide_nomination",
        Nomination.objects.select_related("decided_by", "terms__cohort", "masterplan"),
        cohort__year=year,
        region__code=code,
    )
