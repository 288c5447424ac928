"""A writer meets the dimensions of her Perangkat Daerah first; the others wait folded."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import AgencyFactory, GapRowFactory, IssueFactory, SwotEntryFactory
from tests.markup import one_line

OTHERS = "Dimensi lain"
KEYS = re.compile(r'id="d-([a-z]+)"')


@pytest.fixture
def in_branding(masterplan, dimensions, agency):
    """Her Perangkat Daerah has an issue in the second dimension, another one in the first."""
    other = AgencyFactory(region=masterplan.region)
    IssueFactory(masterplan=masterplan, agency=other, dimension=dimensions[0])
    return IssueFactory(masterplan=masterplan, agency=agency, dimension=dimensions[1])


def open_and_folded(client, address):
    html = one_line(client.get(address).content.decode())
    before, _, after = html.partition(OTHERS)
    return KEYS.findall(before), KEYS.findall(after)


@pytest.mark.parametrize("table", ["issues", "swot", "tows", "ideas", "gaps"])
def test_what_she_wrote_in_one_table_opens_its_dimension_in_all(
    table, at, in_branding, writer, signed_in
):
    found = open_and_folded(signed_in(writer), at(table))

    assert found == (["branding"], ["governance"])


def test_a_gap_of_a_subdimension_opens_its_dimension(
    at, masterplan, dimensions, agency, writer, signed_in
):
    GapRowFactory(
        masterplan=masterplan, agency=agency, subdimension=dimensions[1].subdimensions.first()
    )

    assert open_and_folded(signed_in(writer), at("swot")) == (["branding"], ["governance"])


def test_a_link_can_say_which_dimensions_come_first(at, dimensions, writer, signed_in):
    client = signed_in(writer)

    found = open_and_folded(client, f"{at('swot')}?dimensi=branding,unknown")

    assert found == (["branding"], ["governance"])
    assert open_and_folded(client, at("swot")) == (["governance", "branding"], [])


def test_nothing_is_folded_for_a_coordinator_or_a_reader(at, in_branding, lead, people, signed_in):
    for person in (lead, people["viewer"]):
        found = open_and_folded(signed_in(person), at("issues"))
        assert found == (["governance", "branding"], [])


def test_one_chosen_dimension_is_open_whosever_it_is(at, in_branding, writer, signed_in):
    found = open_and_folded(signed_in(writer), f"{at('issues')}?bagian=governance")

    assert found == (["governance"], [])


@pytest.mark.django_db(transaction=True)
def test_a_link_to_a_folded_dimension_opens_it_and_tab_passes_by_closed_ones(
    at, desk, web_server, in_branding, masterplan, dimensions, agency, writer
):
    SwotEntryFactory(masterplan=masterplan, agency=agency, dimension=dimensions[1], kind="S")
    page = desk(writer, web_server.url, at("swot"))
    folded = page.locator('[data-leaf="governance-S"] textarea')
    expect(folded).to_be_hidden()
    last = page.locator('[data-leaf="branding-T"] textarea').last
    last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".sp-grow textarea:focus")).to_have_count(0)

    page = desk(writer, web_server.url, f"{at('swot')}#d-governance")

    expect(page.locator('[data-leaf="governance-S"] textarea')).to_be_visible()
