"""The matrix of forty offices stands on one wide page, whatever the tahap asks for."""

import pytest

from assignments.participation import assign_dimensions
from masterplans.models import Stage, Status
from regions.models import Role
from tests import factories as make
from tests.plans import bring_to, give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = "area => [area.scrollWidth - area.clientWidth, document.documentElement.scrollWidth]"


@pytest.mark.parametrize("stage", [Stage.ANALYSIS, Stage.ROADMAP])
def test_forty_offices_need_no_scrolling_sideways(
    stage, masterplan, lead, facilitator, desk, live_server
):
    dimensions = give_dimensions(masterplan)
    bring_to(masterplan, stage, Status.WRITING, lead=lead, facilitator=facilitator)
    offices = [
        make.AgencyFactory(
            region=masterplan.region,
            name=f"Dinas Pekerjaan Umum, Perumahan Rakyat, dan Kawasan Permukiman {number}",
        )
        for number in range(40)
    ]
    for office in offices[::2]:
        make.MembershipFactory(region=masterplan.region, role=Role.WRITER, agency=office)
        make.ProgramFactory(masterplan=masterplan, agency=office)
    assign_dimensions(masterplan, dict.fromkeys(offices, dimensions), by=lead)
    page = desk(lead, viewport={"width": 1280, "height": 800})

    page.goto(f"{live_server.url}/masterplan/{masterplan.slug}/kertas-kerja/")

    assert page.locator(".kk-matrix tbody tr").count() >= 40
    assert page.locator(".kk-scroll").evaluate(WIDTHS) == [0, 1280]
    bare = page.locator(".kk-matrix tbody tr").evaluate_all(
        "rows => rows.map(row => /Belum ada\\s+staf/.test(row.textContent))"
    )
    assert bare == sorted(bare)
    assert any(bare)
    assert not all(bare)

    page.goto(f"{live_server.url}/masterplan/{masterplan.slug}/")
    assert page.locator(".kk-matrix tbody tr").count() == 10
    assert page.locator(".kk-scroll").evaluate(WIDTHS) == [0, 1280]
