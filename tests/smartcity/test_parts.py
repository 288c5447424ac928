"""A part of a page is never shown in the page's place when somebody goes back."""

import pytest
from playwright.sync_api import expect

from tests.factories import IssueFactory

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


def test_answers_tell_pages_from_parts(masterplan, lead, signed_in):
    path = f"/masterplan/{masterplan.slug}/cari/"
    whole = signed_in(lead).get(path, {"q": "data"})
    part = signed_in(lead).get(path, {"q": "data"}, headers=PART)

    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in part["Vary"]
    assert "no-store" in part["Cache-Control"]
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()


def test_a_page_that_htmx_restores_is_whole(masterplan, lead, signed_in):
    path = f"/masterplan/{masterplan.slug}/cari/"
    headers = PART | {"HX-History-Restore-Request": "true"}

    assert "<html" in signed_in(lead).get(path, {"q": "data"}, headers=headers).content.decode()


def test_back_from_a_hit_shows_the_whole_page_with_the_words_asked(masterplan, lead, desk):
    IssueFactory(masterplan=masterplan, title="Banjir di pasar")
    page = desk(lead, path=f"/masterplan/{masterplan.slug}/cari/")
    page.get_by_role("searchbox").press_sequentially("banjir")
    hit = page.get_by_role("heading", level=2).get_by_role("link")
    with page.expect_navigation(url=lambda url: "/cari/" not in url):
        hit.click()

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Cari di masterplan")
    expect(page.get_by_role("searchbox")).to_have_value("banjir")
    expect(hit).to_have_text("Banjir di pasar")
