"""The regions of one expert, what waits for her first; and what lies on each of all of them."""

from datetime import date

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts.models import User
from assignments.board import ago
from bimtek.models import Session
from cohorts.models import TermsVersion
from cohorts.terms import USUAL
from masterplans.models import Decision, Masterplan, Status, Verb
from notes.models import TAKES_NOTES, Note, NoteState
from progress.dimension_shares import shares_by_dimension
from regions.models import Membership, Region, Role
from stages.desk import put_on_desks
from stages.models import ReviewTaking


def _my_turn(plan, user):
    """What lies on her own desk first, then what nobody has taken; of these what is due first."""
    desk = plan.desk
    rank = 0 if desk.holder == user else 1 if desk.holder is None else 2
    return rank, desk.due, plan.submitted_at


def _her_word_first(plan):
    """First where the team has answered what she said is a must; then by the next session."""
    coming = plan.next_session.first_day if plan.next_session else date.max
    return not plan.answered_musts, coming, plan.region.code


def portfolio_of(user: User) -> dict[str, list]:
    """An expert's masterplans: what waits for her, and what regions are working on.

    `unwritten` are her regions that have none, beside others that have one. What waits has a
    `desk`: what she has taken comes first, then what nobody has, by its due day. Each says what is
    open of her notes that are a must (`open_musts`), how many of these the team has answered
    (`answered_musts`), the `next_session`, and the `shares` of her dimensions. A fixed number of
    queries.
    """
    mine = Membership.objects.filter(user=user, role=Role.FACILITATOR).values("region")
    handed_in = Decision.objects.filter(masterplan=OuterRef("pk"), verb=Verb.SUBMITTED)
    plans = (
        Masterplan.objects.filter(region__in=mine)
        .select_related("region__parent")
        .annotate(submitted_at=Subquery(handed_in.order_by("-at").values("at")[:1]))
        .order_by("region__code", "first_year")
    )
    plans = list(plans)
    if not plans:
        return {"waiting": [], "working": [], "unwritten": []}
    _count_musts(plans, user)
    _find_sessions(plans)
    _share_dimensions(plans, user)
    waiting = [plan for plan in plans if plan.status == Status.REVIEW]
    put_on_desks(waiting)
    waiting.sort(key=lambda plan: _my_turn(plan, user))
    working = [plan for plan in plans if plan.status != Status.REVIEW]
    for plan in working:
        plan.submitted_ago = ago(plan.submitted_at) if plan.submitted_at else ""
    unwritten = Region.objects.filter(pk__in=mine, masterplans=None).order_by("code")
    return {
        "waiting": waiting,
        "working": sorted(working, key=_her_word_first),
        "unwritten": list(unwritten),
    }


def _musts():
    """What experts said must be mended and nobody has resolved, where it still can be."""
    return Note.objects.unmet().filter(masterplan__status__in=TAKES_NOTES).order_by()


def _count_musts(plans, user):
    answered = Count("pk", filter=Q(state=NoteState.ANSWERED))
    found = _musts().filter(by=user, masterplan__in=plans).values("masterplan")
    counts = {
        plan: both
        for plan, *both in found.annotate(Count("pk"), answered=answered).values_list(
            "masterplan", "pk__count", "answered"
        )
    }
    for plan in plans:
        plan.open_musts, plan.answered_musts = counts.get(plan.pk, (0, 0))


def _share_dimensions(plans, user):
    """How far the dimensions are that she guides; nothing more is asked of a frozen plan."""
    held = Membership.objects.filter(user=user, role=Role.FACILITATOR)
    only = dict(held.exclude(dimension="").values_list("region", "dimension"))
    open_plans = [plan for plan in plans if plan.status in TAKES_NOTES]
    shares = shares_by_dimension(open_plans) if open_plans else {}
    for plan in plans:
        hers = only.get(plan.region_id)
        found = shares.get(plan.pk, [])
        plan.shares = [one for one in found if hers in (None, one.dimension.code)]


