"""What the pages of one program read."""

from dataclasses import dataclass

from django.db.models import Sum

from realisation.models import (
    FrozenAmount,
    RealisationEvidence,
    RealisedAmount,
    TrackedProgram,
    YearReport,
)


def evidence_of(report: YearReport | None) -> list[RealisationEvidence]:
    """What shows a report."""
    return list(report.evidence.select_related("added_by")) if report else []


@dataclass(frozen=True)
class ProgramYear:
    """One year of a program: its report, and money planned by the newest edition and realised."""

    year: int
    report: YearReport | None
    planned: int
    realised: int


def years_of(tracked: TrackedProgram) -> list[ProgramYear]:
    """The years of a program that were planned or reported. Four queries."""
    frozen = tracked.frozen.order_by("-edition__number").first()
    planned = FrozenAmount.objects.filter(frozen=frozen).order_by("year").values_list("year")
    planned = dict(planned.annotate(sum=Sum("amount"))) if frozen else {}
    realised = RealisedAmount.objects.filter(report__tracked=tracked).order_by("report__year")
    realised = dict(realised.values_list("report__year").annotate(sum=Sum("amount")))
    reports = {one.year: one for one in tracked.reports.select_related("reported_by")}
    return [
        ProgramYear(year, reports.get(year), planned.get(year, 0), realised.get(year, 0))
        for year in sorted({*planned, *reports})
    ]
