"""The outlines of the books: complete as a file, and safe to load beside running plans."""

import json
import re
from copy import deepcopy
from itertools import chain

import pytest
from django.core.management import CommandError, call_command

from masterplans.management.commands import load_outlines
from masterplans.management.commands.load_outlines import (
    OutlineInUseError,
    contents,
    load_outline,
)
from masterplans.models import Outline, OutlineSection
from regions.naming import Naming, all_filled
from tests.factories import MasterplanFactory

GENERATORS = {
    "issues", "swot", "readiness", "gap", "tows", "vision", "alignment", "aims", "programs",
    "program_details", "roadmap", "budget", "quickwins", "quickwin_profiles", "summary_programs",
    "team",
}  # fmt: skip
DATA = all_filled(
    json.loads((load_outlines.SOURCES / "outline-2024.json").read_text(encoding="utf-8")),
    Naming.CITY,
)
CHAPTERS = [(book, chapter) for book in DATA["books"] for chapter in book["chapters"]]
SECTIONS = list(chain.from_iterable(chapter["sections"] for _, chapter in CHAPTERS))
each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section["slug"])


def words(text):
    return len(text.split())


def test_there_are_three_books_with_the_chapters_of_the_field():
    assert [
        (book["number"], book["title"], [chapter["title"] for chapter in book["chapters"]])
        for book in DATA["books"]
    ] == [
        (1, "Analisis Strategis Smart City Daerah", [
            "Pendahuluan", "Analisis Masa Depan", "Analisis Kesiapan Daerah",
            "Analisis Kesenjangan", "Analisis SWOT dan TOWS", "Arah Pembangunan Smart City",
        ]),
        (2, "Masterplan Smart City Daerah", [
            "Pendahuluan", "Visi dan Sasaran Smart City Daerah",
            "Strategi Pembangunan Smart City Daerah", "Rencana Aksi Smart City Daerah",
            "Peta Jalan Pembangunan Smart City Daerah", "Quick Win",
            "Pemantauan, Evaluasi, dan Risiko", "Penutup", "Lampiran",
        ]),
        (3, "Ringkasan Eksekutif", [
            "Sambutan", "Sekilas Daerah dan Visi", "Strategi, Program, dan Quick Win",
            "Peta Jalan", "Tim Penyusun",
        ]),
    ]  # fmt: skip


def test_books_chapters_and_sections_are_numbered_without_a_gap():
    assert [book["number"] for book in DATA["books"]] == [1, 2, 3]
    for book in DATA["books"]:
        numbers = [chapter["number"] for chapter in book["chapters"]]
        assert numbers == list(range(1, len(numbers) + 1))
    for _, chapter in CHAPTERS:
        numbers = [section["number"] for section in chapter["sections"]]
        assert numbers == [f"{chapter['number']}.{n}" for n in range(1, len(numbers) + 1)]
        assert numbers


def test_a_section_is_found_by_its_slug_alone():
    slugs = [section["slug"] for section in SECTIONS]

    assert len(set(slugs)) == len(slugs)


def test_every_book_and_chapter_introduces_itself():
    assert all(book["subtitle"] for book in DATA["books"])
    for _, chapter in CHAPTERS:
        assert chapter["lead"].endswith(".")
        assert words(chapter["lead"]) >= 5


@each_section
def test_a_section_tells_its_writer_what_to_write(section):
    assert 60 <= words(section["guidance"]) <= 150
    assert "Tenaga ahli" in section["guidance"] or "tenaga ahli" in section["guidance"]
    assert section["guidance"].rstrip().endswith(".")
    assert section["title"]
    assert section["usual_writer"]


@each_section
def test_the_example_says_that_it_is_one(section):
    marked, _, example = section["example"].partition("\n\n")

    assert marked == "Contoh dari Kabupaten Wanasari (daerah rekaan)."
    assert words(example) >= 40
    assert words(example) <= 180


def test_nothing_is_said_twice():
    sentences = [
        sentence.strip()
        for section in SECTIONS
        for sentence in section["guidance"].replace("\n", " ").split(". ")
        if words(sentence) > 6
    ]

    assert len(set(sentences)) == len(sentences)


@each_section
def test_a_section_is_either_written_or_generated_by_a_known_generator(section):
    if section["kind"] == "generated":
        assert section["generator"] in GENERATORS
        assert section["words_min"] == 0
    else:
        assert section["kind"] == "narrative"
        assert section["generator"] == ""
        assert section["words_min"] >= 80 or not section["required"]
    assert section["words_min"] < section["words_max"]


def test_every_generator_is_used():
    assert {section["generator"] for section in SECTIONS} - {""} == GENERATORS


def test_each_book_belongs_to_its_stages():
    stages = {
        book["number"]: {s["stage"] for chapter in book["chapters"] for s in chapter["sections"]}
        for book in DATA["books"]
    }

    assert stages == {1: {1}, 2: {2, 3}, 3: {4}}


def test_programs_are_asked_for_in_tahap_2_and_roadmap_and_quick_wins_in_tahap_3():
    stage = {s["generator"]: s["stage"] for s in SECTIONS if s["stage"] in (2, 3)}

    assert {stage[g] for g in ("vision", "alignment", "aims", "programs")} == {2}
    assert {stage[g] for g in ("roadmap", "budget", "quickwins", "quickwin_profiles")} == {3}


