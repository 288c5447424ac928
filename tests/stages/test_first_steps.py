"""What a coordinator does first: four steps on her board, gone once they are done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.section_writers import assign_section
from bimtek.sessions import plan_session
from regions import invitations
from tests.factories import AgencyFactory, SectionFactory
from tests.markup import one_line


@pytest.fixture
def board(masterplan, lead, signed_in):
    browser = signed_in(lead)
    return lambda: one_line(browser.get(f"/masterplan/{masterplan.slug}/").content.decode())


def lines(html):
    """(done, text) of each step."""
    if 'id="mulai"' not in html:
        return []
    block = html.split('id="mulai"')[1].split("</section>")[0]
    return [
        ("Sudah" in one, one.split('sp-check__text">')[1].split("<small")[0])
        for one in block.split("<li")[1:]
    ]


@pytest.fixture
def empty(region, masterplan):
    """A region of which nothing is written down, with two sections to write."""
    region.agencies.update(is_active=False)
    return [SectionFactory(masterplan=masterplan) for _ in range(2)]


def test_a_new_region_begins_with_four_steps_each_with_its_state_and_one_button(
    board, region, empty
):
    html = board()

    assert lines(html) == [
        (False, "Catat Perangkat Daerah."),
        (False, "Undang staf tiap Perangkat Daerah."),
        (False, "Tetapkan jadwal bimtek."),
        (False, "Tunjuk penulis bagian tahap 1."),
    ]
    block = html.split('id="mulai"')[1].split("</section>")[0]
    assert block.count("sp-check__do") == 4
    assert f'href="/daerah/{region.code}/perangkat-daerah/daftar/' in block


def test_steps_are_ticked_off_and_gone_when_all_are_done(board, region, masterplan, lead, empty):
    agency = AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")
    other = AgencyFactory(region=region, name="Dinas Pasar", short_name="Dinpas")
    assert [ok for ok, _ in lines(board())] == [True, False, False, False]

    for at, one in enumerate((agency, other)):
        invitations.invite(
            region, email=f"a{at}@b.example", name="A", role="writer", agency=one, by=lead
        )
        if not at:
            assert "Satu dari dua punya staf atau undangan." in board()
    day = timezone.localdate() + timedelta(days=30)
    plan_session(masterplan, stage=1, first_day=day, last_day=day, by=lead)
    assert [ok for ok, _ in lines(board())] == [True, True, True, False]

    for section in empty:
        assign_section(section, agencies=[agency], by=lead)
    assert lines(board()) == []


def test_nobody_else_sees_them(masterplan, empty, people, signed_in):
    for role in ("writer", "facilitator", "viewer"):
        html = signed_in(people[role]).get(f"/masterplan/{masterplan.slug}/").text
        assert 'id="mulai"' not in html


def test_a_stage_that_can_be_handed_in_needs_no_first_steps(ready, lead, signed_in):
    html = one_line(signed_in(lead).get(f"/masterplan/{ready.slug}/").text)

    assert "Tahap 1 siap diserahkan." in html
    assert 'id="mulai"' not in html
