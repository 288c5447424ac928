"""A masterplan begins: once for a region and a first year, for five to twenty years."""

import pytest
from django.urls import reverse

from audit.models import Event
from masterplans.creation import CreationError, create_masterplan, proposed_phases
from masterplans.models import Masterplan, Stage, Status
from tests.factories import (
    DimensionSetFactory,
    MasterplanFactory,
    OutlineFactory,
    OutlineSectionFactory,
)
from tests.markup import one_line


@pytest.fixture
def outline(db):
    DimensionSetFactory()
    return OutlineSectionFactory().chapter.book.outline


def begin(region, by, first=2025, last=2034):
    return create_masterplan(region, title="Masterplan", first_year=first, last_year=last, by=by)


def test_a_masterplan_begins_with_the_sections_of_the_newest_outline(region, lead, outline):
    newest = OutlineFactory(version="baru")
    section = OutlineSectionFactory(chapter__book__outline=newest)

    masterplan = begin(region, lead)

    assert (masterplan.stage, masterplan.status) == (Stage.ANALYSIS, Status.WRITING)
    assert masterplan.slug == "kabupaten-banjarnegara-2025-2034"
    assert [s.outline for s in masterplan.sections.all()] == [section]
    assert [p.name for p in masterplan.phases.all()] == [
        "Jangka pendek", "Jangka menengah", "Jangka panjang",
    ]  # fmt: skip
    assert Event.objects.about(masterplan).get().verb == "masterplan.created"


def test_the_whole_outline_of_the_books_is_copied(region, lead, reference_data):
    masterplan = begin(region, lead)

    assert masterplan.sections.count() > 50
    assert not masterplan.sections.exclude(body="").exists()


@pytest.mark.parametrize("years", range(5, 21))
def test_the_proposed_phases_cover_every_year_once(years):
    phases = proposed_phases(2024, 2023 + years)

    covered = [y for p in phases for y in range(p["first_year"], p["last_year"] + 1)]
    assert covered == list(range(2024, 2024 + years))
    assert len(phases) == 3


def test_a_second_plan_of_the_same_first_year_is_refused(region, lead, outline):
    begin(region, lead)

    with pytest.raises(CreationError, match="tahun pertama itu"):
        begin(region, lead, last=2030)

    assert Masterplan.objects.count() == 1


def test_without_an_outline_the_refusal_says_whom_to_ask(region, lead):
    with pytest.raises(CreationError, match="pengelola"):
        begin(region, lead)


def test_an_address_that_is_taken_gets_a_number(region, lead, outline):
    MasterplanFactory(slug="kabupaten-banjarnegara-2025-2034", first_year=2000, last_year=2009)

    assert begin(region, lead).slug == "kabupaten-banjarnegara-2025-2034-2"


# --- the page -----------------------------------------------------------------------------------


def test_a_lead_creates_a_masterplan_through_the_page(region, lead, outline, signed_in):
    browser = signed_in(lead)
    address = reverse("newplan:create", args=[region.code])

    page = one_line(
        browser.post(
            address,
            {
                "title": "Banjarnegara Cerdas",
                "naming": "city",
                "first_year": 2025,
                "last_year": 2034,
            },
            follow=True,
        ).content.decode()
    )

    assert Masterplan.objects.get().title == "Banjarnegara Cerdas"
    assert "Masterplan dibuat." in page


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (2025, 2028, "Masterplan berlaku 5 sampai 20 tahun."),
        (2025, 2046, "Masterplan berlaku 5 sampai 20 tahun."),
        (2034, 2025, "Masterplan berlaku 5 sampai 20 tahun."),
        ("dua ribu", 2034, "Tulis tahun dengan empat angka."),
        (2024, 2030, "Daerah ini sudah punya masterplan dengan tahun pertama itu."),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(
    first, last, sentence, region, masterplan, lead, outline, signed_in
):
    page = signed_in(lead).post(
        reverse("newplan:create", args=[region.code]),
        {"title": "Judul yang diketik", "first_year": first, "last_year": last},
    )

    assert sentence in one_line(page.content.decode())
    assert "Judul yang diketik" in one_line(page.content.decode())
    assert Masterplan.objects.get() == masterplan


@pytest.mark.parametrize(("role", "status"), [("writer", 403), ("viewer", 403), ("stranger", 404)])
def test_others_cannot_create_a_masterplan(role, status, region, people, outline, signed_in):
    address = reverse("newplan:create", args=[region.code])
    values = {"title": "X", "first_year": 2025, "last_year": 2034}

    assert signed_in(people[role]).post(address, values).status_code == status
    assert not Masterplan.objects.exists()
