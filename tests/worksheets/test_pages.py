"""What the pages of the analyses show, and what they cost."""

import gzip
from time import monotonic

import pytest

from analyses.kinds import KINDS
from analyses.models import Issue, ReadinessHead
from notes.actions import write_note
from notes.targets import place_of
from tests.factories import (
    AgencyFactory,
    ApplicationFactory,
    GapRowFactory,
    IctSpendingFactory,
    IctStaffFactory,
    IssueFactory,
    QuickWinIdeaFactory,
    ReadinessItemFactory,
    RegulationFactory,
    SwotEntryFactory,
    TowsStrategyFactory,
    VisionKeywordFactory,
)
from tests.markup import one_line
from tests.progress.walking import head_of
from worksheets.overview import overview

SCRIPT = "<script>alert(1)</script>"
INVENTORIES = [
    RegulationFactory,
    ApplicationFactory,
    IctStaffFactory,
    IctSpendingFactory,
    VisionKeywordFactory,
]


def fill(masterplan, dimension, agency, times):
    """`times` rows of every kind, each strategy with an entry."""
    own = {"masterplan": masterplan, "agency": agency}
    for number in range(times):
        IssueFactory(**own, dimension=dimension)
        entry = SwotEntryFactory(**own, dimension=dimension, kind="SWOT"[number % 4])
        TowsStrategyFactory(**own, dimension=dimension).links.create(entry=entry)
        QuickWinIdeaFactory(**own, dimension=dimension)
        GapRowFactory(**own, subdimension=dimension.subdimensions.first())
        ReadinessItemFactory(**own, dimension=dimension)
        for inventory in INVENTORIES:
            inventory(**own)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_fifty_rows_cost_no_more_queries_than_one(
    kind, at, masterplan, dimensions, agency, writer, signed_in, queries_of
):
    browser = signed_in(writer)
    fill(masterplan, dimensions[0], agency, 1)
    few = queries_of(browser, at(kind.url_name))
    fill(masterplan, dimensions[0], agency, 49)

    assert queries_of(browser, at(kind.url_name)) == few
    assert few <= 25


def test_the_overview_costs_the_same_however_much_is_written(
    at, masterplan, dimensions, agency, lead, signed_in, queries_of
):
    browser = signed_in(lead)
    fill(masterplan, dimensions[0], agency, 1)
    few = queries_of(browser, at("board"))
    fill(masterplan, dimensions[0], agency, 20)

    assert queries_of(browser, at("board")) == few
    assert few <= 25


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_what_people_write_is_never_run(kind, at, masterplan, dimensions, lead, signed_in):
    own = {"masterplan": masterplan}
    IssueFactory(**own, dimension=dimensions[0], title=SCRIPT, description=SCRIPT, source=SCRIPT)
    entry = SwotEntryFactory(**own, dimension=dimensions[0], text=SCRIPT)
    strategy = TowsStrategyFactory(**own, dimension=dimensions[0], text=SCRIPT)
    strategy.links.create(entry=entry)
    QuickWinIdeaFactory(**own, dimension=dimensions[0], text=SCRIPT)
    part = dimensions[0].subdimensions.first()
    GapRowFactory(**own, subdimension=part, now=SCRIPT, wanted=SCRIPT, gap=SCRIPT, need=SCRIPT)
    ReadinessItemFactory(**own, statement=SCRIPT, evidence=SCRIPT)
    RegulationFactory(**own, about=SCRIPT, number=SCRIPT)
    ApplicationFactory(**own, name=SCRIPT, function=SCRIPT, users=SCRIPT, maker=SCRIPT)
    IctStaffFactory(**own, position=SCRIPT)
    IctSpendingFactory(**own, item=SCRIPT, source=SCRIPT)
    VisionKeywordFactory(**own, word=SCRIPT, reason=SCRIPT)

    text = one_line(signed_in(lead).get(at(kind.url_name)).content.decode())

    assert "&lt;script&gt;alert(1)" in text
    assert SCRIPT not in text