@pytest.mark.django_db
def test_what_is_loaded_is_what_the_file_says():
    outline = load_outline(DATA)

    assert contents(outline) == DATA
    assert OutlineSection.objects.count() == len(SECTIONS)


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    call_command("load_outlines", verbosity=0)
    before = list(OutlineSection.objects.order_by("pk").values_list())

    call_command("load_outlines", verbosity=0)

    assert list(OutlineSection.objects.order_by("pk").values_list()) == before


@pytest.fixture
def corrected():
    data = deepcopy(DATA)
    data["books"][0]["chapters"][0]["sections"][0]["guidance"] = "Petunjuk yang diperbaiki."
    return data


@pytest.mark.django_db
def test_an_outline_that_nobody_uses_may_be_corrected(corrected):
    load_outline(DATA)

    outline = load_outline(corrected)

    assert contents(outline) == corrected
    assert Outline.objects.count() == 1


@pytest.mark.django_db
def test_an_outline_is_not_changed_under_a_masterplan(corrected):
    outline = load_outline(DATA)
    MasterplanFactory(outline=outline)

    with pytest.raises(OutlineInUseError, match="dipakai oleh 1 masterplan, jadi tidak diubah"):
        load_outline(corrected)

    assert contents(outline) == DATA


@pytest.mark.django_db
def test_an_unchanged_outline_in_use_is_no_reason_to_complain():
    MasterplanFactory(outline=load_outline(DATA))

    call_command("load_outlines", verbosity=0)


@pytest.mark.django_db
def test_the_command_names_the_file_that_it_refused(corrected, tmp_path, monkeypatch):
    MasterplanFactory(outline=load_outline(DATA))
    newer = corrected | {"version": "kominfo-2025"}
    for name, data in {"outline-a.json": corrected, "outline-b.json": newer}.items():
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(load_outlines, "SOURCES", tmp_path)

    with pytest.raises(CommandError, match=r"outline-a\.json: Kerangka kominfo-2024 dipakai"):
        call_command("load_outlines", verbosity=0)

    assert set(Outline.objects.values_list("version", flat=True)) == {
        *("kominfo-2024", "kominfo-2024-province", "kominfo-2024-regency"),
        *("kominfo-2025", "kominfo-2025-province", "kominfo-2025-regency"),
    }


# ------------------------------------------------------------------ the newest: five books

NEWEST = all_filled(
    json.loads((load_outlines.SOURCES / "outline-2027.json").read_text(encoding="utf-8")),
    Naming.CITY,
)
BEFORE = json.loads((load_outlines.SOURCES / "outline-2026.json").read_text(encoding="utf-8"))


def sections_in(data):
    return [
        section for book in data["books"] for one in book["chapters"] for section in one["sections"]
    ]


def test_the_newest_outline_has_five_books_each_with_what_stands_before_its_chapters():
    assert [book["title"] for book in NEWEST["books"]] == [
        "Analisis Strategis Smart City Daerah", "Masterplan Smart City Daerah",
        "Ringkasan Eksekutif", "Profil Quick Win", "Lampiran",
    ]  # fmt: skip
    for book in NEWEST["books"]:
        numbers = [chapter["number"] for chapter in book["chapters"]]
        first = 1 if book["title"] == "Lampiran" else 0
        assert numbers == list(range(first, first + len(numbers)))
        for chapter in book["chapters"]:
            count = range(1, len(chapter["sections"]) + 1)
            roman = ("i", "ii", "iii")[: len(count)]
            usual = tuple(f"{chapter['number']}.{n}" for n in count)
            assert tuple(one["number"] for one in chapter["sections"]) == (
                usual if chapter["number"] else roman
            )
    slugs = [section["slug"] for section in sections_in(NEWEST)]
    assert len(set(slugs)) == len(slugs)


def test_its_new_sections_tell_their_writer_what_to_write():
    known = {section["slug"] for section in sections_in(BEFORE)}
    new = [section for section in sections_in(NEWEST) if section["slug"] not in known]
    for section in new:
        example = section["example"].partition("\n\n")[2]
        assert 60 <= words(section["guidance"]) <= 150, section["slug"]
        assert "enaga ahli" in section["guidance"], section["slug"]
        assert 40 <= words(example) <= 180, section["slug"]
        assert section["usual_writer"], section["slug"]
        assert section["words_min"] < section["words_max"], section["slug"]


def test_no_more_texts_have_to_be_written_than_before():
    def required(data):
        found = [one for one in sections_in(data) if one["kind"] == "narrative"]
        return sum(one["required"] for one in found)

    assert required(NEWEST) == required(BEFORE)


def test_no_guidance_promises_what_the_books_lack():
    """Lists that every book has are made by the typesetting; an attachment has its own book."""
    titles = {book["title"] for book in NEWEST["books"]}
    for section in sections_in(NEWEST):
        said = " ".join((section["guidance"], section["example"])).lower()
        assert "daftar istilah" not in said, section["slug"]
        assert "lampiran" not in said or "Lampiran" in titles, section["slug"]
        for number in re.findall(r"buku (\d)", said):
            assert int(number) in range(1, 6), section["slug"]
