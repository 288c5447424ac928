"""Who else is there: the short way answers as the page does, and refuses nothing by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterplans.actions import write_section
from masterplans.models import Presence
from masterplans.presence import exchange_presence
from revisions.tokens import Token
from tests.factories import SectionFactory

OWN = {"origin": "http://testserver"}


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan)


@pytest.fixture
def address(masterplan):
    return reverse("masterplans:presence", args=[masterplan.slug])


@pytest.fixture
def at(section):
    return {"presence": f"bagian-{section.pk}"}


@pytest.fixture
def known(signed_in):
    """Somebody's browser that has opened a page before."""

    def opened(person):
        client = signed_in(person)
        client.get(reverse("accounts:session"))
        return client

    return opened


def test_the_short_way_answers_as_the_page_does(section, writer, lead, known, address, at):
    write_section(section, html="<p>Baru.</p>", token=Token(0), by=lead)
    known(lead).post(address, at | {"writes": "1"})

    long_way = known(writer).post(address, at)
    short_way = known(writer).post(address, at, headers=OWN)

    assert short_way.json() == long_way.json()
    assert [one["name"] for one in short_way.json()["people"]] == [lead.name]
    assert short_way.json()["newest"] == {"number": 1, "by": lead.name, "own": False}
    assert short_way["Content-Security-Policy"] == long_way["Content-Security-Policy"]


def test_the_short_way_asks_twice(writer, known, address, at):
    browser = known(writer)
    with CaptureQueriesContext(connection) as asked:
        assert browser.post(address, at, headers=OWN).status_code == 200
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        assert browser.post(address, at).status_code == 200
    assert len(asked) > 5


def test_who_came_the_short_way_is_seen_and_leaves_again(writer, lead, known, address, at):
    known(writer).post(address, at | {"writes": "1"}, headers=OWN)
    known(writer).post(address, at, headers=OWN)
    others = known(lead).post(address, at, headers=OWN).json()["people"]
    assert [(one["name"], one["writes"]) for one in others] == [(writer.name, False)]

    assert known(writer).post(address, at | {"leaves": "1"}, headers=OWN).status_code == 204
    assert known(lead).post(address, at, headers=OWN).json()["people"] == []


def test_who_was_not_heard_for_eleven_seconds_has_left(writer, lead, known, address, at):
    known(writer).post(address, at, headers=OWN)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Presence._meta.db_table} SET seen_at = seen_at - interval '12 seconds'"  # noqa: S608
        )
    assert known(lead).post(address, at, headers=OWN).json()["people"] == []


def test_strangers_and_nobody_are_refused_as_on_every_page(people, known, client, address, at):
    assert known(people["stranger"]).post(address, at, headers=OWN).status_code == 404
    assert client.post(address, at, headers=OWN).status_code == 302
    assert not Presence.objects.exists()


def test_the_next_person_at_the_computer_is_not_noted(writer, lead, known, address, at):
    answer = known(writer).post(address, at, headers=OWN | {"x-simpul-save": str(lead.pk)})
    assert answer.status_code == 401
    assert not Presence.objects.exists()


def test_a_form_of_another_site_is_not_believed(writer, known, address, at):
    browser = known(writer)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(address, at, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert not Presence.objects.exists()


def test_a_session_of_before_a_new_password_is_not_believed(writer, known, address, at):
    browser = known(writer)
    writer.set_password("kata sandi lain 2024")
    writer.save()
    assert browser.post(address, at, headers=OWN).status_code == 302
    assert not Presence.objects.exists()


def test_a_place_that_is_none_is_refused(writer, known, address):
    assert known(writer).post(address, {"presence": "x"}, headers=OWN).status_code == 400


@pytest.mark.parametrize("role", ["writer", "lead", "facilitator", "viewer", "province_officer"])
def test_every_member_is_met(role, people, masterplan, at):
    assert (
        exchange_presence(masterplan.slug, at["presence"], by=people[role], writes=False)["people"]
        == []
    )


@pytest.mark.parametrize("role", ["stranger", "signatory"])
def test_others_are_left_to_the_page(role, people, masterplan, at):
    assert exchange_presence(masterplan.slug, at["presence"], by=people[role], writes=False) is None
