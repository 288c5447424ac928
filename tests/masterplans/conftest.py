"""A real browser with the editor in it, under the real Content-Security-Policy."""

import pytest
from playwright.sync_api import expect

from masterplans.actions import write_section
from revisions.tokens import Token
from tests.factories import SectionFactory

expect.set_options(timeout=20_000)  # two cores, and others at work


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan, outline__title="Latar belakang")


@pytest.fixture
def violations(page):
    """What the browser refused or stumbled over; a test ends with none."""
    found = []
    page.on("console", lambda said: said.type == "error" and found.append(said.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (e) => console.error('CSP', e.violatedDirective, e.blockedURI, e.sourceFile))"
    )
    yield found
    page.close()  # before the database is emptied below it
    assert found == []


@pytest.fixture
def open_as(context, page, live_server, signed_in):
    """Open a page in the browser as somebody."""

    def go(person, address, until="load"):
        session = signed_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{address}", wait_until=until)
        return page

    yield go
    page.close()  # before the database is emptied below it


@pytest.fixture
def editing(section, writer, open_as, violations):
    """`editing()` is the page of a section with the editor ready; `editing(html)` begins there."""

    def go(html=""):
        if html:
            write_section(section, html=html, token=Token(0), by=writer)
        page = open_as(writer, section.get_absolute_url())
        expect(editor_of(page)).to_be_visible()
        return page

    return go


def editor_of(page):
    """The editor once it stands; before that the plain box has the same role and name."""
    return page.get_by_role("textbox", name="Isi bagian").and_(
        page.locator("[contenteditable=true]")
    )
