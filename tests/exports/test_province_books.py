"""The books and the commitment of a province say Smart Province, and nothing says Smart City."""

import datetime as dt

import pytest

from commitments import preparing
from commitments.frozen import render_frozen_letter
from commitments.letter_data import unsigned_letter
from editions.snapshot import snapshot
from exports.book_typesetting import typeset
from exports.books import build_book
from masterplans.creation import create_masterplan
from tests import plans
from tests.commitments.making import frozen
from tests.factories import MembershipFactory, OfficialFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(reference_data):
    region = ProvinceFactory(code="32", name="Jawa Barat")
    lead = UserFactory()
    MembershipFactory(region=region, user=lead, role="lead")
    masterplan = create_masterplan(
        region,
        title="Jabar Menuju Smart Province Juara",
        first_year=2024,
        last_year=2033,
        by=lead,
    )
    OfficialFactory(
        region=region, user=lead, position="Gubernur Jawa Barat", is_head_of_region=True
    )
    return masterplan


def test_the_three_books_of_a_province(province, opened):
    for fill in plans.FILL.values():
        fill(province)
    content = snapshot(province)
    printed_words, heads = {}, set()
    for number in (1, 2, 3):
        book = build_book(content, number, printed_on=dt.date(2024, 5, 2))
        printed = opened(typeset(book).pdf)
        printed_words[number] = printed.text
        heads |= heads_of(book)

        assert "Smart City" not in printed.text
        assert "smart city" not in printed.text.lower()
        cover = " ".join(printed.pages[0].split())
        assert "Jabar Menuju Smart Province Juara" in cover
        assert "Pemerintah Provinsi Jawa Barat" in cover
    assert "Sambutan gubernur" in printed.text
    # Titles and captions say it long, heads of tables and boxes short (decision 0036).
    assert "Telaah Renstra Perangkat Daerah Provinsi" in printed_words[1]
    assert "per Perangkat Daerah Provinsi dan sumber" in printed_words[2]
    assert {word for word in heads if word.startswith("Perangkat")} == {"Perangkat Daerah"}
    assert "Perangkat Daerah Provinsi pendukung" not in printed_words[2]
    assert "Smart Province" in " ".join(book["title"] for book in content["books"])


def heads_of(book):
    """The heads of all columns, and of the first one where a table names it alone."""
    sections = [section for chapter in book.chapters for section in chapter.sections]
    blocks = [block for section in sections for block in section.blocks]
    columns = [(*getattr(block, "heads", ()), getattr(block, "head", "")) for block in blocks]
    return {word for words in columns for word in words if isinstance(word, str)}


def test_the_commitment_of_a_province(province, signed_in, opened):
    lead = province.created_by
    plans.bring_to(province, 4, "frozen", lead=lead, facilitator=UserFactory())
    frozen(province, lead)
    form = signed_in(lead).get(f"/masterplan/{province.slug}/komitmen/siapkan/").context["form"]
    assert form.initial["title"] == "Komitmen Bersama Implementasi Smart Province Jawa Barat"

    commitment = preparing.prepare(
        province.editions.get(),
        **{name: form.initial[name] for name in ("title", "place", "date")},
        number="",
        points=form.initial["points"].splitlines(),
        officials=list(province.region.officials.all()),
        by=lead,
    )
    words = opened(render_frozen_letter(unsigned_letter(commitment))).text

    assert "GUBERNUR JAWA BARAT" in words
    assert "perencanaan Jawa Barat Smart Province" in words
    assert "konsep smart province" in words
    assert "pengembangan Jawa Barat Smart Province" in words
    assert "smart city" not in words.lower()
