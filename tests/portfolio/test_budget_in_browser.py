"""The money of a plan fits its page: no sum is cut on a wide screen or on a telephone."""

import pytest

from programs.models import Source
from tests.factories import BudgetLineFactory, ProgramFactory
from tests.plans import give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)
IN_SIGHT = """sums => sums.filter(sum => {
  const place = sum.getBoundingClientRect();
  return sum.scrollWidth > sum.clientWidth || place.left < 0 || place.right > innerWidth;
}).map(sum => sum.textContent)"""
SCROLLS = "areas => areas.filter(area => area.scrollWidth > area.clientWidth).length"


@pytest.fixture
def browser(launch_browser):
    """The real one; beside it, this room's tests call the test client so."""
    real = launch_browser()
    yield real
    real.close()


def test_sums_are_never_cut(desk, lead, masterplan, live_server):
    for dimension in give_dimensions(masterplan):
        for sub in dimension.subdimensions.all():
            program = ProgramFactory(masterplan=masterplan, subdimension=sub)
            for year in masterplan.years:
                for number, source in enumerate(Source.values):
                    amount = 98_765_432_109 + number
                    BudgetLineFactory(program=program, year=year, source=source, amount=amount)
    page = desk(lead, viewport={"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/masterplan/{masterplan.slug}/program/anggaran/")

    assert page.locator("section .sp-scroll").evaluate_all(SCROLLS) == 0
    assert page.locator(".sp-figures__sum").evaluate_all(IN_SIGHT) == []
    bars = page.locator("svg.pic").bounding_box()
    table = page.locator(".sp-figures").first.bounding_box()
    assert bars["x"] + bars["width"] <= table["x"]

    page.set_viewport_size({"width": 360, "height": 740})
    assert page.locator(".sp-figures__sum").evaluate_all(IN_SIGHT) == []
    bars = page.locator("svg.pic").bounding_box()
    table = page.locator(".sp-figures").first.bounding_box()
    assert bars["y"] + bars["height"] <= table["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
