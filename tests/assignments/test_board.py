"""The matrix of all agencies: who sees it, in which order, and what it costs."""

import re

import pytest

from assignments.participation import assign_dimensions
from audit.trail import record
from masterplans.models import Stage
from progress.models import TakesPart
from regions.models import Role
from tests import factories as make
from tests.assignments.worksheets import another_writer, fill_first_stage, heading, open_page, words
from tests.plans import bring_to, give_dimensions


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


@pytest.fixture
def agencies(masterplan, dimensions, agency, writer):
    """Dinkes has done nothing, Dinas Rajin everything, Dinas Tengah a part."""
    diligent, _ = another_writer(masterplan, "Dinas Rajin")
    fill_first_stage(masterplan, diligent, dimensions[0])
    middling, _ = another_writer(masterplan, "Dinas Tengah")
    make.IssueFactory(masterplan=masterplan, dimension=dimensions[1], agency=middling)
    return {"Dinas Kesehatan": agency, "Dinas Rajin": diligent, "Dinas Tengah": middling}


def listed(html):
    """The names in the order of the page."""
    return re.findall(r'kertas-kerja/\d+/">([^<]+)</a>', html)


def test_the_coordinator_sees_all_the_emptiest_first(masterplan, agencies, lead, signed_in):
    html = open_page(signed_in(lead), masterplan)

    assert heading(html) == "Dua Perangkat Daerah belum melengkapi tahap 1."
    assert listed(html) == ["Dinas Kesehatan", "Dinas Tengah", "Dinas Rajin"]
    assert "Ingatkan 2 Perangkat Daerah" in html
    assert "1 dari 3 Perangkat Daerah sudah lengkap" in html
    assert "Belum: SWOT, kesiapan, kesenjangan, regulasi, aplikasi, SDM TIK, belanja TIK" in words(
        html
    )


@pytest.mark.parametrize("who", ["facilitator", "viewer", "national", "province_officer"])
def test_readers_see_it_without_the_way_to_remind(who, masterplan, agencies, people, signed_in):
    html = open_page(signed_in(people[who]), masterplan)

    assert len(listed(html)) == 3
    assert ("Ingatkan" in html) == (who == "national")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("hanya=tertinggal", ["Dinas Kesehatan", "Dinas Tengah"]),
        ("urut=nama", ["Dinas Kesehatan", "Dinas Rajin", "Dinas Tengah"]),
        ("cari=rajin+dinas", ["Dinas Rajin"]),
        ("cari=tidak+begitu", []),
        ("dimensi=branding", ["Dinas Tengah"]),
        ("dimensi=karangan&urut=karangan", ["Dinas Kesehatan", "Dinas Tengah", "Dinas Rajin"]),
    ],
)
def test_it_can_be_filtered_and_ordered(query, names, masterplan, agencies, lead, signed_in):
    html = open_page(signed_in(lead), masterplan, f"kertas-kerja/?{query}")

    assert listed(html) == names
    assert ("Hapus saringan" in html) == (
        "hanya" in query or "cari" in query or "branding" in query
    )


def test_who_did_something_last_is_named(masterplan, agencies, writer, lead, signed_in):
    issue = masterplan.issues.first()
    record(writer, "finding.changed", issue, kind="isu")
    record(writer, "role.granted", masterplan.region)  # not a work on the plan

    html = open_page(signed_in(lead), masterplan, "kertas-kerja/?urut=kegiatan")

    assert listed(html)[-1] == "Dinas Kesehatan"
    last = re.findall(r'<td class="kk-when">(.*?)</td>', html, re.S)
    assert [str(writer) in words(cell) for cell in last] == [False, False, True]
    assert words(last[0]) == "Belum pernah"


def test_an_agency_that_was_asked_but_has_nobody_is_marked(masterplan, dimensions, lead, signed_in):
    idle = make.AgencyFactory(region=masterplan.region, name="Kecamatan Batur")
    assign_dimensions(masterplan, {idle: dimensions[:1]}, by=lead)

    html = open_page(signed_in(lead), masterplan)

    assert "Kecamatan Batur" in listed(html)
    assert "Belum ada staf" in words(html)


