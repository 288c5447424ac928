"""Opener, hours and attendance of each bimtek belong to what a plan says, and to its book."""

import json
from datetime import date
from html import unescape

import pytest

from attendance.attending import add_by_hand, close_registers, reopen_registers, strike
from attendance.models import Attendee
from bimtek.sessions import write_results
from editions.actions import keep_edition
from editions.canonical import canonical
from editions.difference import difference
from editions.snapshot import snapshot
from exports.books import build_book
from tests.editions.test_what_books_print import printed

DAY = date(2023, 10, 9)


def content_hash(plan):
    return canonical(snapshot(plan))[1]


@pytest.fixture
def session(full):
    return full.sessions.get(stage=1)


def another_opener(session, lead):
    write_results(session, opener="Bupati", by=lead)


def struck(session, lead):
    reopen_registers(session, reason="Salah tulis.", by=lead)
    strike(Attendee.objects.get(name="Asep"), reason="Tercatat di hari lain.", by=lead)
    close_registers(session, by=lead)


def one_more(session, lead):
    reopen_registers(session, reason="Terlewat.", by=lead)
    person = {"name": "Siti", "institution": "Dinas Kesehatan", "position": ""}
    add_by_hand(session.registers.first(), people=[person], by=lead)
    close_registers(session, by=lead)


@pytest.mark.parametrize("change", [another_opener, struck, one_more])
def test_while_a_plan_is_written_its_hash_follows_its_bimtek_and_an_edition_keeps_its_own(
    full, session, lead, change
):
    text, sha256 = canonical(snapshot(full))
    edition = keep_edition(full, number=1, content=text, by=lead)

    change(session, lead)

    edition.refresh_from_db()
    assert content_hash(full) != sha256
    assert (edition.content, edition.sha256) == (text, sha256)
    told = difference(json.loads(text), json.loads(canonical(snapshot(full))[0]))
    assert [(one.area, one.name) for one in told] == [("Bimtek", "Bimtek I")]


def test_people_who_are_being_written_down_disturb_no_book_until_the_list_is_closed(
    full, session, lead
):
    reopen_registers(session, reason="Terlewat.", by=lead)
    before = content_hash(full)

    person = {"name": "Siti", "institution": "Dinas Kesehatan", "position": ""}
    add_by_hand(session.registers.first(), people=[person], by=lead)

    assert content_hash(full) == before
    close_registers(session, by=lead)
    names = [one["name"] for one in snapshot(full)["meetings"][0]["people"]]
    assert names == ["Dr. Rina", "Asep", "Siti"]


def test_the_annex_prints_each_bimtek_and_everybody_who_came_once_with_her_days(full, outline):
    content = snapshot(full)

    html = unescape(printed(build_book(content, 2, printed_on=DAY)))

    assert "Pelaksanaan bimtek" in html
    for words in (
        "Rabu–Kamis, 5–6 Juli 2023", "pukul 08.30–16.00 WIB", "Hotel Harmoni", "luring",
        "Sekretaris Daerah", "2 orang dari 80 yang diperkirakan", "5 Juli: 2", "6 Juli: 1",
        "Daftar hadir Bimtek I, Rabu–Kamis, 5–6 Juli 2023", "5 dan 6 Juli",
    ):  # fmt: skip
        assert words in html
    # behind the words of an older outline, and as a part of its own
    assert html.count("Kecamatan Cikajang") == 2
    del content["meetings"]  # an edition of before
    assert "Pelaksanaan bimtek" not in printed(build_book(content, 2, printed_on=DAY))
