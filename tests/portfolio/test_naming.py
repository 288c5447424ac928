"""A row of the alignment names programs of its own plan, and keeps what others named meanwhile."""

import pytest
from django.urls import reverse

from tests.factories import AlignmentFactory, MasterplanFactory, ProgramFactory
from tests.markup import one_line
from tests.plans import give_dimensions


@pytest.fixture
def row(masterplan):
    return AlignmentFactory(masterplan=masterplan, dimension=give_dimensions(masterplan)[0])


@pytest.fixture
def programs(masterplan, agency):
    part = give_dimensions(masterplan)[0].subdimensions.first()
    return [
        ProgramFactory(masterplan=masterplan, subdimension=part, agency=agency, name=name)
        for name in ("Banter", "Satu Data")
    ]


@pytest.fixture
def page(row):
    return reverse("portfolio:name_programs", args=[row.masterplan.slug, row.pk])


def named(row):
    return sorted(row.named.values_list("program__name", flat=True))


def test_the_row_says_its_programs_on_the_matrix(row, programs, page, lead, signed_in):
    browser = signed_in(lead)
    browser.post(page, {"named": [programs[0].pk], "shown": ""})
    browser.post(page, {"named": [programs[0].pk], "shown": ""})  # sent twice

    assert named(row) == ["Banter"]
    matrix = reverse("portfolio:alignment", args=[row.masterplan.slug])
    shown = one_line(browser.get(matrix).content.decode())
    assert "Program yang disebut:" in shown


def test_what_another_named_meanwhile_stays_and_what_was_unticked_goes(
    row, programs, page, lead, signed_in
):
    browser, (first, second) = signed_in(lead), programs
    browser.post(page, {"named": [first.pk], "shown": ""})
    browser.post(page, {"named": [second.pk], "shown": ""})  # opened before
    assert named(row) == ["Banter", "Satu Data"]

    browser.post(page, {"named": [second.pk], "shown": f"{first.pk} {second.pk}"})
    assert named(row) == ["Satu Data"]


def test_a_program_of_another_plan_is_not_offered(row, page, elsewhere, lead, signed_in):
    foreign = ProgramFactory(masterplan=MasterplanFactory(slug="lain", region=elsewhere))

    answer = signed_in(lead).post(page, {"named": [foreign.pk], "shown": ""})

    assert "Pilih program dari daftar." in one_line(answer.content.decode())
    assert named(row) == []


def test_after_the_stage_was_handed_in_nothing_is_named(
    row, programs, page, lead, hand_in, signed_in
):
    hand_in()
    answer = signed_in(lead).post(page, {"named": [programs[0].pk], "shown": ""})

    assert answer.status_code == 409
    assert "tidak sedang ditulis" in one_line(answer.content.decode())
    assert named(row) == []
