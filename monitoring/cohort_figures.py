"""All nominated regions of a cohort, as plain data: a fixed number of queries for any number."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone

from cohorts.models import Cohort, Nomination, Selection, TermsVersion
from cohorts.terms import Terms, terms_in
from indonesian import Place
from instruments.totals import AssessmentTotal, totals_under
from mandates.standing import MandateStanding, standings
from masterplans.models import Masterplan, Section, Status
from monitoring.ranking import ranks_by_score, score_in_words, what_is_missing
from regions.models import Membership, Region, Role

PLAN = ("slug", "stage", "status", "stage_since")


@dataclass
class CohortRow:
    """One region of the table. `written` of `due` sections have words; 0 of 0 without a plan."""

    nomination: Nomination
    terms: Terms
    result: AssessmentTotal | None = None
    rank: Place | None = None
    mandates: MandateStanding | None = None
    written: int = 0
    due: int = 0
    experts: list[str] = field(default_factory=list)

    @property
    def region(self) -> Region:
        return self.nomination.region

    @property
    def plan(self) -> Masterplan | None:
        return self.nomination.masterplan

    @property
    def province(self) -> Region:
        return self.region.parent or self.region

    @property
    def score(self) -> str:
        return score_in_words(self.result)

    @property
    def lacking(self) -> str:
        return what_is_missing(self.result)

    @property
    def in_review(self) -> bool:
        return bool(self.plan) and self.plan.status == Status.REVIEW

    @cached_property
    def days(self) -> int:
        """Since when it stands where it stands, in whole days."""
        one = self.nomination
        since = self.plan.stage_since if self.plan else one.decided_at or one.nominated_at
        return (timezone.localdate() - timezone.localdate(since)).days

    @property
    def review_day(self) -> int:
        """Which day of the review this is; that of the hand-in is the first (`stages.desk`)."""
        return self.days + 1

    @property
    def is_waiting(self) -> bool:
        """Whether anything is still to come: a region that was not chosen waits for nothing."""
        is_done = bool(self.plan) and self.plan.status == Status.SIGNED
        return self.nomination.verdict != Selection.PASSED and not is_done

    @property
    def is_overdue(self) -> bool:
        """A review takes longer than the rules say, or nothing was heard for too long."""
        if self.in_review:
            return self.review_day > self.terms.review_days
        return self.is_waiting and self.days > self.terms.stale_days

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if not self.nomination.is_decided:
            return "Menunggu keputusan"
        if self.nomination.verdict == Selection.PASSED:
            return "Tidak terpilih"
        if not self.plan:
            return "Terpilih, belum mulai menulis"
        return f"Tahap {self.plan.stage}, {self.plan.get_status_display().lower()}"


def cohort_rows(cohort: Cohort) -> list[CohortRow]:
    """Every nominated region, best score first, those without one last, then by code.

    What only the rows of a page show is added by `fill_in`.
    """
    version = newest_terms(cohort)
    terms = terms_in(version)
    found = cohort.nominations.select_related("region", "masterplan").only(
        *("cohort", "verdict", "nominated_at", "decided_at", "masterplan"),
        *(f"masterplan__{name}" for name in PLAN),
        *("region__code", "region__name", "region__level", "region__parent"),
    )
    provinces = Region.objects.only("code", "name", "level")  # one object each for all its regions
    found = found.prefetch_related(Prefetch("region__parent", provinces))
    rows = [CohortRow(one, terms) for one in found.order_by("region__code")]
    keys = [row.nomination.region_id for row in rows]
    results = totals_under(version.instrument, keys) if version.instrument else {}
    places = ranks_by_score(results)
    mandates = standings(keys, months=terms.months_until_decree)
    for row in rows:
        key = row.nomination.region_id
        row.result, row.rank = results.get(key), places.get(key)
        row.mandates = mandates[key]
    return sorted(rows, key=lambda row: row.rank.number if row.rank else len(rows) + 1)


def fill_in(rows: list[CohortRow]) -> list[CohortRow]:
    """How much is written, and by whom each region is guided: two queries for any number."""
    plans = [row.nomination.masterplan_id for row in rows if row.nomination.masterplan_id]
    written = {key: (done, due) for key, done, due in _written(plans)}
    experts = defaultdict(list)
    held = Membership.objects.active().filter(role=Role.FACILITATOR)
    held = held.filter(region__in=[row.nomination.region_id for row in rows])
    for region, name in held.order_by("user__name").values_list("region", "user__name"):
        experts[region].append(name)
    for row in rows:
        row.written, row.due = written.get(row.nomination.masterplan_id, (0, 0))
        row.experts = experts[row.nomination.region_id]
    return rows


def newest_terms(cohort: Cohort) -> TermsVersion:
    """The rules that count now, with what they point to."""
    versions = cohort.versions.select_related("cohort", "outline", "dimension_set", "instrument")
    return versions.first()


def _written(plans):
    """Of the sections that somebody has to write by the present tahap: (plan, written, due)."""
    due = Section.objects.to_write().filter(
        masterplan__in=plans, outline__stage__lte=F("masterplan__stage")
    )
    return (
        due.order_by()
        .values("masterplan")
        .annotate(done=Count("pk", filter=~Q(body="")), due=Count("pk"))
        .values_list("masterplan", "done", "due")
    )