def test_swot_is_filled_when_all_four_fields_have_a_row(masterplan, dimensions):
    for kind in "SWO":
        SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], kind=kind)
    assert swot_of(masterplan).state == "part"

    SwotEntryFactory(masterplan=masterplan, dimension=dimensions[0], kind="T")
    assert swot_of(masterplan).state == "done"


def swot_of(masterplan):
    _, cells = overview(masterplan).rows[0]
    return next(cell for cell in cells if cell.kind.slug == "swot")


def test_a_gap_is_asked_for_in_every_subdimension(masterplan, dimensions):
    first, second = dimensions[0].subdimensions.all()
    GapRowFactory(masterplan=masterplan, subdimension=first)
    GapRowFactory(masterplan=masterplan, subdimension=first)
    _, cells = overview(masterplan).rows[0]
    assert [cell.state for cell in cells if cell.kind.slug == "kesenjangan"] == ["part"]

    GapRowFactory(masterplan=masterplan, subdimension=second)
    _, cells = overview(masterplan).rows[0]
    assert [cell.state for cell in cells if cell.kind.slug == "kesenjangan"] == ["done"]


def test_the_page_leads_to_the_first_field_that_is_empty(
    at, masterplan, dimensions, lead, signed_in
):
    IssueFactory(masterplan=masterplan, dimension=dimensions[0])

    response = signed_in(lead).get(at("issues"))

    assert response.context["far"] == "1 dari 2 dimensi sudah terisi"
    button = f'class="btn btn-primary" href="{at("add", "isu")}?dimension={dimensions[1].pk}"'
    assert button in one_line(response.content.decode())


def test_readiness_shows_all_nine_heads(at, masterplan, lead, people, signed_in):
    ReadinessItemFactory(masterplan=masterplan, head="ict", evidence="")

    response = signed_in(lead).get(at("readiness"))

    heads = [part.title for group in response.context["sheet"].groups for part in group.parts]
    assert len(heads) == 9
    assert response.context["far"] == "0 dari 9 unsur sudah terisi"
    read = one_line(signed_in(people["viewer"]).get(at("readiness")).content.decode())
    assert "Belum ada bukti dukung" in read


def test_a_readiness_worksheet_is_not_filled_while_evidence_lacks(at, masterplan, lead, signed_in):
    proven, *bare = ReadinessHead.values
    ReadinessItemFactory(masterplan=masterplan, head=proven, evidence="SK Bupati 12/2023")
    for head in bare:
        ReadinessItemFactory(masterplan=masterplan, head=head, evidence="")
    first = masterplan.readiness_items.get(head=bare[0])

    response = signed_in(lead).get(at("readiness"))

    assert head_of(response.content.decode())[:1] == ["Lengkapi bukti dukung delapan unsur."]
    assert response.context["far"] == "1 dari 9 unsur sudah terisi"
    assert at("edit", "kesiapan", first.pk) in response.content.decode()


def test_the_head_of_a_worksheet_asks_the_one_list(at, masterplan, lead, people, signed_in):
    for head in ReadinessHead.values:
        ReadinessItemFactory(masterplan=masterplan, head=head, evidence="SK Bupati 12/2023")
    item = masterplan.readiness_items.first()
    place = place_of(masterplan, "kesiapan", item.pk)
    write_note(masterplan, place, text="Sumbernya?", by=people["facilitator"])

    head = head_of(signed_in(lead).get(at("readiness")).content.decode())

    assert head[0].startswith("Setiap unsur sudah terisi; ")
    assert "catatan belum dijawab" in head[0]


def test_readiness_is_drawn_as_a_radar_and_by_dimension(
    at, masterplan, dimensions, lead, signed_in
):
    ReadinessItemFactory(masterplan=masterplan, head="ict", score=3, dimension=dimensions[0])
    ReadinessItemFactory(masterplan=masterplan, head="ict", score=2, dimension=dimensions[1])

    response = signed_in(lead).get(at("readiness"))

    heads, both = response.context["sheet"].pictures
    assert ["TIK", "2,5"] in heads.rows
    assert [row[5] for row in both.rows] == ["3", "2"]
    assert response.content.decode().count('class="pic"') == 2
    assert signed_in(lead).get(at("issues")).context["sheet"].pictures == []
    masterplan.readiness_items.update(dimension=None)
    assert len(signed_in(lead).get(at("readiness")).context["sheet"].pictures) == 1


