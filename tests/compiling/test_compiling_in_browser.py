"""The page of the pokja lead in a real browser: by keyboard, without leaving the page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analyses.models import Issue
from tests.factories import AgencyFactory, IssueFactory
from tests.plans import give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


@pytest.fixture
def issues(masterplan, people, region, agency):
    dimension = give_dimensions(masterplan)[0]
    masterplan.teams.create(dimension=dimension, lead=people["dimension_lead"])
    dinsos = AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")
    own = {"masterplan": masterplan, "dimension": dimension}
    return [
        IssueFactory(**own, agency=agency, title="Posyandu jauh dari dusun", order=1),
        IssueFactory(**own, agency=dinsos, title="Dusun jauh dari posyandu", order=2),
        IssueFactory(**own, agency=dinsos, title="Jalan rusak", order=3),
    ]


@pytest.mark.parametrize("width", [1280, 360])
def test_rows_are_moved_ticked_merged_and_taken_apart(width, desk, at, people, issues):
    size = {"width": width, "height": 800}
    page = desk(people["dimension_lead"], path=at("pokja", "governance"), viewport=size)
    said = page.locator("[data-pokja] > p[role=status]")

    page.locator(f"#t-{issues[2].pk}").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(said).to_contain_text("Urutan disimpan.")
    expect(page.locator(f"#t-{issues[2].pk}")).to_be_focused()
    page.locator(f"#u-{issues[2].pk}").uncheck()
    expect(said).to_contain_text("Pilihan dan urutan disimpan.")
    first, moved, last = Issue.objects.order_by("order")
    assert (first, moved, last) == (issues[0], issues[2], issues[1])
    assert not moved.in_book

    page.locator(f"#t-{issues[0].pk}").check()
    page.locator(f"#t-{issues[1].pk}").check()
    page.get_by_role("button", name="Gabungkan yang ditandai").click()
    page.get_by_role("textbox", name="Isu").fill("Posyandu dan dusun berjauhan")
    page.get_by_role("button", name="Gabungkan 2 isian").last.click()
    expect(page.get_by_text("Berasal dari Dinkes, Dinsos")).to_be_visible()
    assert Issue.objects.get(pk=issues[1].pk).merged_into == issues[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_role("button", name="Pisahkan lagi").click()
    expect(said).to_contain_text("Isian Dinsos berdiri sendiri lagi.")
    assert Issue.objects.standing().count() == 3


def test_axe_finds_nothing_serious_also_after_a_press(desk, at, people, issues):
    page = desk(people["dimension_lead"], path=at("pokja", "governance"))
    assert serious(page) == []
    page.locator(f"#u-{issues[2].pk}").uncheck()
    expect(page.locator("[data-pokja] > p[role=status]")).to_contain_text("disimpan")
    assert serious(page) == []
    page.get_by_role("link", name="Bandingkan dan gabungkan").click()
    assert serious(page) == []
    page.get_by_role("button", name="Gabungkan 2 isian").last.click()
    expect(page.get_by_text("Berasal dari Dinkes, Dinsos")).to_be_visible()
    assert serious(page) == []


def serious(page):
    found = Axe().run(page).response["violations"]
    bad = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in bad]
