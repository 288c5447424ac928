"""Cohorts as tests need them: opened, with a region that was chosen and its plan."""

from django.utils import timezone

from cohorts.models import Cohort, Nomination, Selection
from cohorts.opening import change_terms, open_cohort


def cohort_with(masterplan, *, by, year=2023, **figures) -> Cohort:
    """The cohort of a year under whose rules this plan is written."""
    cohort = open_cohort(
        year,
        by=by,
        outline=masterplan.outline,
        dimension_set=masterplan.dimension_set,
        figures=figures,
    )
    Nomination.objects.create(
        cohort=cohort,
        region=masterplan.region,
        nominated_by=by,
        verdict=Selection.CHOSEN,
        reason="Siap.",
        terms=cohort.versions.first(),
        decided_by=by,
        decided_at=timezone.now(),
        masterplan=masterplan,
    )
    return cohort


def new_terms(cohort, *, by, reason="Disepakati dalam rapat.", **figures):
    """The next version of its rules, with these figures changed."""
    last = cohort.versions.select_related("outline", "dimension_set", "instrument").first()
    return change_terms(
        cohort,
        seen=last.number,
        outline=last.outline,
        dimension_set=last.dimension_set,
        instrument=last.instrument,
        figures=last.figures | figures,
        reason=reason,
        by=by,
    )
