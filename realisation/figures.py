"""What became of a plan in a year, and over the years: few queries, whatever its size."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Sum
from django.utils import timezone

from cohorts.terms import terms_of
from editions.models import Edition
from masterplans.models import Masterplan
from programs.models import Program
from realisation.models import (
    FrozenAmount,
    FrozenProgram,
    FrozenTarget,
    RealisedAmount,
    RunState,
    TrackedProgram,
    YearReport,
)
from realisation.progress import Attainment, attainments, proposed_percent

GOES_ON = {RunState.NOT_STARTED, RunState.RUNNING, RunState.DELAYED}


@dataclass(frozen=True)
class ReportLine:
    """One program in one year: what was frozen, and what was reported."""

    tracked: TrackedProgram
    frozen: FrozenProgram | None  # None for one that is not in the newest edition
    report: YearReport | None
    year: int
    planned: dict[str, int]  # rupiah by source
    reached: list[Attainment]
    is_stale: bool

    @property
    def is_new(self) -> bool:
        """Whether it came after freezing."""
        return self.frozen is None and not self.tracked.was_frozen

    @property
    def is_dropped(self) -> bool:
        """Whether an earlier edition had it, and the newest has not."""
        return self.frozen is None and self.tracked.was_frozen

    @property
    def name(self) -> str:
        return self.frozen.name if self.frozen else self.tracked.name

    @property
    def number(self) -> str:
        return self.frozen.number if self.frozen else ""

    @property
    def realised(self) -> dict[str, int]:
        return {one.source: one.amount for one in self.report.amounts.all()} if self.report else {}

    @cached_property
    def planned_sum(self) -> int:
        return sum(self.planned.values())

    @cached_property
    def realised_sum(self) -> int:
        return sum(self.realised.values())

    @cached_property
    def proposed(self) -> int:
        """The progress that the figures propose, in percent."""
        if self.report is None:
            return 0
        return proposed_percent(
            self.report.state, self.reached, planned=self.planned_sum, realised=self.realised_sum
        )

    @property
    def is_own_figure(self) -> bool:
        return self.report is not None and self.report.own_percent is not None

    @property
    def percent(self) -> int:
        return self.report.own_percent if self.is_own_figure else self.proposed

    @property
    def is_late(self) -> bool:
        """Whether it is behind what was frozen: said so, not begun in its time, or overdue."""
        if self.report and self.report.state == RunState.DELAYED:
            return True
        if self.frozen is None or self.frozen.first_year is None:
            return False
        state = self.report.state if self.report else RunState.NOT_STARTED
        is_due = self.frozen.first_year < self.year or (
            self.frozen.first_year == self.year and self.year < timezone.localdate().year
        )
        over = self.frozen.last_year < self.year
        return (state == RunState.NOT_STARTED and is_due) or (state == RunState.RUNNING and over)


def newest_edition(masterplan: Masterplan) -> Edition | None:
    """The edition against which a plan is reported, without its content."""
    return masterplan.editions.defer("content", "manifest").order_by("-number").first()


def lines_of(
    masterplan: Masterplan, year: int, *, only: TrackedProgram | None = None
) -> list[ReportLine]:
    """Every program of the newest edition that runs in a year, then those that came after it;
    `only` one of them where that is all that is asked."""
    edition = newest_edition(masterplan)
    if edition is None:
        return []
    reports = YearReport.objects.filter(year=year).select_related("reported_by")
    reports = reports.prefetch_related("amounts", "values")
    stale_before = _stale_before(masterplan)
    lines = [
        _line(masterplan, one.tracked, one, year, stale_before)
        for one in _frozen_in(edition, year, reports, only)
        if _runs(one, year)
    ]
    return lines + [
        _line(masterplan, one, None, year, stale_before)
        for one in _beside(masterplan, edition, reports, only)
        if one.of_year or not one.was_frozen
    ]


def _frozen_in(edition, year, reports, only):
    frozen = edition.frozen_programs.select_related("tracked__agency").prefetch_related(
        Prefetch("tracked__reports", reports, "of_year"),
        Prefetch("amounts", FrozenAmount.objects.filter(year=year)),
        Prefetch("targets", FrozenTarget.objects.filter(year=year)),
    )
    return frozen.filter(tracked=only) if only else frozen


def _beside(masterplan, edition, reports, only):
    """What is reported and not in the edition: that came after it, or that it dropped."""
    kept = FrozenProgram.objects.filter(tracked=OuterRef("pk"))
    beside = TrackedProgram.objects.of(masterplan).annotate(was_frozen=Exists(kept))
    beside = beside.exclude(Exists(kept.filter(edition=edition))).select_related("agency")
    beside = beside.prefetch_related(Prefetch("reports", reports, "of_year"))
    return beside.filter(pk=only.pk) if only else beside


def _stale_before(masterplan):
    return timezone.now() - timedelta(days=terms_of(masterplan).stale_days)


def _runs(frozen, year):
    """Whether a program has anything to report in a year: its time, or what was said of it."""
    if frozen.tracked.of_year or frozen.first_year is None:
        return True
    return frozen.first_year <= year


def _line(masterplan, tracked, frozen, year, stale_before):
    tracked.masterplan = masterplan
    report = next(iter(tracked.of_year), None)
    values = {one.indicator: one.value for one in report.values.all()} if report else {}
    is_open = year >= timezone.localdate().year and (not report or report.state in GOES_ON)
    return ReportLine(
        tracked=tracked,
        frozen=frozen,
        report=report,
        year=year,
        planned={one.source: one.amount for one in frozen.amounts.all()} if frozen else {},
        reached=attainments(list(frozen.targets.all()), values) if frozen else [],
        is_stale=is_open and (report is None or report.reported_at < stale_before),
    )


def not_tracked(masterplan: Masterplan):
    """Programs of the plan that came after its newest edition and were never reported."""
    programs = Program.objects.filter(masterplan=masterplan, tracked=None)
    return programs.select_related("agency", "subdimension__dimension")


@dataclass
class MoneyOverYears:
    """Planned and realised rupiah by year, and by source or dimension of one year."""

    planned: dict[int, int] = field(default_factory=dict)
    realised: dict[int, int] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        return sorted({*self.planned, *self.realised})


def money_over_years(masterplan: Masterplan, edition: Edition) -> MoneyOverYears:
    """Two queries."""
    planned = FrozenAmount.objects.filter(frozen__edition=edition).values_list("year")
    realised = RealisedAmount.objects.filter(report__tracked__masterplan=masterplan)
    return MoneyOverYears(
        dict(planned.annotate(sum=Sum("amount")).order_by("year")),
        dict(
            realised.values_list("report__year")
            .annotate(sum=Sum("amount"))
            .order_by("report__year")
        ),
    )


@dataclass(frozen=True)
class YearSummary:
    """What a head of region wants to know of a year within a minute."""

    year: int
    lines: list[ReportLine]

    @cached_property
    def by_state(self) -> dict[str, int]:
        """How many programs are in which state; those without a report are not reported."""
        counted: dict[str, int] = defaultdict(int)
        for line in self.lines:
            counted[line.report.state if line.report else ""] += 1
        return dict(counted)

    @property
    def running(self) -> int:
        return sum(
            self.by_state.get(state, 0)
            for state in (RunState.RUNNING, RunState.DELAYED, RunState.DONE)
        )

    @cached_property
    def late(self) -> list[ReportLine]:
        return [line for line in self.lines if line.is_late]

    @cached_property
    def stale(self) -> list[ReportLine]:
        return [line for line in self.lines if line.is_stale]

    @cached_property
    def quickwins(self) -> list[ReportLine]:
        return [line for line in self.lines if line.frozen and line.frozen.is_quickwin]

    @cached_property
    def planned(self) -> int:
        return sum(line.planned_sum for line in self.lines)

    @cached_property
    def realised(self) -> int:
        return sum(line.realised_sum for line in self.lines)

    @cached_property
    def reached(self) -> list[Attainment]:
        return [one for line in self.lines for one in line.reached]

    @property
    def met(self) -> int:
        return sum(one.is_met for one in self.reached)

    def money_by(self, key) -> dict[str, tuple[int, int]]:
        """Planned and realised by source (`key` is "source") or by dimension."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for line in self.lines:
            for place, amounts in enumerate((line.planned, line.realised)):
                for source, amount in amounts.items():
                    sums[source if key == "source" else line.tracked.dimension][place] += amount
        return {name: (planned, realised) for name, (planned, realised) in sums.items()}


def summary_of(masterplan: Masterplan, year: int) -> YearSummary:
    """The figures of a year."""
    return YearSummary(year, lines_of(masterplan, year))
