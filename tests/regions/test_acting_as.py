"""A deputy coordinator, members of a pokja, and an expert of one dimension."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from rules.permissions import permissions

from accounts.models import User
from audit.models import Event
from letters.models import Letter
from masterplans.models import Stage, Status
from regions import memberships
from regions.models import Membership, Role
from regions.roles import who_act_as
from regions.rules import dimension_of, roles_of, titles_of
from stages.letters import send_step_letters
from strategy.rules import led_subdimensions
from tests.deputies import deputies
from tests.factories import DimensionFactory, MembershipFactory
from tests.plans import bring_to, give_dimensions


@pytest.fixture
def acting(masterplan):
    return deputies(masterplan.region)


def test_whatever_a_coordinator_may_by_any_rule_her_deputy_may(acting, lead, masterplan):
    """Every rule that is asked of a plan or a region; the table of pages asks all the others."""
    deputy = User.objects.get(pk=acting["deputy"].pk)
    asked = 0
    for name in permissions:
        for thing in (masterplan, masterplan.region):
            try:
                may = lead.has_perm(name, thing)
            except AttributeError:  # asked of something else
                continue
            asked += may
            assert deputy.has_perm(name, thing) == may, name
    assert asked > 30


def test_she_is_called_deputy_and_acts_as_coordinator(acting, masterplan, signed_in):
    region = masterplan.region
    assert titles_of(acting["deputy"], region) == ["Wakil koordinator"]
    assert roles_of(acting["deputy"], region) == {Role.DEPUTY, Role.LEAD}
    assert who_act_as(Role.LEAD) == (Role.LEAD, Role.DEPUTY)
    html = signed_in(acting["deputy"]).get(f"/daerah/{region.code}/anggota/").content.decode()
    assert ">Wakil koordinator" in html
    assert "Smart Governance" in html or "governance" in html


def test_what_a_deputy_does_is_recorded_as_hers(acting, masterplan, lead, signed_in):
    where = f"/daerah/{masterplan.region.code}/perangkat-daerah/baru/"
    agency = {"name": "Dinas Sosial", "short_name": "Dinsos", "kind": "office", "order": 1}
    signed_in(acting["deputy"]).post(where, agency)
    event = Event.objects.get(verb="agency.added")
    assert event.actor == acting["deputy"]
    assert event.actor_name == f"{acting['deputy']} (wakil koordinator)"


def test_a_letter_to_the_team_reaches_deputy_and_members_of_pokjas(
    acting, masterplan, lead, facilitator
):
    bring_to(masterplan, Stage.PROGRAMS, Status.WRITING, lead=lead, facilitator=facilitator)
    decision = masterplan.decisions.get(verb="approved")
    send_step_letters.func(decision.pk)
    told = set(Letter.objects.values_list("person", flat=True))
    assert {person.pk for person in acting.values()} <= told


def test_the_last_coordinator_stays_though_she_has_a_deputy(acting, masterplan, lead):
    held = Membership.objects.get(user=lead, role=Role.LEAD)
    with pytest.raises(memberships.MembershipError, match="harus punya seorang koordinator"):
        memberships.revoke(held, by=acting["deputy"])


def test_a_member_of_a_pokja_writes_in_its_dimension_and_nowhere_else(acting, masterplan):
    own, other = give_dimensions(masterplan)
    Membership.objects.filter(role=Role.POKJA_MEMBER).update(dimension=own.code)
    member = User.objects.get(pk=acting["pokja_member"].pk)
    assert led_subdimensions(member, masterplan) == set(
        own.subdimensions.values_list("pk", flat=True)
    )
    assert not other.subdimensions.filter(pk__in=led_subdimensions(member, masterplan)).exists()


@pytest.mark.parametrize(
    ("role", "dimension"), [(Role.POKJA_MEMBER, ""), (Role.LEAD, "governance")]
)
def test_the_database_refuses_a_dimension_that_does_not_fit_the_role(region, role, dimension):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(region=region, role=role, dimension=dimension)


def test_an_expert_of_one_dimension_holds_it_in_each_of_her_regions(region, elsewhere, national):
    DimensionFactory()
    expert = MembershipFactory(region=region, role=Role.FACILITATOR).user
    for place in (region, elsewhere):
        memberships.grant(
            place, user=expert, role=Role.FACILITATOR, dimension="governance", by=national
        )
    expert = User.objects.get(pk=expert.pk)
    assert dimension_of(expert, region, Role.FACILITATOR) == "governance"
    assert dimension_of(expert, elsewhere, Role.FACILITATOR) == "governance"


def test_the_form_asks_a_member_of_a_pokja_for_the_dimension(people, lead, region, signed_in):
    DimensionFactory()
    browser, where = signed_in(lead), reverse("regions:invite", args=[region.code])
    data = {"name": "Dr. Budi, M.T.", "email": "budi@kampus.ac.id", "role": "pokja_member"}
    assert "Pilih dimensi pokjanya." in browser.post(where, data).content.decode()
    assert region.invitations.count() == 0
    browser.post(where, data | {"dimension": "governance"})
    assert region.invitations.get().dimension == "governance"
