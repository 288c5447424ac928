"""An expert's first page: what waits for her, first; and an officer's: what lies on each expert."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bimtek.sessions import plan_session
from masterplans.models import Section, Stage, Status
from monitoring.experts import expert_loads, portfolio_of
from notes.actions import answer_note, write_note
from notes.models import NoteWeight
from notes.targets import place_of
from progress.completeness import Completeness
from progress.counts import Counts, counts_of_contents
from progress.dimension_shares import shares_by_dimension
from stages.desk import take_review
from tests.factories import (
    MasterplanFactory,
    MembershipFactory,
    RegionFactory,
    SectionFactory,
    UserFactory,
)
from tests.markup import one_line
from tests.plans import bring_to, fill_analysis, give_dimensions

LIST = reverse("monitoring:regions")
pytestmark = pytest.mark.django_db


def plan_of(expert, code, name, lead):
    region = RegionFactory(code=code, name=name)
    MembershipFactory(region=region, user=expert, role="facilitator")
    return MasterplanFactory(region=region, created_by=lead)


def must_on(plan, by):
    section = Section.objects.filter(masterplan=plan).first() or SectionFactory(masterplan=plan)
    place = place_of(plan, "bagian", section.pk)
    return write_note(plan, place, text="Sumbernya?", by=by, weight=NoteWeight.MUST)


def meet(plan, stage, days, by):
    day = timezone.localdate() + timedelta(days=days)
    return plan_session(plan, stage=stage, first_day=day, last_day=day, by=by)


def test_what_waits_for_her_word_stands_before_what_is_met_about_soon(
    masterplan, facilitator, lead, writer, signed_in
):
    soon = plan_of(facilitator, "33.07", "Wonosobo", lead)
    answered = plan_of(facilitator, "33.08", "Magelang", lead)
    later = plan_of(facilitator, "33.09", "Boyolali", lead)
    meet(soon, 2, 11, lead)
    meet(soon, 3, 40, lead)
    meet(later, 2, 20, lead)
    note = must_on(answered, facilitator)
    answer_note(note, text="BPS.", by=writer)
    must_on(answered, facilitator)
    must_on(soon, lead)  # of another: none of hers

    working = portfolio_of(facilitator)["working"]
    shown = one_line(signed_in(facilitator).get(LIST).content.decode())

    assert working == [answered, soon, later, masterplan]
    assert [plan.open_musts for plan in working] == [2, 0, 0, 0]
    assert f'href="/masterplan/{answered.slug}/catatan/?wajib=saya"' in shown
    assert "1 sudah dijawab, menunggu Anda" in shown
    assert "11 hari lagi" in shown
    assert "40 hari lagi" not in shown


def test_a_region_that_has_not_begun_is_named_too(masterplan, facilitator, elsewhere, signed_in):
    MembershipFactory(region=elsewhere, user=facilitator, role="facilitator")

    shown = one_line(signed_in(facilitator).get(LIST).content.decode())

    assert portfolio_of(facilitator)["unwritten"] == [elsewhere]
    assert elsewhere.get_absolute_url() in shown


def test_the_notes_of_a_plan_can_be_narrowed_to_her_open_musts(
    masterplan, facilitator, lead, signed_in
):
    must_on(masterplan, facilitator)
    must_on(masterplan, lead)
    page = reverse("notes:notes", args=[masterplan.slug])

    hers = signed_in(facilitator).get(page, {"wajib": "saya"})
    none = signed_in(lead).get(page, {"wajib": "lain"})

    assert "Satu catatan wajib Anda belum selesai." in one_line(hers.content.decode())
    assert [note.by for note in hers.context["waiting"]] == [facilitator]
    assert len(none.context["waiting"]) == 2


def test_six_regions_of_an_expert_cost_no_more_queries_than_one(
    masterplan, facilitator, lead, signed_in, queries_of
):
    must_on(masterplan, facilitator)
    meet(masterplan, 1, 11, lead)
    browser = signed_in(facilitator)
    few = queries_of(browser, LIST)
    for number in range(5):
        plan = plan_of(facilitator, f"33.{number + 10}", f"Contoh {number}", lead)
        must_on(plan, facilitator)
        meet(plan, 1, 12 + number * 5, lead)

    assert queries_of(browser, LIST) == few
    assert few <= 25


@pytest.fixture
def two_experts(masterplan, facilitator, lead):
    """One has taken an overdue stage and wrote a must; another guides the region too, and one more.

    In that one a stage waits that nobody has taken.
    """
    other = UserFactory(name="Dr. Sinta", is_active=True)
    MembershipFactory(region=masterplan.region, user=other, role="facilitator")
    second = plan_of(other, "33.07", "Wonosobo", lead)
    meet(second, 2, 11, lead)
    for plan, expert in ((masterplan, facilitator), (second, other)):
        bring_to(plan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=expert)
    take_review(masterplan, by=facilitator)
    must_on(masterplan, facilitator)
    return facilitator, other


def loads():
    keys = ("regions", "taken", "free", "late", "musts", "session")
    return {row["pk"]: tuple(row[key] for key in keys) for row in expert_loads()}


def test_an_officer_sees_what_lies_on_each_expert(
    two_experts, masterplan, national, signed_in, queries_of
):
    first, other = two_experts
    coming = timezone.localdate() + timedelta(days=11)

    assert loads() == {first.pk: (1, 1, 0, 0, 1, None), other.pk: (2, 0, 1, 0, 0, coming)}
    shown = one_line(signed_in(national).get(LIST).content.decode())
    assert shown.index("Dr. Sinta") < shown.index('id="daerah"')
    assert queries_of(signed_in(national), LIST) < 15


def test_strangers_and_experts_do_not_read_the_load_of_others(two_experts, people, lead, signed_in):
    for person in (lead, two_experts[0], people["province_officer"], UserFactory()):
        response = signed_in(person).get(LIST)
        assert response.context["experts"] == []
        assert 'id="ahli"' not in response.content.decode()


def test_what_is_late_for_an_expert_is_late_on_her_desk(two_experts, time_machine_days):
    first, other = two_experts
    found = []
    for days in (6, 2):  # six days later, then eight
        time_machine_days(days)
        late = {row["pk"]: row["late"] for row in expert_loads()}
        desks = [portfolio_of(one)["waiting"][0].desk for one in (first, other)]
        found.append((late[first.pk], late[other.pk], *(bool(desk.late) for desk in desks)))

    assert found == [(0, 0, False, False), (1, 1, True, True)]


def test_who_guides_a_region_no_longer_has_it_on_her_desk_no_longer(two_experts, masterplan):
    first, other = two_experts
    masterplan.region.memberships.get(user=first).delete()

    assert loads()[other.pk][1:4] == (0, 2, 0)
    assert first.pk not in loads()


def test_the_completeness_of_a_dimension_is_what_the_gate_says(masterplan, facilitator, lead):
    bare = plan_of(facilitator, "33.07", "Wonosobo", lead)
    give_dimensions(masterplan)
    fill_analysis(masterplan)
    gov, bra = masterplan.dimension_set.dimensions.all()
    masterplan.issues.filter(dimension=bra).delete()

    shares = {plan: plan.shares for plan in portfolio_of(facilitator)["working"]}
    one = Completeness(masterplan)
    open_lines = [line for line in one.requirements(Stage.ANALYSIS) if not line.is_met]

    assert [(one.dimension, one.done, one.asked) for one in shares[masterplan]] == [
        (gov, 6, 6),
        (bra, 5, 6),
    ]
    assert sum(bool(line.in_dimension(bra)) for line in open_lines) == 1
    assert [one.done for one in shares[bare]] == [0, 0]


def test_an_expert_of_one_dimension_sees_how_far_that_one_is(masterplan, facilitator):
    give_dimensions(masterplan)
    held = facilitator.memberships.get(region=masterplan.region)
    held.dimension = "branding"
    held.save()

    [plan] = portfolio_of(facilitator)["working"]

    assert [share.dimension.code for share in plan.shares] == ["branding"]


@pytest.mark.parametrize("stage", [Stage.PROGRAMS, Stage.ROADMAP, Stage.COMMITMENT])
def test_many_plans_are_counted_like_one(masterplan, facilitator, lead, stage):
    """Brought along by the workflow, so every gate before was met."""
    bring_to(masterplan, stage, Status.REVIEW, lead=lead, facilitator=facilitator)

    [many], one = counts_of_contents([masterplan]), Counts(masterplan)

    assert many.analyses.rows == one.analyses.rows
    assert [str(state) for state in many.programs] == [str(state) for state in one.programs]
    assert [s.missing for s in many.programs] == [s.missing for s in one.programs]
    assert [s.missing for s in many.quickwins] == [s.missing for s in one.quickwins]
    assert (many.basics, many.terms) == (one.basics, one.terms)
    assert all(share.is_whole for share in shares_by_dimension([masterplan])[masterplan.pk])


def test_an_expert_reads_how_many_days_ago_a_region_handed_in(
    masterplan, facilitator, lead, signed_in, time_machine_days
):
    bring_to(masterplan, Stage.PROGRAMS, Status.WRITING, lead=lead, facilitator=facilitator)
    shown = one_line(signed_in(facilitator).get(LIST).content.decode())

    time_machine_days(40)

    assert portfolio_of(facilitator)["working"][0].submitted_ago == "40 hari lalu"
    assert "hari ini" in shown
    assert "dari 10 syarat terpenuhi" in shown