@pytest.mark.parametrize("order", ["", "kegiatan"])
def test_offices_with_staff_stand_before_those_without(
    order, masterplan, dimensions, agencies, lead, signed_in
):
    idle = make.AgencyFactory(region=masterplan.region, name="Badan Sepi")
    assign_dimensions(masterplan, {idle: dimensions[:1]}, by=lead)

    html = open_page(signed_in(lead), masterplan, f"kertas-kerja/?urut={order}")

    assert listed(html)[-1] == "Badan Sepi"
    assert len(listed(html)) == 4


def test_a_region_without_agencies_is_told_the_first_step(masterplan, people, signed_in):
    masterplan.region.memberships.filter(role=Role.WRITER).delete()

    html = open_page(signed_in(people["lead"]), masterplan)
    assert heading(html) == "Belum ada Perangkat Daerah yang ikut menulis."
    assert "Undang staf" in html
    assert "Undang staf" not in open_page(signed_in(people["viewer"]), masterplan)


def test_the_pokja_lead_reads_what_her_dimension_lacks_and_finds_its_rows(
    masterplan, agencies, dimensions, people, signed_in
):
    masterplan.teams.create(dimension=dimensions[0], lead=people["dimension_lead"])

    html = open_page(signed_in(people["dimension_lead"]), masterplan)

    assert heading(html).startswith("Smart Governance belum punya ")
    assert "strategi TOWS" in heading(html)
    assert "Ikut mengisi: Dinas Rajin (8 dari 8)." in words(html)
    [link] = re.findall(r'href="([^"]+)">Susun isian Smart Governance', html)
    assert signed_in(people["dimension_lead"]).get(link).status_code == 200
    assert "Pokja Smart Branding" not in html


@pytest.mark.parametrize("path", ["", "kertas-kerja/"])
def test_sixty_agencies_cost_as_much_as_one(
    path, masterplan, agency, lead, facilitator, signed_in, queries_of
):
    plan = bring_to(masterplan, Stage.ROADMAP, lead=lead, facilitator=facilitator)
    browser, address = signed_in(lead), f"/masterplan/{plan.slug}/{path}"
    before = queries_of(browser, address)

    sub = plan.programs.first().subdimension
    for number in range(60):
        other, person = another_writer(plan, f"Dinas {number}")
        program = make.complete_program(plan, sub, agency=other)
        record(person, "program.added", program)
        make.QuickWinFactory(program=program, nominated_by=lead)
        TakesPart.objects.create(masterplan=plan, agency=other, dimension=sub.dimension)

    assert queries_of(browser, address) == before <= 34


# --- who takes part in which dimension --------------------------------------------------------


def test_the_coordinator_says_who_takes_part_where(masterplan, dimensions, agency, lead, signed_in):
    make.IssueFactory(masterplan=masterplan, agency=agency, dimension=dimensions[0])
    browser = signed_in(lead)
    html = open_page(browser, masterplan, "kertas-kerja/dimensi/")
    name = f"{agency.pk}-{dimensions[0].pk}"
    label = "Dinas Kesehatan, Smart Governance"
    assert f'name="{name}" value="1" aria-label="{label}" checked' in html
    assert "Menurut isiannya" in html

    browser.post(
        f"/masterplan/{masterplan.slug}/kertas-kerja/dimensi/",
        {f"pd-{agency.pk}": "1", f"{agency.pk}-{dimensions[1].pk}": "1"},
    )

    said = TakesPart.objects.get()
    assert (said.agency, said.dimension) == (agency, dimensions[1])
    html = open_page(browser, masterplan, "kertas-kerja/dimensi/")
    assert "Menurut isiannya" not in html


def test_an_agency_that_was_not_on_the_page_stays_as_it_is(masterplan, dimensions, agency, lead):
    other = make.AgencyFactory(region=masterplan.region)
    assign_dimensions(masterplan, {agency: dimensions, other: dimensions[:1]}, by=lead)

    assert assign_dimensions(masterplan, {agency: dimensions[1:]}, by=lead) == 1
    assert assign_dimensions(masterplan, {agency: dimensions[1:]}, by=lead) == 0

    assert TakesPart.objects.filter(agency=other).count() == 1
    assert TakesPart.objects.get(agency=agency).dimension == dimensions[1]
