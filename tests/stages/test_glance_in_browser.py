"""Sekilas is one screen: what a leader opens is seen without scrolling."""

import pytest
from playwright.sync_api import expect

from masterplans.models import Stage, Status
from tests import factories as make
from tests.plans import bring_to, fill_roadmap, give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)
VISION = (
    "Mewujudkan Banjarnegara yang melayani, tangguh, dan sejahtera melalui inovasi yang tumbuh"
    " dari desa, dengan layanan yang terhubung dan warga yang ikut memutuskan"
)
OTHERS = (("economy", "eco"), ("living", "liv"), ("society", "soc"), ("environment", "env"))


@pytest.fixture
def written(masterplan, lead, facilitator):
    """Six dimensions, ten years of money, and more quick wins and offices than a screen holds."""
    give_dimensions(masterplan)
    for order, (code, key) in enumerate(OTHERS, start=3):
        dimension = make.DimensionFactory(
            set=masterplan.dimension_set,
            order=order,
            code=code,
            key=key,
            name=f"Smart {code.title()}",
        )
        make.SubDimensionFactory(dimension=dimension, code=f"{code}-1")
    for _ in range(8):
        make.AgencyFactory(region=masterplan.region)
    plan = bring_to(masterplan, Stage.ROADMAP, Status.WRITING, lead=lead, facilitator=facilitator)
    fill_roadmap(plan)
    plan.vision = VISION
    plan.save(update_fields=["vision"])
    return plan


def test_the_whole_glance_is_one_screen(written, people, desk, live_server):
    page = desk(people["viewer"], viewport={"width": 1280, "height": 900})

    page.goto(f"{live_server.url}/masterplan/{written.slug}/sekilas/")

    assert page.evaluate("document.documentElement.scrollHeight") <= 900
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    tiles = [tile.bounding_box()["y"] for tile in page.locator(".sp-glance__tiles li").all()]
    assert len(tiles) == 6
    assert len(set(tiles[:3])) == 1
    assert tiles[3] > tiles[2]
    bars = page.locator(".sp-glance__money svg.pic").bounding_box()
    table = page.locator(".sp-glance__money table")
    expect(table).to_be_visible()
    assert table.bounding_box()["x"] > bars["x"] + bars["width"]
    assert table.evaluate("it => it.parentElement.scrollWidth <= it.parentElement.clientWidth")

    hers = desk(people["signatory"], viewport={"width": 1280, "height": 900})
    hers.goto(page.url)
    assert hers.evaluate("document.documentElement.scrollHeight") <= 900

    page.set_viewport_size({"width": 360, "height": 740})
    expect(table).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