def test_the_overview_leads_writers_to_the_first_gap(
    at, masterplan, dimensions, lead, people, signed_in
):
    IssueFactory(masterplan=masterplan, dimension=dimensions[0])

    text = one_line(signed_in(lead).get(at("board")).content.decode())
    assert "Isi SWOT Smart Governance" in text
    assert f'href="{at("swot")}#d-governance"' in text

    read = one_line(signed_in(people["viewer"]).get(at("board")).content.decode())
    assert "Analisis masih dilengkapi." in read
    assert "Isi SWOT" not in read


def many(masterplan, dimensions, region, of_each):
    """Sixty Perangkat Daerah with some issues in every dimension."""
    agencies = [
        AgencyFactory(region=region, name=f"Dinas {n}", short_name=f"D{n}") for n in range(60)
    ]
    Issue.objects.bulk_create(
        Issue(masterplan=masterplan, dimension=dimension, agency=agency, title=f"Isu {n} {agency}")
        for dimension in dimensions
        for agency in agencies
        for n in range(of_each)
    )
    return agencies


def test_sixty_agencies_with_five_rows_each_open_at_once_and_light(
    at, masterplan, dimensions, region, agency, lead, writer, signed_in, queries_of
):
    for dimension in dimensions:  # nothing is empty: the head asks the list of what is missing
        IssueFactory(masterplan=masterplan, dimension=dimension, agency=agency)
    few = queries_of(signed_in(writer), at("issues"))
    many(masterplan, dimensions, region, 5)

    for person in (lead, writer):
        browser = signed_in(person)
        began = monotonic()
        page = browser.get(at("issues"))
        assert monotonic() - began < 3
        assert len(gzip.compress(page.content)) < 60_000
    assert queries_of(signed_in(writer), at("issues")) <= few


def test_a_lead_of_many_rows_fills_those_of_one_agency_at_a_time(
    at, masterplan, dimensions, region, lead, signed_in
):
    agencies = many(masterplan, dimensions, region, 5)
    browser = signed_in(lead)

    sheet = browser.get(at("issues")).context["sheet"]
    assert [block.group.key for block in sheet.blocks] == ["governance"]  # one heading at a time
    assert sheet.too_many == 300
    assert sheet.blocks[0].leaves[0].rows == []

    narrowed = browser.get(at("issues"), {"perangkat": agencies[7].pk, "bagian": "branding"})
    leaf = narrowed.context["sheet"].blocks[0].leaves[0]
    assert [row.finding.agency for row in leaf.rows] == [agencies[7]] * 5
    assert leaf.others == []
    assert leaf.new[-1].value == "D7"


def test_a_writer_fills_her_rows_and_reads_those_of_others(
    at, masterplan, dimensions, region, agency, writer, signed_in
):
    own = IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)
    foreign = IssueFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=AgencyFactory(region=region)
    )
    merged = IssueFactory(
        masterplan=masterplan, dimension=dimensions[0], agency=agency, merged_into=foreign
    )

    page = signed_in(writer).get(at("issues"))

    leaf = page.context["sheet"].blocks[0].leaves[0]
    assert [row.finding for row in leaf.rows] == [own]
    assert [row.finding for row in leaf.others] == [foreign]
    text = one_line(page.content.decode())
    assert "1 isu Perangkat Daerah lain" in text
    assert f"Diisi {foreign.agency}" in text
    assert at("edit", "isu", merged.pk) not in text


def test_the_overview_counts_inventories_and_whose_they_are(
    at, masterplan, agency, region, lead, signed_in
):
    RegulationFactory(masterplan=masterplan, agency=agency)
    RegulationFactory(masterplan=masterplan, agency=AgencyFactory(region=region))
    ApplicationFactory(masterplan=masterplan, agency=agency)

    counted = {
        kind.slug: (rows, agencies)
        for kind, rows, agencies in signed_in(lead).get(at("board")).context["inventories"]
    }

    assert counted["regulasi"] == (2, 2)
    assert counted["aplikasi"] == (1, 1)
    assert counted["belanja-tik"] == (0, 0)
