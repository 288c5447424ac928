"""A worksheet begins high on its page: one line of tabs, boxes that look like boxes."""

import pytest
from playwright.sync_api import expect

from analyses.kinds import KINDS
from tests.plans import fill_analysis, give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)
LOWEST = 450  # px from the top, where the first row begins at the latest
LINES = "box => { const s = getComputedStyle(box); return [s.borderTopWidth, s.borderLeftWidth]; }"


@pytest.fixture
def screen(desk, lead, masterplan, live_server):
    """`screen(1280, 800)` is her browser of that size; it runs no scripts."""

    def sized(width, height):
        give_dimensions(masterplan)
        size = {"width": width, "height": height}
        return desk(lead, live_server.url, "/", viewport=size, java_script_enabled=False)

    return sized


def assert_begins_high(page, kind):
    tabs = page.get_by_role("navigation", name="Jenis analisis")
    assert page.locator("tbody tr").first.bounding_box()["y"] <= LOWEST, kind.slug
    assert tabs.bounding_box()["height"] < 48, kind.slug
    assert tabs.locator("> a:visible, summary").count() < len(KINDS), kind.slug
    for box in page.locator(".sp-grow .form-control, .sp-grow .form-select").all()[:4]:
        assert box.evaluate(LINES) == ["1px", "1px"], kind.slug


def test_the_first_row_of_every_worksheet_stands_high(screen, masterplan, at, live_server):
    page = screen(1280, 800)

    for fill in (give_dimensions, fill_analysis):
        fill(masterplan)
        for kind in KINDS.values():
            page.goto(f"{live_server.url}{at(kind.url_name)}")
            assert_begins_high(page, kind)


@pytest.mark.parametrize("width", [1280, 360])
def test_tabs_that_do_not_fit_are_in_a_menu_without_a_script(screen, at, live_server, width):
    page = screen(width, 800)
    page.goto(f"{live_server.url}{at('swot')}")
    tabs = page.get_by_role("navigation", name="Jenis analisis")
    assert tabs.bounding_box()["height"] < 48
    expect(tabs.get_by_role("link", name="Belanja TIK")).to_be_hidden()

    tabs.get_by_text("Lainnya").click()
    menu = tabs.locator("details > div").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
    tabs.get_by_role("link", name="Belanja TIK").click()

    expect(page).to_have_url(f"{live_server.url}{at('ict_spending')}")
    expect(tabs.locator("> a[aria-current]")).to_have_text("Belanja TIK")
