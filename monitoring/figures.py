"""Where regions stand, as plain data. Every figure is a fixed number of queries."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from indonesian import counted, daftar, many
from masterplans.models import Masterplan, Status
from monitoring.models import OutsidePlan
from regions.models import Invitation, Membership, Region, Role

# What waits for somebody stands before what goes its way.
PLAN_RANK = Case(When(status=Status.REVIEW, then=Value(0)), default=Value(1))


def this_year() -> int:
    """The year now, where the site stands."""
    return timezone.localdate().year


def region_list(user, **filters) -> QuerySet:
    """The regions somebody may see, each with its newest masterplan's slug, stage and status.

    First those in review, then those with a plan, then the others.
    """
    newest = Masterplan.objects.filter(region=OuterRef("pk")).order_by("-first_year")
    outside = OutsidePlan.objects.in_force(this_year()).filter(region=OuterRef("pk"))
    leads = Membership.objects.active().filter(region=OuterRef("pk")).acting_as(Role.LEAD)
    leads = leads.order_by("since")
    regions = (
        Region.objects.visible_to(user)
        .select_related("parent")
        .annotate(
            plan_slug=Subquery(newest.values("slug")[:1]),
            plan_stage=Subquery(newest.values("stage")[:1]),
            plan_status=Subquery(newest.values("status")[:1]),
            plan_since=Subquery(newest.values("stage_since")[:1]),
            plan_first_year=Subquery(newest.values("first_year")[:1]),
            plan_last_year=Subquery(newest.values("last_year")[:1]),
            plan_rank=Subquery(newest.values(rank=PLAN_RANK)[:1]),
            outside_first_year=Subquery(outside.values("first_year")[:1]),
            outside_last_year=Subquery(outside.values("last_year")[:1]),
            coordinator=Subquery(leads.values("user__name")[:1]),
            coordinator_invited=Exists(
                Invitation.objects.unanswered().filter(region=OuterRef("pk"), role=Role.LEAD)
            ),
        )
    )
    # Most regions of a young site have no plan: those that have one stand first.
    return _filtered(regions, **filters).order_by(F("plan_rank").asc(nulls_last=True), "code")


def _filtered(regions, *, cari="", provinsi=None, tahap=None, keadaan=""):
    if cari:
        regions = regions.called(cari)
    if provinsi:
        regions = regions.filter(Q(pk=provinsi.pk) | Q(parent=provinsi))
    if tahap:
        regions = regions.filter(plan_stage=tahap)
    if keadaan == "none":
        regions = regions.filter(plan_slug=None, outside_last_year=None)
    elif keadaan == "outside":
        regions = regions.filter(plan_slug=None).exclude(outside_last_year=None)
    elif keadaan:
        regions = regions.filter(plan_status=keadaan)
    return regions


def state_counts(user) -> dict[str, int]:
    """How many visible regions have no plan, one that is written, reviewed, frozen or signed.

    `outside` have one that was made elsewhere and is in force; `having` have any.
    """
    plans = Masterplan.objects.filter(region=OuterRef("pk"))
    outside = OutsidePlan.objects.in_force(this_year()).filter(region=OuterRef("pk"))
    regions = Region.objects.visible_to(user).annotate(
        has_plan=Exists(plans), has_outside=Exists(outside)
    )
    elsewhere = Q(has_plan=False, has_outside=True)
    counts = regions.aggregate(
        total=Count("pk"),
        outside=Count("pk", filter=elsewhere),
        without=Count("pk", filter=Q(has_plan=False, has_outside=False)),
    )
    counts["having"] = counts["total"] - counts["without"]
    by_status = (
        Masterplan.objects.visible_to(user).order_by().values_list("status").annotate(Count("pk"))
    )
    return dict.fromkeys(Status.values, 0) | counts | dict(by_status)


def counts_in_words(counts: dict[str, int]) -> str:
    """How many regions are where, in one sentence; what is nobody is left out."""
    words = {
        "writing": "sedang ditulis",
        "review": "sedang ditinjau",
        "frozen": "menunggu tanda tangan",
        "signed": "sudah ditandatangani",
        "outside": "dibuat di luar Simpul",
        "without": "daerah belum punya masterplan",
    }
    parts = [(counts[key], said) for key, said in words.items() if counts[key]]
    rest = (f"{counted(count)} {said}" for count, said in parts[1:])
    return f"{daftar([many(*parts[0]), *rest])}." if parts else ""
