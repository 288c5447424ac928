"""On whose desk a stage lies: who has it, on which day, when somebody else takes it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from masterplans.models import Masterplan
from regions.models import Membership
from stages import workflow
from stages.desk import Desk, desk_of, put_on_desks, take_review
from stages.models import ReviewTaking
from stages.workflow import WorkflowError
from tests.factories import MembershipFactory
from tests.markup import one_line

DAY = date(2023, 7, 10)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("passed", "days", "said"),
    [
        (0, 7, "hari ke-1 dari 7"),
        (2, 7, "hari ke-3 dari 7"),
        (6, 7, "hari ke-7 dari 7"),
        (7, 7, "terlambat 1 hari, batasnya Minggu, 16 Juli 2023"),
        (9, 5, "terlambat 5 hari, batasnya Jumat, 14 Juli 2023"),
    ],
)
def test_the_day_is_counted_from_the_hand_in(passed, days, said):
    assert Desk(DAY, DAY + timedelta(days=passed), days, None).when == said


@pytest.mark.django_db
def test_a_stage_lies_with_all_experts_until_one_takes_it(in_review, facilitator, national):
    decision = in_review.decisions.first()
    other = MembershipFactory(region=in_review.region, role="facilitator").user
    experts = (facilitator, other)

    assert "belum diambil" in desk_of(in_review, decision, experts).sentence
    assert take_review(in_review, by=facilitator)
    assert not take_review(in_review, by=other, unless_taken=True)
    assert desk_of(in_review, decision, experts).whose == f"Di meja {facilitator.name}"
    assert take_review(in_review, by=other)
    assert desk_of(in_review, decision, experts).holder == other
    assert take_review(in_review, by=national)
    assert desk_of(in_review, decision, experts).holder == national


@pytest.mark.django_db
def test_who_was_replaced_has_it_no_more_and_reading_takes_it_for_the_successor(
    in_review, facilitator
):
    take_review(in_review, by=facilitator)
    Membership.objects.filter(user=facilitator).delete()
    successor = MembershipFactory(region=in_review.region, role="facilitator").user
    decision = in_review.decisions.first()

    assert desk_of(in_review, decision, (successor,)).holder is None
    assert take_review(in_review, by=successor, unless_taken=True)
    assert desk_of(in_review, decision, (successor,)).holder == successor


@pytest.mark.django_db
def test_what_is_not_under_review_cannot_be_taken(in_review, facilitator):
    workflow.return_stage(in_review, by=facilitator, note="Lengkapi sumber.")

    with pytest.raises(WorkflowError):
        take_review(in_review, by=facilitator)
    assert not ReviewTaking.objects.exists()


@pytest.mark.django_db
def test_days_are_those_of_the_regions_clock(in_review):
    """Half past midnight in Jakarta is a day later than the clock of the server says."""
    decision = in_review.decisions.first()
    decision.at = datetime(2023, 7, 10, 17, 30, tzinfo=UTC)

    assert desk_of(in_review, decision).since == date(2023, 7, 11)
    in_review.region.time_zone = "Asia/Jayapura"
    decision.at = datetime(2023, 7, 10, 14, 30, tzinfo=UTC)
    assert desk_of(in_review, decision).since == date(2023, 7, 10)


@pytest.mark.django_db
def test_the_region_reads_on_whose_desk_its_stage_lies(in_review, lead, facilitator, signed_in):
    page = reverse("stages:overview", args=[in_review.slug])
    first = one_line(signed_in(lead).get(page).content.decode())
    assert "hari ke-1 dari 7" in first
    assert "belum diambil" in first

    taken = signed_in(facilitator).post(reverse("stages:take", args=[in_review.slug]), follow=True)
    assert "kini di meja Anda" in taken.content.decode()
    shown = one_line(signed_in(lead).get(page).content.decode())
    assert f"Di meja {facilitator.name}, hari ke-1 dari 7." in shown


@pytest.mark.django_db
def test_an_experts_first_page_says_what_lies_on_her_desk(in_review, facilitator, signed_in):
    take_review(in_review, by=facilitator)
    shown = one_line(signed_in(facilitator).get(reverse("monitoring:regions")).content.decode())

    assert f"Di meja {facilitator.name}, hari ke-1 dari 7." in shown


@pytest.mark.django_db
def test_many_desks_cost_as_much_as_one(in_review, facilitator, django_assert_num_queries):
    take_review(in_review, by=facilitator)
    plan = Masterplan.objects.select_related("region").get(pk=in_review.pk)
    with django_assert_num_queries(4):
        put_on_desks([plan])

    assert plan.desk.holder == facilitator
    assert plan.desk.today == timezone.localdate()
