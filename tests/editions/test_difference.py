"""Two editions are compared thing by thing, from what was frozen; nothing is passed over."""

import json
from copy import deepcopy

import pytest

from editions.actions import BookFile, keep_edition
from editions.canonical import canonical
from editions.described import FOLLOWING, described
from editions.difference import Fate, difference
from editions.field_names import FIELD_NAMES
from editions.snapshot import snapshot
from revisions.diff import DEL, INS
from tests.editions.leaves import leaves

# The numbers of programs and SWOT entries follow from their order, which the lists tell.
PASSED_OVER = {"schema", "programs[].number", "analyses.swot[].code"}
# Bookkeeping of a section: its words are compared.
PASSED_OVER |= {f"books[].chapters[].sections[].{name}" for name in ("slug", "revision")}


@pytest.fixture
def content(full, outline):
    return json.loads(json.dumps(snapshot(full)))


def pieces(found, kind):
    return [
        piece.text
        for text in found.texts
        for paragraph in text.paragraphs
        for piece in paragraph
        if piece.kind == kind
    ]


def test_an_edition_does_not_differ_from_itself(content):
    assert difference(content, deepcopy(content)) == []


def another(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value} lain"
    return (value or 0) + 1


def test_whatever_is_changed_is_told(content):
    silent = []
    for place in leaves(content):
        changed = deepcopy(content)
        holder, key = leaves(changed)[place][-1]
        holder[key] = another(holder[key])
        if not difference(content, changed):
            silent.append(place)
    assert set(silent) <= PASSED_OVER


def test_a_changed_text_shows_what_came_and_what_went(content):
    after = deepcopy(content)
    after["programs"][0]["problem"] = "Antrean panjang di desa."
    content["programs"][0]["problem"] = "Antrean panjang di kota."

    (found,) = difference(content, after)

    assert (found.area, found.fate) == ("Program", Fate.CHANGED)
    assert found.name == content["programs"][0]["name"]
    assert [text.label for text in found.texts] == ["Masalah yang dijawab"]
    assert (pieces(found, DEL), pieces(found, INS)) == (["kota"], ["desa"])


def test_an_amount_is_told_in_rupiah_with_year_and_source(content):
    program = content["programs"][0]
    program["budget"] = [{"year": 2026, "source": "apbd", "amount": 250_000_000}]
    after = deepcopy(content)
    after["programs"][0]["budget"][0]["amount"] = 1_250_000_000

    (found,) = difference(content, after)

    (text,) = found.texts
    line = "".join(piece.text for piece in text.paragraphs[0] if piece.kind != DEL)
    assert text.label == "Anggaran"
    assert [word in line for word in ("2026", "APBD", "1.250.000.000")] == [True] * 3


def test_a_program_that_comes_first_changes_none_of_the_others(content):
    after = deepcopy(content)
    new = deepcopy(after["programs"][0]) | {"name": "Bank Sampah Digital", "number": "1.1"}
    after["programs"].insert(0, new)
    for number, program in enumerate(after["programs"], 1):
        program["number"] = f"1.{number}"
    names = {old["number"]: old["name"] for old in content["programs"]}
    numbers = {program["name"]: program["number"] for program in after["programs"]}
    for row in after["quick_wins"]:
        row["program"] = numbers[names[row["program"]]]

    assert [(found.name, found.fate) for found in difference(content, after)] == [
        ("Bank Sampah Digital", Fate.ADDED)
    ]


def test_what_was_removed_is_told_last_with_what_it_said(content):
    after = deepcopy(content)
    gone = after["aims"].pop()
    after["masterplan"]["vision"] = "Visi yang lain."

    *_, last = difference(content, after)

    assert last.fate == Fate.REMOVED
    assert gone["aim"] in pieces(last, DEL)


def test_two_programs_of_one_name_are_two_things(content):
    content["programs"].append(deepcopy(content["programs"][0]))
    places = [thing.place for thing in described(content)]

    assert len(places) == len(set(places))


def test_an_edition_of_an_older_schema_is_compared_too(content):
    older = deepcopy(content)
    del older["masterplan"]["concept"], older["alignments"]
    del older["analyses"]["vision_keywords"]

    assert {found.area for found in difference(older, content)} <= {"Rencana", "Analisis"}


def test_every_field_of_the_schema_has_a_name(content):
    fields = {place.split(".")[-1].removesuffix("[]") for place in leaves(content)}
    left_out = {name for names in FOLLOWING.values() for name in names}

    assert fields - set(FIELD_NAMES) - left_out == {"schema", "slug", "revision"}


def test_the_page_says_what_changed_after_an_edition_and_then_between_two(full, lead, signed_in):
    book = BookFile(number=1, title="Buku 1", pdf=b"%PDF-1.7", pages=1)
    keep_edition(full, content=canonical(snapshot(full))[0], books=[book], by=lead, number=1)
    page = f"/masterplan/{full.slug}/edisi/1/sesudahnya/"
    browser = signed_in(lead)
    assert "Tidak ada yang berubah sesudah edisi 1." in browser.get(page).content.decode()

    after = snapshot(full)
    after["masterplan"]["vision"] = "Terwujudnya daerah yang melayani."
    keep_edition(full, content=canonical(after)[0], by=lead, number=2)
    html = browser.get(page).content.decode()

    assert "Satu hal berubah sesudah edisi 1." in html
    assert "dibandingkan dengan edisi 2" in html
    assert "melayani" in html
    assert browser.get(f"/masterplan/{full.slug}/edisi/7/sesudahnya/").status_code == 404
    books = browser.get(f"/masterplan/{full.slug}/dokumen/").content.decode()
    assert page in books
