"""On whose desk a stage lies that was handed in: who has it, since when, until when.

The first expert who takes it has it; until then it lies with all who guide the region. Nobody is
trapped: another expert or a national officer takes it over, and both are written down. Days are
those of the region's clock; how many there are is said by the rules of the cohort (`cohorts`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from cohorts.terms import put_terms, terms_of
from indonesian import daftar, hari_tanggal
from masterplans.models import Decision, Masterplan, Status, Verb
from regions.models import Membership
from regions.roles import Role
from stages.models import ReviewTaking
from stages.workflow import WorkflowError

NOT_HERE = "Tahap ini tidak sedang ditinjau, jadi tidak dapat diambil. Tidak ada yang berubah."


@dataclass(frozen=True)
class Desk:
    """Where a stage lies: `holder` has taken it; without one it waits for any of `experts`."""

    since: date
    today: date
    days: int
    holder: User | None
    experts: tuple[User, ...] = ()

    @property
    def due(self) -> date:
        """The last day on which the review is in time; the day of the hand-in is the first."""
        return self.since + timedelta(days=self.days - 1)

    @property
    def day(self) -> int:
        return (self.today - self.since).days + 1

    @property
    def late(self) -> int:
        """By how many days it is overdue."""
        return max(0, self.day - self.days)

    @property
    def whose(self) -> str:
        if self.holder:
            return f"Di meja {self.holder.name}"
        if not self.experts:
            return "Belum ada tenaga ahli yang ditunjuk"
        names = daftar([expert.name for expert in self.experts], "atau")
        return f"Di meja {names}, belum diambil"

    @property
    def when(self) -> str:
        if self.late:
            return f"terlambat {self.late} hari, batasnya {hari_tanggal(self.due)}"
        return f"hari ke-{self.day} dari {self.days}"

    @property
    def sentence(self) -> str:
        """ "Di meja Dr. Ratna, hari ke-3 dari 7." """
        return f"{self.whose}, {self.when}."


def desk_of(masterplan: Masterplan, handed_in: Decision, experts: Iterable[User] = ()) -> Desk:
    """The desk on which this hand-in lies; `experts` guide the region now. Two queries at most."""
    takings = ReviewTaking.objects.filter(decision=handed_in).select_related("by")[:1]
    days = terms_of(masterplan).review_days
    return _desk(masterplan, handed_in, list(takings), tuple(experts), days)


def put_on_desks(plans: Iterable[Masterplan]) -> None:
    """Give plans under review their `desk`: four queries for any number of them."""
    plans = list(plans)
    put_terms(plans)
    experts = defaultdict(list)
    guiding = Membership.objects.active().filter(role=Role.FACILITATOR)
    for one in guiding.filter(region__in=[p.region_id for p in plans]).select_related("user"):
        experts[one.region_id].append(one.user)
    taken = Prefetch("takings", ReviewTaking.objects.select_related("by"))
    handed_in = Decision.objects.filter(masterplan__in=plans, verb=Verb.SUBMITTED)
    handed_in = handed_in.order_by("masterplan_id", "-at", "-pk").distinct("masterplan_id")
    decisions = {one.masterplan_id: one for one in handed_in.prefetch_related(taken)}
    for plan in plans:
        decision = decisions[plan.pk]
        guides = tuple(experts[plan.region_id])
        plan.desk = _desk(
            plan, decision, list(decision.takings.all()), guides, terms_of(plan).review_days
        )


def _desk(masterplan, handed_in, takings, experts, days):
    holder = takings[0].by if takings else None
    if holder and not holder.is_national and holder not in experts:
        holder = None  # she was replaced meanwhile: it lies with those who are there
    zone = masterplan.region.zone
    return Desk(
        since=timezone.localtime(handed_in.at, zone).date(),
        today=timezone.localdate(timezone=zone),
        days=days,
        holder=holder,
        experts=experts,
    )


@transaction.atomic
def take_review(masterplan: Masterplan, *, by: User, unless_taken: bool = False) -> bool:
    """Put the stage under review on one's own desk, from another's if need be; whether it moved.

    With `unless_taken` it stays where it lies: reading alone takes nothing from anybody.
    Raises WorkflowError when nothing is under review.
    """
    plan = Masterplan.objects.select_for_update(of=("self",), no_key=True).get(pk=masterplan.pk)
    decision = plan.decisions.filter(verb=Verb.SUBMITTED).first()
    if plan.status != Status.REVIEW or decision is None:
        raise WorkflowError(NOT_HERE)
    taking = ReviewTaking.objects.filter(decision=decision).first()
    if taking and (taking.by_id == by.pk or (unless_taken and _still_guides(plan, taking))):
        return False
    ReviewTaking.objects.create(decision=decision, by=by)
    record(by, "review.taken", plan, stage=plan.stage)
    return True


def _still_guides(plan, taking):
    experts = Membership.objects.active().filter(region=plan.region, role=Role.FACILITATOR)
    return taking.by.is_national or experts.filter(user=taking.by).exists()
