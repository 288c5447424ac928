"""Books are made from the snapshot alone, and show what is in it."""

import json
import re
from copy import deepcopy
from datetime import date
from html import unescape

import pytest
from django.template.loader import render_to_string

from editions.snapshot import snapshot
from exports.book_pieces import print_chapter
from exports.books import build_book
from tests.editions.leaves import leaves

DAY = date(2024, 3, 1)
# Codes by which a row finds its table: without them it is not printed at all.
STEERING = re.compile(
    r".*\.(kind|head|standing|generator|dimension|criterion|side|starts_on|slug)|labels\.\w+\[\]\.code"
)
DECIMAL = re.compile(r"-?\d+\.\d\d?")
UNNAMED = ("swot", "tows", "gaps", "ideas", "vision_keywords")
# What an edition keeps though no book shows it and none is arranged by it.
NOT_PRINTED = {
    "schema",
    "masterplan.concept",  # the titles of the outline say it
    "masterplan.region.code",
    "masterplan.outline",
    "masterplan.dimensions",
    "masterplan.vision_keywords",
    "dimensions[].local_name",
    "books[].chapters[].sections[].revision",
    "analyses.readiness[].dimension",
    "analyses.readiness[].file.sha256",
    "analyses.applications[].url",
    "analyses.applications[].year",
    "analyses.ideas[].dimension",
    "analyses.ideas[].text",
    "analyses.vision_keywords[].word",
    "analyses.vision_keywords[].reason",
    "aims[].serves.document",
    "aims[].serves.mission",
    "programs[].indicators[].direction",
    "attachments[].name",  # pictures are in the words of the sections
    "attachments[].sha256",
    "attachments[].alt",
    "labels.activities[].code",
    "labels.activities[].label",
    # who named a row that is printed without a name
    *(
        f"{row}.{name}"
        for row in (
            *(f"analyses.{rows}[].agencies[]" for rows in UNNAMED),
            *("team.officials[].agency", "team.experts[].agency"),
        )
        for name in ("name", "short_name")
    ),
}
MARK = "❦"


def books(content):
    return [
        build_book(content, book["number"], printed_on=DAY, frozen_on=frozen)
        for book in content["books"]
        for frozen in (None, DAY)
    ]


def printed(book):
    """The HTML of a whole book, with its cover and what stands before its chapters."""
    before = ("cover", {"book": book}), ("forewords", {"forewords": book.forewords})
    html = "".join(render_to_string(f"exports/print/{one}.html", with_) for one, with_ in before)
    return html + "".join(print_chapter(chapter) for chapter in book.chapters)


@pytest.fixture
def content(full, outline):
    """The snapshot as an edition keeps it, with an agency without a short name in every place."""
    content = json.loads(json.dumps(snapshot(full)))
    for place, found in leaves(content).items():
        if place.endswith("short_name"):
            holder, key = found[-1]
            holder[key] = ""
    return content


def other(value, mark):
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return 7
    if value.startswith("<"):
        return f"{value}<p>{mark}</p>"
    if DECIMAL.fullmatch(value):
        return f"{float(value) + 1:.2f}"
    return f"{value}{mark}"


def changed(content, place, mark=MARK):
    """The content with another value everywhere at this place."""
    content = deepcopy(content)
    found = leaves(content)[place]
    empty = [(holder, key) for holder, key in found if holder[key] == ""]
    for holder, key in found:
        if (holder, key) not in empty or len(empty) == len(found):
            holder[key] = other(holder[key], mark)
    return content


def test_every_value_is_printed_or_named_as_not_printed(content):
    before, unprinted = books(content), set()
    for place in leaves(content):
        try:
            same = books(changed(content, place)) == before
        except (KeyError, ValueError):  # a code that the books look up
            same = False
        if same:
            unprinted.add(place)

    assert unprinted == NOT_PRINTED


def test_every_printed_text_comes_from_the_snapshot(content):
    """Each kind of text gets a mark of its own; all of them are found in the printed books."""
    marked, marks = content, {}
    texts = [
        place
        for place, found in leaves(content).items()
        if place not in NOT_PRINTED
        and not STEERING.fullmatch(place)
        and all(isinstance(holder[key], str) for holder, key in found)
        and not any(DECIMAL.fullmatch(holder[key]) for holder, key in found)
    ]
    for number, place in enumerate(texts):
        mark = f"{MARK}{number}{MARK}"
        one = changed(marked, place, mark)
        try:
            books(one)
        except (KeyError, ValueError):  # a code: its label has a mark of its own; or a day
            continue
        marked, marks[mark] = one, place

    html = unescape("".join(map(printed, books(marked))))
    assert len(marks) > 90
    assert {place for mark, place in marks.items() if mark not in html} == set()


def test_a_book_asks_the_database_nothing(content, django_assert_num_queries):
    with django_assert_num_queries(0):
        for book in books(content):
            printed(book)


def test_members_stand_under_their_decree_with_role_pokja_and_office(content):
    html = unescape("".join(map(printed, books(content))))
    assert "Nota Kesepakatan Nomor 50DCAI/HK0402/" in html
    assert "Tahun 2023, 28 Februari 2023" in html
    assert "Bupati (Ir. Sari, M.T.), diwakili oleh Asisten (Drs. Ali)" in html
    assert "Tim Pelaksana (Keputusan Nomor " in html
    assert "Anggota pokja Smart Governance; Kepala Dinas" in html


def test_an_edition_of_before_knows_no_documents(content):
    del content["team"]["mandates"], content["team"]["deputies"]
    html = "".join(map(printed, books(content)))
    assert "Koordinator penyusunan" in html
    assert "Tim Pelaksana (" not in html