def _find_sessions(plans):
    coming = Session.objects.upcoming().filter(masterplan__in=plans)
    first = coming.order_by("masterplan_id", "first_day", "stage").distinct("masterplan_id")
    sessions = {one.masterplan_id: one for one in first}
    for plan in plans:
        plan.next_session = sessions.get(plan.pk)
        if plan.next_session:
            plan.next_session.masterplan = plan  # its address needs no query


# --- all experts, for the national officer ------------------------------------------------------


def expert_loads() -> list[dict]:
    """Every expert with what is hers, who is late first; three queries for any number of regions.

    By name: `regions`, `taken` (on her desk), `free` (handed in, and nobody has taken it), `late`
    of both, `musts` (hers that are open), and `session`: the first day of the next one.
    """
    guiding = Membership.objects.active().filter(role=Role.FACILITATOR).order_by()
    sessions = "region__masterplans__sessions__"
    coming = Q(**{f"{sessions}last_day__gte": timezone.localdate()})
    found = guiding.values("user", "user__name").annotate(
        regions=Count("region", distinct=True),
        session=Min(f"{sessions}first_day", filter=coming),
    )
    reviews = {row["expert"]: row for row in _reviews_of_experts()}
    musts = dict(_musts().values("by").annotate(Count("pk")).values_list("by", "pk__count"))
    loads = [
        {"pk": row["user"], "name": row["user__name"], "regions": row["regions"]}
        | {key: reviews.get(row["user"], {}).get(key, 0) for key in ("taken", "free", "late")}
        | {"musts": musts.get(row["user"], 0), "session": row["session"]}
        for row in found
    ]
    return sorted(loads, key=lambda row: (-row["late"], -row["taken"] - row["free"], row["name"]))


GUIDED = {
    "region__memberships__role": Role.FACILITATOR,
    "region__memberships__user__is_active": True,
}


def _reviews_of_experts() -> QuerySet:
    """By expert: the stages under review in her regions, as `stages.desk` says whose they are."""
    hers = Q(holder=F("expert"))
    counted = hers | Q(holder=None)
    late = Q(today__gt=F("since") + F("days") - 1)
    return (
        Masterplan.objects.filter(status=Status.REVIEW, **GUIDED)
        .order_by()
        .annotate(
            expert=F("region__memberships__user"),
            holder=Subquery(_holders()[:1]),
            since=_day_there(Subquery(_hand_ins().values("at")[:1])),
            today=_day_there(Value(timezone.now())),
            days=Coalesce(Subquery(_review_days()[:1]), USUAL["review_days"]),
        )
        .values("expert")
        .annotate(
            taken=Count("pk", filter=hers),
            free=Count("pk", filter=Q(holder=None)),
            late=Count("pk", filter=counted & late),
        )
    )


def _hand_ins():
    plan = {"masterplan": OuterRef("pk")}
    return Decision.objects.filter(**plan, verb=Verb.SUBMITTED).order_by("-at", "-pk")


def _holders():
    """Who took the last hand-in; nobody, when she guides the region no longer."""
    guides = Membership.objects.active().filter(
        role=Role.FACILITATOR, region=OuterRef("decision__masterplan__region"), user=OuterRef("by")
    )
    last = Decision.objects.filter(masterplan=OuterRef(OuterRef("pk")), verb=Verb.SUBMITTED)
    last = last.order_by("-at", "-pk").values("pk")[:1]
    takings = ReviewTaking.objects.filter(decision=Subquery(last))
    still = Case(When(Q(by__is_national=True) | Exists(guides), then=F("by")))
    return takings.order_by("-at", "-pk").values(whose=still)


def _review_days():
    rules = TermsVersion.objects.filter(cohort__nominations__masterplan=OuterRef("pk"))
    days = Cast("figures__review_days", IntegerField())
    return rules.order_by("-number").values(days_said=days)


def _day_there(moment):
    """The day on the region's clock."""
    local = Func(F("region__time_zone"), moment, function="timezone")
    return Cast(local, DateField())
