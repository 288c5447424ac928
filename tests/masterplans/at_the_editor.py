"""A person at the editor of a section, for the browser tests of saving."""

from playwright.sync_api import expect

from masterplans.models import Section
from masterplans.rich_text import plain_text


def editor_of(page):
    """The box she writes into."""
    return page.locator("[contenteditable=true]").first


def state_of(page):
    """Where the page says whether what she wrote is safe."""
    return page.locator("[data-save-state]").first


def sits_at(page, server, section):
    """Open a section and wait for its editor."""
    page.goto(f"{server.url}{section.get_absolute_url()}")
    editor_of(page).wait_for()
    return page


def types(page, text, delay=8):
    """Type at the end of the text."""
    editor_of(page).focus()
    page.wait_for_timeout(100)  # the editor puts its own caret a moment after it has the focus
    page.keyboard.press("Control+End")
    page.keyboard.type(text, delay=delay)


def saved(page):
    """Wait until the page says that all is saved."""
    expect(state_of(page)).to_contain_text("Tersimpan pukul")


def stored(section):
    """The words that the database has."""
    return plain_text(Section.objects.get(pk=section.pk).body)
