"""Roles are given, changed and taken; each takes effect with the next page and is in the trail."""

import pytest
from django.urls import reverse

from audit.models import Event
from letters.actions import send_letter
from letters.models import Letter, LetterState
from regions import memberships
from regions.models import Membership, Role
from tests.factories import MembershipFactory, UserFactory
from tests.markup import one_line


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


def test_a_role_is_taken_only_after_a_question(region, lead, people, signed_in):
    browser, viewer = signed_in(lead), Membership.objects.get(user=people["viewer"])
    address = reverse("regions:membership_remove", args=[region.code, viewer.pk])

    asked = one_line(browser.get(address).content.decode())

    assert f"Cabut peran pembaca dari {viewer.user.name}?" in asked
    assert "tidak dapat membuka Kabupaten Banjarnegara lagi" in asked
    assert Membership.objects.filter(pk=viewer.pk).exists()
    browser.post(address)
    assert not Membership.objects.filter(pk=viewer.pk).exists()


def test_who_has_gone_keeps_her_name_on_the_page(region, lead, people, signed_in):
    writer = Membership.objects.get(user=people["writer"])
    memberships.revoke(writer, by=lead)

    page = one_line(
        signed_in(lead).get(reverse("regions:members", args=[region.code])).content.decode()
    )

    history = page[page.index("Pernah menjadi anggota") :]
    assert writer.user.name in history
    assert "Staf Perangkat Daerah, Dinkes" in history
    assert f"oleh {lead.name}" in history


def test_readers_see_neither_invitations_nor_who_has_gone(region, lead, people, signed_in):
    memberships.revoke(Membership.objects.get(user=people["writer"]), by=lead)

    page = signed_in(people["viewer"]).get(reverse("regions:members", args=[region.code]))

    assert people["writer"].name not in one_line(page.content.decode())


def test_letters_that_wait_for_somebody_who_has_gone_are_not_sent(region, lead, people):
    for one in (people["viewer"], people["facilitator"]):
        send_letter(
            "letters/mail/step", to=[one], subject="Kabar", path="/", region=region, urgent=False
        )

    memberships.revoke(Membership.objects.get(user=people["viewer"]), by=lead)

    states = dict(Letter.objects.values_list("address", "state"))
    assert states[people["viewer"].email] == LetterState.DROPPED
    assert states[people["facilitator"].email] == LetterState.WAITING
