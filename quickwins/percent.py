"""How far a quick win is in percent: what its milestones plan, propose, and what was reported.

A milestone says how much is done after it ("40 %"); ticked, it gives what it adds to the one before
it, so that one that is left out does not count. Without all percents each milestone adds alike.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from quickwins.models import DoneMilestone, Milestone, ProgressReport, QuickWin


class ReportError(Exception):
    """The figure cannot be reported so. The message is meant for the user."""


def shares_of(milestones: Sequence[Milestone]) -> list[float]:
    """What each of these, in their order, adds: the sum is 100 when the last one says 100."""
    percents = [one.percent for one in milestones]
    if None in percents or sorted(percents) != percents:
        return [100 / len(milestones)] * len(milestones)
    return [percent - before for before, percent in zip([0, *percents[:-1]], percents, strict=True)]


def is_even(milestones: Sequence[Milestone]) -> bool:
    """Whether each counts alike, because not every one says its percent."""
    return any(one.percent is None for one in milestones)


def months_since(start: dt.date, today: dt.date) -> int:
    """How many months are over: those of a start in July are 0 in July, 1 in August."""
    return (today.year - start.year) * 12 + today.month - start.month


@dataclass(frozen=True)
class QuickWinProgress:
    """How far a quick win is, with all that is said about it."""

    milestones: list[Milestone]  # each with `done` where it was ticked
    starts_on: dt.date | None
    today: dt.date
    report: ProgressReport | None

    @property
    def ticked(self) -> list[Milestone]:
        return [one for one in self.milestones if hasattr(one, "done")]

    @property
    def proposed(self) -> int:
        """What was ticked, in percent."""
        return self._sum(lambda one: hasattr(one, "done"))

    @property
    def planned(self) -> int | None:
        """What should be done by now; None before it is said when it starts."""
        if self.starts_on is None or self.today < self.starts_on:
            return None
        over = months_since(self.starts_on, self.today)
        return self._sum(lambda one: one.month <= over)

    @property
    def is_own_figure(self) -> bool:
        """Whether somebody's figure stands in place of the proposal."""
        return self.report is not None and self.report.percent is not None

    @property
    def percent(self) -> int:
        return self.report.percent if self.is_own_figure else self.proposed

    @property
    def is_even(self) -> bool:
        return is_even(self.milestones)

    @property
    def late(self) -> list[Milestone]:
        """Those whose month is over and that nobody ticked."""
        if self.starts_on is None:
            return []
        over = months_since(self.starts_on, self.today)
        return [one for one in self.milestones if one.month <= over and not hasattr(one, "done")]

    def _sum(self, counts) -> int:
        if not self.milestones:
            return 0
        shares = zip(self.milestones, shares_of(self.milestones), strict=True)
        return round(sum(share for one, share in shares if counts(one)))


def progress_of(quickwin: QuickWin) -> QuickWinProgress:
    """How far it is today, on the clock of the region. Two queries."""
    return QuickWinProgress(
        list(quickwin.milestones.select_related("done__by")),
        quickwin.starts_on,
        timezone.localdate(),
        quickwin.reports.select_related("by").first(),
    )


def progress_in(quickwin: QuickWin) -> QuickWinProgress:
    """The same from `milestones__done` and `reports` that were fetched with it; asks nothing."""
    return QuickWinProgress(
        list(quickwin.milestones.all()),
        quickwin.starts_on,
        timezone.localdate(),
        next(iter(quickwin.reports.all()), None),
    )


@transaction.atomic
def report_progress(
    quickwin: QuickWin,
    *,
    done: set[int],
    shown: set[int],
    percent: int | None,
    reason: str,
    by: User,
) -> QuickWinProgress:
    """Tick milestones, and give an own figure or none.

    `done` are keys that are ticked now, `shown` those that were when the page was opened: what
    somebody else ticked meanwhile stays. An own figure that is not the proposal asks for a reason;
    the proposal itself, or none, lets the ticks count again. Raises ReportError.
    """
    quickwin = QuickWin.objects.select_for_update(of=("self",)).get(pk=quickwin.pk)
    own = set(quickwin.milestones.values_list("pk", flat=True))
    DoneMilestone.objects.filter(milestone__in=(shown - done) & own).delete()
    DoneMilestone.objects.bulk_create(
        [DoneMilestone(milestone_id=key, by=by) for key in (done - shown) & own],
        ignore_conflicts=True,
    )
    before = progress_of(quickwin)
    if percent == before.proposed:
        percent = None
    if percent is not None and not reason.strip():
        raise ReportError("Tulis alasan mengapa persennya lain dari usulan.")
    last = before.report.percent if before.report else None
    if percent != last or (percent is not None and reason.strip() != before.report.reason):
        ProgressReport.objects.create(
            quickwin=quickwin,
            percent=percent,
            proposed=before.proposed,
            reason=reason.strip() if percent is not None else "",
            by=by,
        )
    after = progress_of(quickwin)
    record(by, "quickwin.reported", quickwin.program, percent=after.percent)
    return after
