"""All regions of a cohort in one table."""

from django.shortcuts import render

from cohorts.models import Cohort, Nomination
from regions.access import get_for


def table(request, year):
    """Every nominated region of a cohort."""
    cohort = get_for(request.user, "cohorts.view_cohort", Cohort.objects, year=year)
    found = Nomination.objects.visible_to(request.user).filter(cohort=cohort)
    return render(request, "monitoring/cohort.html", {"cohort": cohort, "nominations": found})
