"""Who may open what: one table, complete by force.

Every page is asked for by one person of every role, by somebody of another region and by nobody.
Strangers get 404, so that they do not learn what exists; members who may not get 403. A page that
is missing from the table fails the last test.
"""

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from bench.report import MOST_QUERIES
from bench.serving import is_mark
from tests.deputies import deputies
from tests.first_load import BUDGET, first_load
from tests.markup import one_line, sentences_with_a_figure_first, stray_spaces
from tests.permission_rows import PAGES
from tests.permission_rows.roles import MEMBERS, READERS
from tests.shared import floor
from tests.world import World

BRAND = 'sp-brand__place">Kabupaten Banjarnegara<'
OWN = {  # for everybody who has signed in, whatever her role: her own things
    "home", "instruments:mine", "monitoring:regions", "monitoring:map", "reading:dimension",
    "guests:sections", "calendar:mine", "identities:waiting", "identities:code",
}  # fmt: skip
# For a narasumber alone, and only of the sections that she was asked to read.
GUEST = [("guests:section", "get", "section"), ("guests:answer", "post", "section guest_note")]
# For everybody, signed in or not: signing in, checking a document, and what an operator asks for.
PUBLIC = {
    "health", "ready", "components", "invitations:accept", "calendar:feed", "hadir:scan",
    "hadir:type_code", "example:index", "example:letter",
}  # fmt: skip
PUBLIC_SPACES = ("pki", "verification", "guest_signing", "door")
ALLAUTH = ("account_", "mfa_", "usersessions_", "accounts:")  # tested in tests/accounts


@floor
def world(people, masterplan, agency):
    """One of everything, in Banjarnegara. Whatever the coordinator may, her deputy may."""
    return World(people | deputies(masterplan.region), masterplan, agency)


def answer(browser, method, address):
    """The status of a page; what it did is undone, so that the next person finds the same world."""
    with transaction.atomic():
        response = getattr(browser, method)(address)
        request_finished.disconnect(close_old_connections)  # the test's own would close, too
        response.close()
        request_finished.connect(close_old_connections)
        transaction.set_rollback(True)
    return response.status_code


@pytest.mark.parametrize(("view", "method", "allowed", "address"), PAGES)
def test_pages_open_only_to_those_who_may(view, method, allowed, address, world, client):
    where = reverse(view, kwargs=world.kwargs(address))
    found = {who: answer(world.browser(who), method, where) for who in world.people}

    may = {who for who in READERS if found[who] not in (403, 404, 500)}
    assert may == allowed
    assert {found[who] for who in READERS - allowed} <= {403, 404}
    assert found["stranger"] == 404
    assert found["guest"] == 404  # she reads the sections of `notes.guest_urls`, and nothing else
    assert answer(client, method, where) == 302  # nobody in particular: to the sign-in page


def test_every_page_of_the_site_is_in_the_table():
    def names(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                space = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from names(pattern, prefix + space)
            else:
                yield prefix + pattern.name

    every = {
        name
        for name in names(get_resolver())
        if not name.startswith(ALLAUTH) and name.split(":")[0] not in PUBLIC_SPACES
    }
    assert every == {page for page, *_ in [*PAGES, *GUEST]} | OWN | PUBLIC


@pytest.mark.parametrize(("view", "method", "address"), GUEST)
def test_what_a_guest_reads_opens_to_nobody_else(view, method, address, world, client):
    where = reverse(view, kwargs=world.kwargs(address))
    found = {who: answer(world.browser(who), method, where) for who in world.people}

    assert {who for who, status in found.items() if status != 404} == {"guest"}
    assert answer(client, method, where) == 302


@pytest.mark.parametrize("view", sorted(OWN))
def test_own_pages_ask_a_stranger_to_sign_in(view, client, people, signed_in):
    assert client.get(reverse(view)).status_code == 302
    assert signed_in(people["viewer"]).get(reverse(view), follow=True).status_code == 200


@pytest.mark.parametrize(
    ("view", "allowed", "address"),
    [(p, who, where) for p, how, who, where in PAGES if how == "get"],
)
def test_every_page_names_its_region_asks_25_queries_and_loads_200_kilobytes_at_most(
    view, allowed, address, world
):
    """A view whose context has a word of the frame (`place`, `nav`) would hide it."""
    browser = world.browser(min(allowed & MEMBERS or allowed))
    where = reverse(view, kwargs=world.kwargs(address))
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(where)
    is_page = response.headers["Content-Type"].startswith("text/html")
    html = response.content.decode() if is_page else ""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)

    is_of_region = {"code", "slug"} & set(address.split())  # not so a cohort of fifty
    assert not is_of_region or "sp-brand__place" not in html or BRAND in one_line(html)
    of_a_region = {"code", "slug", "signing", "signed", "frozen", "drafted"} & {*address.split()}
    assert BRAND in one_line(html) or not of_a_region or "sp-brand__place" not in html
    assert stray_spaces(html) == []
    assert view.startswith("commitments:") or sentences_with_a_figure_first(html) == []
    assert first_load(html) < BUDGET
    asked = [query["sql"] for query in captured if not is_mark(query["sql"])]
    asked = [sql for sql in asked if "usersessions_" not in sql]  # noted once in five minutes
    assert len(asked) <= MOST_QUERIES
