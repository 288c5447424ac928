"""Who leads arrives at one screen of pictures, not at the coordinator's board."""

import re

import pytest

from masterplans.models import Stage, Status
from regions.models import Role
from tests import factories as make
from tests.markup import one_line
from tests.plans import bring_to


@pytest.fixture
def written(masterplan, lead, facilitator):
    plan = bring_to(
        masterplan, Stage.COMMITMENT, Status.WRITING, lead=lead, facilitator=facilitator
    )
    plan.vision = "Banjarnegara nyaman dan cerdas"
    plan.save(update_fields=["vision"])
    return plan


def glance(browser, plan):
    return browser.get(f"/masterplan/{plan.slug}/sekilas/")


@pytest.mark.parametrize("who", ["signatory", "viewer"])
def test_who_leads_arrives_at_the_glance(who, written, people, signed_in):
    response = signed_in(people[who]).get("/", follow=True)

    assert response.request["PATH_INFO"] == f"/masterplan/{written.slug}/sekilas/"


def test_who_works_on_the_plan_keeps_her_own_beginning(written, people, signed_in):
    make.MembershipFactory(region=written.region, user=people["lead"], role=Role.SIGNATORY)

    response = signed_in(people["lead"]).get("/", follow=True)

    assert response.request["PATH_INFO"] == f"/masterplan/{written.slug}/"


def test_the_glance_has_all_on_one_page(written, people, signed_in):
    html = one_line(glance(signed_in(people["viewer"]), written).content.decode())

    assert "Banjarnegara nyaman dan cerdas" in html
    for head in ("dimensi", "Peta jalan", "Anggaran", "Quick win", "Menunggu siapa"):
        assert re.search(rf"<h2[^>]*>[^<]*{head}", html), head
    assert html.count('class="pic"') == 2
    for program in written.programs.filter(quickwin__standing="chosen"):
        assert program.name in html
    assert "Ingatkan" not in html
    assert " style=" not in html


def test_the_roadmap_in_miniature_counts_what_runs(written, people, signed_in):
    drawn = glance(signed_in(people["viewer"]), written).context["glance"].roadmap

    years = drawn.heads[1:]
    assert years == [str(year) for year in written.years]
    counted = sum(int(cell) for row in drawn.rows for cell in row[1:])
    assert counted == sum(program.schedule.count() for program in written.programs.all())


def test_a_plan_that_has_nothing_yet_says_so(masterplan, people, signed_in):
    html = glance(signed_in(people["viewer"]), masterplan).content.decode()

    assert "Visi belum ditulis." in html
    assert "Belum ada program yang dijadwalkan." in html
    assert "Anggaran belum diisi." in html


def test_a_glance_costs_the_same_for_many_programs(written, people, signed_in, queries_of):
    browser = signed_in(people["viewer"])
    path = f"/masterplan/{written.slug}/sekilas/"
    few = queries_of(browser, path)
    for _ in range(10):
        make.complete_program(written, written.programs.first().subdimension)

    assert few <= 25
    assert queries_of(browser, path) == few


def test_the_team_is_found_in_the_navigation_of_a_plan(masterplan, people, signed_in):
    page = signed_in(people["lead"]).get(masterplan.get_absolute_url())

    team = f"/daerah/{masterplan.region.code}/anggota/"
    assert {"label": "Tim", "url": team, "current": False} in page.context["nav"]
