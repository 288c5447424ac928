"""The roadmap: exactly the plan's years, letters beside colours, what is still bare."""

import re

import pytest

from portfolio.board import dimensions_of
from portfolio.roadmap import roadmap_of
from programs.models import Program
from tests.factories import (
    AgencyFactory,
    BudgetLineFactory,
    PhaseFactory,
    ProgramFactory,
    ScheduleYearFactory,
)
from tests.markup import one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(masterplan, parts, agency):
    return ProgramFactory(
        masterplan=masterplan, subdimension=parts[0], agency=agency, name="Banter"
    )


def road(masterplan):
    return roadmap_of(masterplan, dimensions_of(masterplan), Program.objects.all())


def test_the_columns_are_exactly_the_years_of_the_plan(masterplan, program):
    ScheduleYearFactory(program=program, year=2026)
    ScheduleYearFactory(program=program, year=2035)

    table = road(masterplan)

    assert [year for year, _ in table.years] == list(range(2024, 2034))
    line = table.groups[0][1][0]
    assert len(line.cells) == 10
    assert line.outside == "2035"


def test_each_activity_has_a_letter_and_a_word_of_its_own(masterplan, program):
    for year, activity in ((2024, "prepare"), (2025, "build"), (2026, "operate")):
        ScheduleYearFactory(program=program, year=year, activity=activity)

    cells = road(masterplan).groups[0][1][0].cells

    assert [cell[:2] for cell in cells[:4]] == [
        ("P", "Persiapan"),
        ("B", "Pembangunan"),
        ("O", "Operasi"),
        ("", ""),
    ]


def test_phases_stand_over_their_years_and_gaps_stay_bare(masterplan):
    short = PhaseFactory(masterplan=masterplan, order=1, first_year=2024, last_year=2025)
    long = PhaseFactory(masterplan=masterplan, order=2, first_year=2028, last_year=2033)

    table = road(masterplan)

    assert table.spans == [(short, 2), (None, 2), (long, 6)]
    assert [year for year, first in table.years if first] == [2024, 2026, 2028]


def test_the_feet_count_programs_and_money_of_each_year(masterplan, program, parts):
    other = ProgramFactory(masterplan=masterplan, subdimension=parts[3])
    ScheduleYearFactory(program=program, year=2024)
    ScheduleYearFactory(program=other, year=2024)
    BudgetLineFactory(program=program, year=2024, amount=7)
    BudgetLineFactory(program=other, year=2024, amount=5)
    BudgetLineFactory(program=other, year=2030, amount=3)

    feet = {
        year: foot[:2]
        for (year, _), foot in zip(road(masterplan).years, road(masterplan).feet, strict=True)
    }

    assert (feet[2024], feet[2025], feet[2030]) == ((2, 12), (0, 0), (0, 3))


def test_the_page_asks_for_the_years_without_a_program_first(masterplan, program, parts):
    for year in range(2024, 2029):
        ScheduleYearFactory(program=program, year=year)
    ProgramFactory(masterplan=masterplan, subdimension=parts[1])
    assert road(masterplan).request.title == "Isi tahun 2029–2033: belum ada program yang berjalan."

    for year in range(2029, 2034):
        ScheduleYearFactory(program=program, year=year)
    assert road(masterplan).request.title == "Satu program belum punya jadwal."
    assert road(masterplan).far == "1 dari 2 program punya jadwal"

    ScheduleYearFactory(program=Program.objects.exclude(pk=program.pk).get(), year=2024)
    assert road(masterplan).request.title == "Setiap tahun dalam peta jalan berisi program."


def test_the_table_can_be_moved_with_the_keyboard_and_read_out(
    masterplan, program, lead, signed_in, page
):
    ScheduleYearFactory(program=program, year=2025, activity="build")

    html = one_line(signed_in(lead).get(page("roadmap")).content.decode())

    assert 'tabindex="0" role="region" aria-label="Peta jalan 2024–2033, dapat digeser"' in html
    cell = re.search(r'<td class="y[^"]*"><span class="bar bar--B">.*?</td>', html)[0]
    assert '<span class="visually-hidden">Pembangunan</span>' in cell


def test_filters_by_dimension_and_agency(masterplan, program, parts, lead, signed_in, page):
    other = ProgramFactory(
        masterplan=masterplan,
        subdimension=parts[2],
        agency=AgencyFactory(region=masterplan.region),
        name="Lain",
    )
    browser = signed_in(lead)

    def shown(**filters):
        groups = browser.get(page("roadmap"), filters).context["road"].groups
        return [line.program.name for _, lines in groups for line in lines]

    assert shown() == ["Banter", "Lain"]
    assert shown(dimensi="branding") == ["Lain"]
    assert shown(perangkat=program.agency.pk) == ["Banter"]
    assert shown(perangkat=other.agency.pk, dimensi="governance") == []


def test_a_phase_in_which_few_programs_run_is_asked_for(masterplan, program, parts):
    PhaseFactory(masterplan=masterplan, order=1, first_year=2024, last_year=2028)
    PhaseFactory(masterplan=masterplan, order=2, first_year=2029, last_year=2033)
    for year in range(2024, 2034):
        ScheduleYearFactory(program=program, year=year)
    for _ in range(2):
        other = ProgramFactory(masterplan=masterplan, subdimension=parts[1])
        ScheduleYearFactory(program=other, year=2024)

    assert road(masterplan).request.title == (
        "Isi tahun 2029–2033: baru 1 dari 3 program yang punya kegiatan."
    )


def test_a_cell_tells_the_money_of_its_year(masterplan, program, lead, signed_in, page):
    ScheduleYearFactory(program=program, year=2025, activity="build")
    BudgetLineFactory(program=program, year=2025, source="apbd", amount=450_000_000)
    BudgetLineFactory(program=program, year=2025, source="csr", amount=50_000_000)

    assert [cell[3] for cell in road(masterplan).groups[0][1][0].cells[:3]] == [0, 500_000_000, 0]
    html = one_line(signed_in(lead).get(page("roadmap")).content.decode())
    assert '<span class="visually-hidden">Pembangunan</span> 500</span>' in html
