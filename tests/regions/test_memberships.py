"""Roles are given, changed and taken; each takes effect with the next page and is in the trail."""

import pytest
from django.urls import reverse

from audit.models import Event
from regions import memberships
from regions.models import Membership, Role
from tests.factories import MembershipFactory, UserFactory


def test_a_changed_role_takes_effect_with_the_next_page(region, lead, people, signed_in):
    viewer = people["viewer"]
    browser = signed_in(viewer)
    address = reverse("regions:agency_add", args=[region.code])
    assert browser.get(address).status_code == 403

    membership = Membership.objects.get(user=viewer)
    memberships.change_role(membership, role=Role.LEAD, agency=None, by=lead)

    assert browser.get(address).status_code == 200
    event = Event.objects.get(verb="role.changed")
    assert (event.data["before"], event.data["role"]) == ("viewer", "lead")


def test_a_region_keeps_its_last_coordinator(region, lead):
    membership = Membership.objects.get(user=lead, role=Role.LEAD)

    with pytest.raises(memberships.MembershipError, match="harus punya seorang koordinator"):
        memberships.revoke(membership, by=lead)

    assert Membership.objects.filter(pk=membership.pk).exists()


def test_a_national_officer_may_take_the_last_coordinators_role(region, lead, national):
    memberships.revoke(Membership.objects.get(user=lead, role=Role.LEAD), by=national)

    assert not Membership.objects.filter(user=lead).exists()


def test_granting_the_same_role_twice_gives_it_once(region, lead):
    person = UserFactory()

    memberships.grant(region, user=person, role=Role.VIEWER, by=lead)
    memberships.grant(region, user=person, role=Role.VIEWER, by=lead)

    assert Membership.objects.filter(user=person).count() == 1


def test_a_province_officer_sees_the_regions_of_the_province_and_no_other(
    region, elsewhere, people, signed_in
):
    browser = signed_in(people["province_officer"])

    assert browser.get(region.get_absolute_url()).status_code == 200
    assert browser.get(elsewhere.get_absolute_url()).status_code == 404


def test_the_list_of_members_costs_the_same_for_1_and_for_50(region, lead, signed_in, queries_of):
    browser, address = signed_in(lead), reverse("regions:members", args=[region.code])
    few = queries_of(browser, address)

    MembershipFactory.create_batch(50, region=region)

    assert queries_of(browser, address) == few <= 25
