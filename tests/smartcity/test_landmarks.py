"""Whoever hears a page finds her way in it: landmarks with names, headings one below the other.

Every page of the table of permissions is looked at once, and the main pages by every kind of
person, as the server sends them; what scripts add is checked where a browser walks
(tests/journey/person.py).
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse

from masterplans.actions import write_section
from revisions.tokens import Token
from tests.factories import SectionFactory
from tests.shared import floor
from tests.test_permissions import MEMBERS, PAGES, READERS
from tests.world import World

STRUCTURE = [
    "heading-order",
    "landmark-banner-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-main-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
    "landmark-one-main",
    "landmark-unique",
    "region",
]
MAIN = {
    "assignments:worksheets", "commitments:detail", "exports:books", "masterplans:contents",
    "masterplans:section", "monitoring:region", "portfolio:board", "regions:members",
    "stages:glance", "stages:overview", "strategy:vision", "worksheets:board",
}  # fmt: skip
ACT_AS_OTHERS = {"deputy", "pokja_member"}  # their pages are those of lead and dimension lead
OPTIONS = {"runOnly": {"type": "rule", "values": STRUCTURE}}


def faults(page, html):
    """What axe says of a page, in words."""
    page.set_content(html, wait_until="commit")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in found]


def whose(person, allowed):
    """Whether a page that these may open is looked at as this person."""
    return person == ("lead" if "lead" in allowed else min(allowed & MEMBERS or allowed))


@floor
def one_of_all(people, masterplan, agency):
    """One of everything, in Banjarnegara."""
    return World(people, masterplan, agency)


def written(browser, view, world, address):
    """A page as the server writes it; what was made for it is undone."""
    with transaction.atomic():
        answer = browser.get(reverse(view, kwargs=world.kwargs(address)))
        is_page = answer.headers["Content-Type"].startswith("text/html")
        html = answer.content.decode() if is_page and answer.status_code == 200 else ""
        for close in answer._resource_closers:  # a file that is sent
            close()
        transaction.set_rollback(True)
    return html


@pytest.fixture
def still(context):
    """A browser in which no page loads anything: only what the server wrote is there."""
    context.route("**/*", lambda route: route.abort())
    return context.new_page()


@pytest.mark.parametrize("person", sorted(READERS - ACT_AS_OTHERS))
def test_landmarks_and_headings_are_in_order(person, one_of_all, signed_in, still):
    browser = signed_in(one_of_all.people[person])
    wrong = {}
    for view, method, allowed, address in PAGES:
        if method != "get" or person not in allowed:
            continue
        if view not in MAIN and not whose(person, allowed):
            continue
        html = written(browser, view, one_of_all, address)
        if "<main" in html and (found := faults(still, html)):
            wrong[view] = found

    assert wrong == {}


@pytest.mark.parametrize("address", ["/akun/masuk/", "/akun/kata-sandi/lupa/", "/verifikasi/"])
@pytest.mark.django_db
def test_pages_for_everybody_are_in_order(address, client, cache_table, still):
    assert faults(still, client.get(address).content.decode()) == []


@pytest.mark.parametrize("person", ["lead", "viewer"])
def test_headings_of_a_text_stand_below_one_of_its_page(
    person, masterplan, people, signed_in, still
):
    section = SectionFactory(masterplan=masterplan)
    body = "<h3>Pendekatan</h3><p>Satu.</p>"
    write_section(section, html=body, token=Token(0), by=people["lead"])

    html = signed_in(people[person]).get(section.get_absolute_url()).content.decode()

    assert faults(still, html) == []
