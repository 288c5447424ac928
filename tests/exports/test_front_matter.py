"""Before the chapters: forewords with place and day, lists, abbreviations that occur."""

from copy import deepcopy
from datetime import date

import pytest

from editions.snapshot import snapshot
from exports.book_typesetting import typeset
from exports.books import build_book
from frontmatter.forewords import speaker_of, words_of
from masterplans.models import Section

DAY = date(2023, 11, 21)


def write(plan, slug, html):
    Section.objects.filter(masterplan=plan, outline__slug=slug).update(body=html)


def blocks(book):
    return [type(one.blocks[0]).__name__ for one in book.forewords]


def test_a_draft_owes_the_forewords_of_the_masterplan_alone(plan):
    content = snapshot(plan)
    owed = {n: blocks(build_book(content, n, printed_on=DAY)) for n in range(1, 6)}
    frozen = build_book(content, 2, printed_on=DAY, frozen_on=DAY)

    assert owed == {1: [], 2: ["Todo", "Todo"], 3: [], 4: [], 5: []}
    assert frozen.forewords == ()


def test_a_book_without_forewords_of_its_own_prints_those_of_the_masterplan(full_plan):
    write(full_plan, "pengantar-kepala-daerah", "<p>Kata dari Buku 2.</p>")
    write(full_plan, "analisis-pengantar-ketua-tim", "<p>Kata khusus Buku 1.</p>")
    content = snapshot(full_plan)

    def said(number):
        book = build_book(content, number, printed_on=DAY, frozen_on=DAY)
        return [one.blocks[0].html for one in book.forewords]

    team = said(2)[1]
    assert said(1) == ["<p>Kata dari Buku 2.</p>", "<p>Kata khusus Buku 1.</p>"]
    assert said(3) == ["<p>Kata dari Buku 2.</p>", team]
    assert said(4) == ["<p>Kata dari Buku 2.</p>"]
    assert said(5) == []


def test_a_foreword_ends_with_place_day_office_and_name(full_plan):
    content = snapshot(full_plan)
    content["team"]["officials"] = [
        {"name": "Siti, S.E.", "position": "Pj. Bupati", "is_head_of_region": True}
        | {"agency": None, "institution": "", "in_team": True}
    ]
    head, team = build_book(content, 2, printed_on=DAY, frozen_on=DAY).forewords

    assert (head.place_and_date, head.office, head.name) == (
        "Banjarnegara, 21 November 2023", "Pj. Bupati", "Siti, S.E.",
    )  # fmt: skip
    assert team.name
    draft = build_book(content, 2, printed_on=DAY).forewords[0]
    assert draft.place_and_date == "Banjarnegara, November 2023"


@pytest.mark.parametrize(
    ("decree", "coordinators", "said"),
    [
        ([("Wakil ketua", "A"), ("Ketua", "B")], ["C"], ("Ketua Tim Pelaksana", "B")),
        ([], ["C"], ("Koordinator Penyusunan", "C")),
        ([], [], ("", "")),
    ],
    ids=["decree", "coordinator", "nobody"],
)
def test_the_head_of_the_team_is_whom_the_decree_names(decree, coordinators, said):
    members = [{"role": role, "name": name} for role, name in decree]
    team = {
        "officials": [],
        "mandates": [{"kind": "team", "members": members}],
        "coordinators": [{"name": name} for name in coordinators],
    }
    speaker = speaker_of({"slug": "pengantar-ketua-tim"}, team)

    assert (speaker.office, speaker.name) == said


def test_another_section_takes_no_words_of_others():
    books = [{"chapters": [{"number": 0, "sections": [
        {"slug": "pengantar-ketua-tim", "html": "<p>A</p>", "required": True},
    ]}]}]  # fmt: skip
    other = {"slug": "persembahan", "html": "", "required": False}

    assert words_of(other, books) == ""
    assert words_of(other | {"slug": "x-ketua-tim"}, books) == "<p>A</p>"


def test_lists_stand_before_the_chapters_and_promise_nothing_that_lacks(full_plan, opened):
    write(full_plan, "makna-visi", "<p>Sistem Layanan Desa (SLD) memakai SPBE.</p>")
    content = snapshot(full_plan)

    text = opened(typeset(build_book(content, 2, printed_on=DAY)).pdf).text
    without = deepcopy(content)
    for book in without["books"]:
        for chapter in book["chapters"]:
            for section in chapter["sections"]:
                section["html"] = ""

    heads = ["Kata pengantar kepala daerah", "Kata pengantar ketua tim", "Daftar Isi"]
    places = [text.index(head) for head in [*heads, "Daftar Tabel", "Daftar Singkatan"]]
    assert places == sorted(places)
    assert "SLD Sistem Layanan Desa" in text
    assert "Daftar Gambar" not in text  # this book has no figure
    book = build_book(without, 3, printed_on=DAY)
    assert "SLD" not in dict(book.abbreviations)
