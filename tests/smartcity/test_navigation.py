"""Where one can go: the pages of the plan stay in reach on the pages of its team."""

import re

import pytest


def links(html):
    """(words, whether this is the page one is on) of the navigation."""
    block = html.split('aria-label="Utama"')[1].split("</nav>")[0]
    return [
        (words.strip(), 'aria-current="page"' in tag)
        for tag, words in re.findall(r"<a\b([^>]*)>\s*([^<]+?)\s*</a>", block)
    ]


@pytest.mark.parametrize(
    "path", ["", "jejak/", "anggota/", "perangkat-daerah/baru/", "pejabat/baru/"]
)
def test_on_the_pages_of_the_team_the_plan_is_one_click_away(
    masterplan, lead, signed_in, region, path
):
    shown = links(signed_in(lead).get(f"/daerah/{region.code}/{path}").text)

    assert ("Program", False) in shown
    assert [words for words, is_here in shown if is_here] == ["Tim"]


def test_who_looks_at_many_regions_keeps_the_way_to_their_list(
    masterplan, facilitator, national, signed_in, region
):
    for person in (facilitator, national):
        shown = links(signed_in(person).get(f"/daerah/{region.code}/").text)

        assert shown[0][0] == "Daerah"


def test_a_region_without_a_plan_shows_itself(people, lead, signed_in, region):
    shown = links(signed_in(lead).get(f"/daerah/{region.code}/anggota/").text)

    assert [words for words, _ in shown] == ["Daerah", str(region)]
