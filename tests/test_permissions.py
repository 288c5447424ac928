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
from tests.instruments.pages import pages_of_instruments
from tests.markup import one_line, sentences_with_a_figure_first, stray_spaces
from tests.shared import floor
from tests.world import World

COORDINATORS = {"lead", "deputy"}
MEMBERS = COORDINATORS | {"dimension_lead", "pokja_member", "writer"}
MEMBERS |= {"facilitator", "signatory", "viewer"}
READERS = MEMBERS | {"province_officer", "national"}
COMPILERS = COORDINATORS | {"dimension_lead"}  # a pokja compiles what its lead decides
POKJA = COMPILERS | {"pokja_member"}
WRITERS = POKJA | {"writer"}
OWNER = {"lead"}  # what she herself uploaded, or typed too late
MANAGERS = COORDINATORS | {"national"}
REVIEWERS = {"facilitator", "national"}
PLANNERS = MANAGERS | {"facilitator"}
ASKERS = PLANNERS | POKJA
JUDGES = POKJA | {"facilitator"}
BRAND = 'sp-brand__place">Kabupaten Banjarnegara<'
#   page                                method  who may            what stands in its address
PAGES = [
    ("monitoring:region", "get", READERS, "code"),
    ("monitoring:outside_add", "get", MANAGERS | {"province_officer"}, "code"),
    ("monitoring:outside_file", "get", READERS, "code outside"),
    ("monitoring:outside_remove", "post", MANAGERS | {"province_officer"}, "code outside"),
    ("monitoring:trail", "get", PLANNERS, "code"),
    ("regions:agency_add", "get", MANAGERS, "code"),
    ("regions:agency_list", "get", MANAGERS, "code"),
    ("regions:agency_edit", "get", MANAGERS, "code agency"),
    ("regions:official_add", "get", MANAGERS, "code"),
    ("regions:official_list", "get", MANAGERS, "code"),
    ("regions:official_edit", "get", MANAGERS, "code official"),
    ("regions:members", "get", READERS, "code"),
    ("regions:invite", "get", MANAGERS, "code"),
    ("regions:invite_staff", "get", MANAGERS, "code"),
    ("regions:invite_many", "get", MANAGERS, "code"),
    ("regions:letters", "get", MANAGERS, "code"),
    ("regions:letter_resend", "post", MANAGERS, "code letter"),
    ("regions:membership_change", "get", MANAGERS, "code membership"),
    ("regions:second_factor_reset", "get", {"national"}, "code membership"),
    ("regions:membership_remove", "get", MANAGERS, "code membership"),
    ("regions:membership_remove", "post", MANAGERS, "code membership"),
    ("regions:invitation_resend", "post", MANAGERS, "code invitation"),
    ("regions:invitation_withdraw", "post", MANAGERS, "code invitation"),
    ("mandates:overview", "get", READERS, "code"),
    ("mandates:detail", "get", READERS, "code mandate"),
    ("mandates:scan", "get", READERS, "code scanned"),
    ("mandates:add", "get", MANAGERS, "code mandate_kind"),
    ("mandates:edit", "get", MANAGERS, "code mandate"),
    ("mandates:remove", "get", MANAGERS, "code mandate"),
    ("mandates:remove", "post", MANAGERS, "code mandate"),
    ("mandates:joining", "get", MANAGERS, "code mandate"),
    ("mandates:joining", "post", MANAGERS, "code mandate"),
    ("mandates:member_list", "get", MANAGERS, "code mandate"),
    ("mandates:member_add", "get", MANAGERS, "code mandate"),
    ("mandates:member_edit", "get", MANAGERS, "code mandate named"),
    ("mandates:member_remove", "get", MANAGERS, "code mandate named"),
    ("mandates:member_remove", "post", MANAGERS, "code mandate named"),
    ("timeline:region", "get", READERS, "code"),
    ("stages:timeline", "get", READERS, "slug"),
    *pages_of_instruments(READERS, WRITERS, MANAGERS),
    ("newplan:create", "get", MANAGERS, "code"),
    ("cohort:table", "get", {"national"}, "year"),
    ("cohort:download", "get", {"national"}, "year"),
    ("cohorts:cohorts", "get", {"national"}, ""),
    ("cohorts:terms", "get", {"national"}, "year"),
    ("cohorts:nominate_many", "get", {"national"}, "year"),
    ("cohorts:nomination", "get", {"national"}, "year code"),
    ("cohorts:reopen", "get", {"national"}, "year code"),
    ("cohorts:nominate_one", "post", {"national"}, "year code"),
    ("cohorts:withdraw", "post", {"national"}, "year code"),
    ("stages:overview", "get", READERS, "slug"),
    ("stages:glance", "get", READERS, "slug"),
    ("stages:decisions", "get", READERS, "slug"),
    ("reminders:preview", "get", MANAGERS, "slug"),
    ("stages:fact", "get", READERS, "slug fact"),
    ("stages:fact", "post", MANAGERS | REVIEWERS, "slug fact"),
    ("stages:take_back_fact", "post", MANAGERS | REVIEWERS, "slug fact"),
    ("stages:take", "post", REVIEWERS, "slug"),
    ("stages:submit", "post", COORDINATORS, "slug"),
    ("stages:withdraw", "post", MANAGERS, "slug"),
    ("stages:reopen", "post", REVIEWERS, "slug"),
    ("stages:freeze", "post", MANAGERS, "slug"),
    ("stages:freezing", "get", READERS, "slug"),
    ("reviews:plan", "get", READERS, "slug"),
    ("reviews:chapter", "get", READERS, "slug book chapter"),
    ("reviews:decide", "get", REVIEWERS, "slug"),
    ("reviews:return", "post", REVIEWERS, "slug"),
    ("reviews:approve", "post", REVIEWERS, "slug"),
    ("old_review:decide", "get", REVIEWERS, "slug"),
    ("old_review:return", "post", REVIEWERS, "slug"),
    ("old_review:approve", "post", REVIEWERS, "slug"),
    ("reviews:approve_chapter", "post", REVIEWERS, "slug book chapter"),
    ("reviews:mark", "post", READERS, "slug book chapter"),
    ("reviews:place", "post", READERS, "slug book chapter"),
    ("search:find", "get", READERS, "slug"),
    ("assignments:worksheets", "get", READERS, "slug"),
    ("assignments:worksheet", "get", READERS, "slug agency"),
    ("assignments:nothing", "post", WRITERS, "slug agency"),
    ("assignments:remind", "get", MANAGERS, "slug"),
    ("assignments:remind", "post", MANAGERS, "slug"),
    ("assignments:writers", "get", COORDINATORS, "slug"),
    ("assignments:parts", "get", MANAGERS, "slug"),
    ("assignments:parts", "post", MANAGERS, "slug"),
    ("bimtek:sessions", "get", READERS, "slug"),
    ("bimtek:session", "get", PLANNERS, "slug stage"),
    ("bimtek:session", "post", PLANNERS, "slug stage"),
    ("bimtek:invite", "get", PLANNERS, "slug stage"),
    ("bimtek:invite", "post", PLANNERS, "slug stage"),
    ("bimtek:uninvite", "post", PLANNERS, "slug stage guest"),
    ("bimtek:results", "get", PLANNERS, "slug stage"),
    ("bimtek:add_file", "get", PLANNERS, "slug stage"),
    ("bimtek:add_file", "post", PLANNERS, "slug stage"),
    ("bimtek:file", "get", READERS, "slug stage photo"),
    ("bimtek:drop_file", "post", PLANNERS, "slug stage photo"),
    ("bimtek:paper", "get", READERS, "slug stage paper"),
    ("bimtek:paper", "post", READERS, "slug stage paper"),
    ("attendance:detail", "get", READERS, "slug stage"),
    ("attendance:registers", "get", READERS, "slug stage"),
    ("attendance:registers", "post", PLANNERS, "slug stage"),
    ("attendance:code", "get", PLANNERS, "slug stage"),
    ("attendance:close", "post", PLANNERS, "slug stage"),
    ("attendance:reopen", "get", PLANNERS, "slug stage"),
    ("attendance:strike", "get", PLANNERS, "slug stage attendee"),
    ("notes:notes", "get", READERS, "slug"),
    ("notes:place_notes", "get", READERS, "slug kind issue"),
    ("notes:place_notes", "post", ASKERS, "slug kind issue"),
    ("notes:answer", "post", ASKERS | {"writer"}, "slug note"),
    ("notes:resolve", "post", REVIEWERS, "slug note"),
    ("notes:reopen", "post", REVIEWERS, "slug note"),
    ("notes:arrange", "get", ASKERS, "slug note"),
    ("notes:arrange", "post", ASKERS, "slug note"),
    ("notes:accept", "post", WRITERS, "slug note"),
    ("notes:annex", "get", READERS, "slug"),
    ("notes:guests", "get", PLANNERS, "slug"),
    ("notes:guests", "post", PLANNERS, "slug"),
    ("notes:guest_end", "post", PLANNERS, "slug guest_section"),
    ("masterplans:contents", "get", READERS, "slug"),
    ("masterplans:section", "get", READERS, "slug section"),
    ("masterplans:section", "post", WRITERS, "slug section"),
    ("masterplans:section_history", "get", READERS, "slug section"),
    ("masterplans:newest", "get", READERS, "slug section"),
    ("masterplans:presence", "post", READERS, "slug"),
    ("masterplans:kept", "get", READERS, "slug"),
    ("masterplans:decide_kept", "post", OWNER, "slug kept"),
    ("masterplans:compare", "get", READERS, "slug section"),
    ("masterplans:name_revision", "post", WRITERS, "slug section revision"),
    ("masterplans:revision", "get", READERS, "slug section revision"),
    ("masterplans:keep", "post", WRITERS, "slug section revision"),
    ("assignments:assign", "get", COORDINATORS, "slug section"),
    ("strategy:identity", "get", READERS, "slug"),
    ("strategy:identity", "post", COORDINATORS, "slug"),
    ("strategy:vision", "get", READERS, "slug"),
    ("strategy:vision", "post", COORDINATORS, "slug"),
    ("strategy:alignment", "get", READERS, "slug"),
    ("strategy:alignment", "post", COORDINATORS, "slug"),
    ("strategy:teams", "get", READERS, "slug"),
    ("strategy:teams", "post", COORDINATORS, "slug"),
    ("strategy:part_history", "get", READERS, "slug part"),
    ("masterplans:upload", "get", READERS, "slug"),
    ("masterplans:upload", "post", WRITERS, "slug"),
    ("masterplans:attachment", "get", READERS, "slug attachment"),
    ("worksheets:board", "get", READERS, "slug"),
    ("compiling:pokja", "get", READERS, "slug dimension"),
    ("worksheets:named_keywords", "get", READERS, "slug"),
    ("compiling:pokja_kind", "get", READERS, "slug dimension kind"),
    ("compiling:arrange", "post", COMPILERS, "slug dimension kind"),
    ("compiling:merge", "get", COMPILERS, "slug dimension kind"),
    ("worksheets:issues", "get", READERS, "slug"),
    ("worksheets:swot", "get", READERS, "slug"),
    ("worksheets:tows", "get", READERS, "slug"),
    ("worksheets:readiness", "get", READERS, "slug"),
    ("worksheets:gaps", "get", READERS, "slug"),
    ("worksheets:ideas", "get", READERS, "slug"),
    ("worksheets:regulations", "get", READERS, "slug"),
    ("worksheets:applications", "get", READERS, "slug"),
    ("worksheets:ict_staff", "get", READERS, "slug"),
    ("worksheets:ict_spending", "get", READERS, "slug"),
    ("worksheets:vision_keywords", "get", READERS, "slug"),
    ("worksheets:paste", "get", WRITERS, "slug kind"),
    ("worksheets:history", "get", READERS, "slug kind issue"),
    ("worksheets:history", "post", WRITERS, "slug kind issue"),
    ("worksheets:move", "post", WRITERS, "slug kind issue"),
    ("worksheets:move", "post", POKJA, "slug kind foreign_issue"),
    ("worksheets:evidence", "post", WRITERS, "slug readiness"),
    ("worksheets:add", "get", WRITERS, "slug kind"),
    ("worksheets:edit", "get", WRITERS, "slug kind issue"),
    ("worksheets:edit", "get", POKJA, "slug kind foreign_issue"),
    ("worksheets:remove", "post", WRITERS, "slug kind issue"),
    ("portfolio:board", "get", READERS, "slug"),
    ("programs:detail", "get", READERS, "slug program"),
    ("programs:add", "get", WRITERS, "slug"),
    ("programs:edit", "get", WRITERS, "slug program"),
    ("programs:edit", "get", POKJA, "slug foreign_program"),
    ("programs:remove", "post", WRITERS, "slug program"),
    ("portfolio:quick", "get", WRITERS, "slug"),
    ("programs:history", "get", READERS, "slug program"),
    ("portfolio:copy", "get", WRITERS, "slug program"),
    ("portfolio:copy", "get", POKJA, "slug foreign_program"),
    ("portfolio:move", "get", WRITERS, "slug program"),
    ("portfolio:move", "post", POKJA, "slug foreign_program"),
    ("portfolio:split", "get", POKJA, "slug program"),
    ("portfolio:join", "post", POKJA, "slug program"),
    ("portfolio:grid", "get", WRITERS, "slug"),
    ("portfolio:grid_row", "post", WRITERS, "slug program"),
    ("portfolio:grid_row", "post", POKJA, "slug foreign_program"),
    ("portfolio:odd", "get", READERS, "slug"),
    ("portfolio:roadmap", "get", READERS, "slug"),
    ("portfolio:budget", "get", READERS, "slug"),
    ("portfolio:budget_file", "get", READERS, "slug"),
    ("portfolio:alignment", "get", READERS, "slug"),
    ("portfolio:participants", "get", WRITERS, "slug program"),
    ("portfolio:name_programs", "get", COORDINATORS, "slug alignment"),
    ("strategy:aims", "get", READERS, "slug"),
    ("strategy:aim_add", "get", POKJA, "slug"),
    ("strategy:aim_edit", "get", POKJA, "slug aim"),
    ("strategy:aim_history", "get", READERS, "slug aim"),
    ("strategy:aim_remove", "post", POKJA, "slug aim"),
    ("quickwins:board", "get", READERS, "slug"),
    ("quickwins:nominate", "post", WRITERS, "slug nominee"),
    ("quickwins:detail", "get", READERS, "slug quickwin"),
    ("quickwins:edit", "get", WRITERS, "slug quickwin"),
    ("quickwins:history", "get", READERS, "slug quickwin"),
    ("quickwins:score", "get", JUDGES, "slug quickwin"),
    ("quickwins:progress", "get", WRITERS, "slug chosen"),
    ("quickwins:choose", "post", COORDINATORS, "slug quickwin"),
    ("quickwins:drop", "post", COORDINATORS, "slug quickwin"),
    ("quickwins:withdraw", "post", WRITERS, "slug quickwin"),
    ("identities:officials", "get", READERS, "code"),
    ("identities:invite_all", "post", MANAGERS, "code"),
    ("identities:confirm", "get", {"province_officer", "national"}, "code official"),
    ("commitments:detail", "get", READERS, "signing"),
    ("commitments:prepare", "get", MANAGERS, "frozen"),
    ("commitments:propose", "post", MANAGERS, "frozen"),
    ("commitments:extend", "get", MANAGERS, "signing"),
    ("commitments:replace", "get", MANAGERS, "signing place"),
    ("commitments:remove", "post", MANAGERS, "drafted"),
    ("commitments:open", "post", MANAGERS, "drafted"),
    ("commitments:cancel", "get", MANAGERS, "signing"),
    ("commitments:remind", "post", MANAGERS, "signing"),
    ("commitments:read", "get", {"signatory"}, "signing"),
    ("commitments:page", "get", {"signatory"}, "signing shown number"),
    ("signing:sign", "get", {"signatory"}, "signing"),
    ("signing:finish", "post", {"signatory"}, "signing"),
    ("commitments:done", "get", {"signatory"}, "signed"),
    ("commitments:decline", "get", {"signatory"}, "signing"),
    ("commitments:draft", "get", READERS, "signing"),
    ("commitments:document", "get", READERS, "signed"),
    ("signing:certificate", "get", READERS, "signed"),
    ("rosters:grid", "get", READERS, "slug roster"),
    ("rosters:grid", "get", READERS, "slug members"),
    ("rosters:grid", "post", COORDINATORS, "slug roster"),
    ("rosters:row", "post", MANAGERS, "slug members member_row"),
    ("rosters:paste", "get", COORDINATORS, "slug roster"),
    ("decree:members", "get", READERS, "code mandate"),
    ("sheets:page", "get", READERS, "slug sheet"),
    ("sheets:page", "get", READERS, "slug kind"),
    ("sheets:page", "post", WRITERS, "slug sheet"),
    ("sheets:page", "post", WRITERS, "slug kind"),
    ("sheets:download", "get", READERS, "slug sheet"),
    ("sheets:download", "get", READERS, "slug kind"),
    ("sheets:preview", "get", OWNER, "slug import"),
    ("sheets:state", "get", OWNER, "slug import"),
    ("sheets:choose", "post", OWNER, "slug import"),
    ("sheets:choose_hidden", "post", OWNER, "slug import"),
    ("sheets:apply", "post", OWNER, "slug import"),
    ("sheets:drop", "post", OWNER, "slug import"),
    ("exports:quickwin_page", "get", READERS, "slug chosen"),
    ("exports:request_quickwin_page", "post", READERS, "slug chosen"),
    ("exports:download_quickwin_page", "get", READERS, "slug printed_page"),
    ("exports:books", "get", READERS, "slug"),
    ("editions:changes_after", "get", READERS, "frozen edition"),
    ("exports:states", "get", READERS, "slug"),
    ("exports:request", "post", READERS, "slug number"),
    ("exports:download", "get", READERS, "slug number"),
    ("exports:edition_book", "get", READERS, "frozen edition number"),
]
OWN = {  # for everybody who has signed in, whatever her role: her own things
    "home", "instruments:mine", "monitoring:regions", "reading:dimension", "guests:sections",
    "calendar:mine", "identities:waiting", "identities:code",
}  # fmt: skip
# For a narasumber alone, and only of the sections that she was asked to read.
GUEST = [("guests:section", "get", "section"), ("guests:answer", "post", "section guest_note")]
# For everybody, signed in or not: signing in, checking a document, and what an operator asks for.
PUBLIC = {
    "health", "ready", "components", "invitations:accept", "calendar:feed", "hadir:scan",
    "hadir:type_code", "example:index", "example:letter",
}  # fmt: skip
PUBLIC_SPACES = ("pki", "verification", "guest_signing")
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
def test_every_page_names_the_region_has_no_stray_space_and_asks_25_queries_at_most(
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
    asked = [query["sql"] for query in captured if not is_mark(query["sql"])]
    asked = [sql for sql in asked if "usersessions_" not in sql]  # noted once in five minutes
    assert len(asked) <= MOST_QUERIES
