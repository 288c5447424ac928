"""The list of programs: what is asked, what is shown, what a filter finds, what it costs."""

import pytest
from django.urls import reverse

from programs.models import Program
from tests.factories import (
    AgencyFactory,
    BudgetLineFactory,
    IndicatorFactory,
    PhaseFactory,
    ProgramFactory,
    QuickWinFactory,
    ScheduleYearFactory,
    TargetFactory,
    complete_program,
)
from tests.markup import one_line
from tests.programs.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(signed_in, lead, page):
    """`names(cari="desa")` gives the names that the list shows under a filter."""
    browser = signed_in(lead)

    def found(**filters):
        groups = browser.get(page("board"), filters).context["groups"]
        return [p.name for group in groups for part in group.parts for p in part.programs]

    return found


def test_the_coordinator_is_asked_for_all_incomplete_programs_in_words(
    masterplan, parts, lead, signed_in, page
):
    for _ in range(2):
        complete_program(masterplan, parts[0])
    for _ in range(18):
        ProgramFactory(masterplan=masterplan, subdimension=parts[1])
    near = complete_program(masterplan, parts[2], name="Hampir", outcome="")

    shown = words(signed_in(lead).get(page("board")))

    assert "Sembilan belas program belum lengkap." in shown
    assert "2 dari 21 program lengkap" in shown
    assert f"Lengkapi {near.name}" in shown  # the one that is nearest to the end


def test_a_writer_is_asked_for_the_programs_of_her_agency_only(
    masterplan, parts, writer, agency, signed_in, page
):
    ProgramFactory(masterplan=masterplan, subdimension=parts[0], agency=agency, name="Milik kami")
    complete_program(masterplan, parts[0], agency=agency)
    for _ in range(3):
        ProgramFactory(masterplan=masterplan, subdimension=parts[0])

    shown = words(signed_in(writer).get(page("board")))

    assert "Satu program Perangkat Daerah Anda belum lengkap." in shown
    assert "1 dari 2 program Perangkat Daerah Anda lengkap" in shown
    assert "Lengkapi Milik kami" in shown


def test_an_empty_subdimension_stays_and_asks_for_a_program(
    masterplan, parts, lead, signed_in, page
):
    ProgramFactory(masterplan=masterplan, subdimension=parts[0])

    response = signed_in(lead).get(page("board"))

    assert words(response).count("Belum ada program.") == 3
    assert f"{page('quick')}?subdimensi={parts[1].pk}" in one_line(response.content.decode())


def test_nothing_is_asked_while_the_plan_is_reviewed(
    masterplan, parts, lead, signed_in, page, hand_in
):
    program = ProgramFactory(masterplan=masterplan, subdimension=parts[0])
    hand_in()

    response = signed_in(lead).get(page("board"))

    assert program.name in words(response)
    assert page("quick") not in one_line(response.content.decode())
    assert page("grid") not in one_line(response.content.decode())
    assert page("edit", program.pk) not in one_line(response.content.decode())


def test_rows_show_owner_years_money_state_and_quick_win(masterplan, parts, lead, signed_in, page):
    program = complete_program(masterplan, parts[0], name="Banter")
    BudgetLineFactory(program=program, year=2030, source="csr", amount=1_500_000_000)
    QuickWinFactory(program=program, nominated_by=lead, standing="chosen")
    ProgramFactory(masterplan=masterplan, subdimension=parts[0], name="Kosong")

    shown = words(signed_in(lead).get(page("board")))

    assert f"Banter Quick win{program.expansion} {program.agency.short_name}".replace(
        " ", ""
    ) in shown.replace(" ", "")
    assert "2024–2025" in shown
    assert "2.000" in shown  # two lines of 250 million and one of 1,500
    assert "Lengkap" in shown
    assert "Baru nama" in shown


def test_search_finds_every_word_in_name_expansion_or_description(masterplan, parts, names):
    ProgramFactory(masterplan=masterplan, subdimension=parts[0], name="Banter")
    ProgramFactory(
        masterplan=masterplan, subdimension=parts[1], name="Sapa", expansion="Layanan BANTEran"
    )
    ProgramFactory(
        masterplan=masterplan, subdimension=parts[2], name="Rukun", description="bantuan di Banter"
    )
    ProgramFactory(masterplan=masterplan, subdimension=parts[3], name="Lain")

    assert names(cari="banter") == ["Banter", "Sapa", "Rukun"]
    assert names(cari="  BANTER   bantuan ") == ["Rukun"]
    assert names(cari="100%_\\") == []


def test_filters_by_dimension_agency_phase_source_year_and_state(masterplan, parts, agency, names):
    PhaseFactory(masterplan=masterplan, order=1, first_year=2024, last_year=2025)
    PhaseFactory(masterplan=masterplan, order=2, first_year=2026, last_year=2033)
    full = complete_program(masterplan, parts[0], name="Penuh", agency=agency)
    late = ProgramFactory(masterplan=masterplan, subdimension=parts[2], name="Nanti")
    ScheduleYearFactory(program=late, year=2031)
    BudgetLineFactory(program=late, year=2031, source="csr")
    BudgetLineFactory(program=late, year=2032, source="apbn")

    assert names(dimensi="branding") == ["Nanti"]
    assert names(perangkat=agency.pk) == ["Penuh"]
    assert names(jangka="1") == ["Penuh"]
    assert names(jangka="2") == ["Nanti"]
    assert names(sumber="csr") == ["Nanti"]
    assert names(sumber="csr", tahun="2032") == []  # source and year are asked of one line
    assert names(tahun="2032") == ["Nanti"]
    assert names(isian="lengkap") == ["Penuh"]
    assert names(isian="belum") == ["Nanti"]
    assert names(isian="lengkap", dimensi="branding") == []
    assert full.agency == agency


@pytest.mark.parametrize(
    "filters",
    [
        {"dimensi": "tidak-ada"},
        {"perangkat": "9" * 30},
        {"jangka": "x"},
        {"tahun": "19999"},
        {"cari": "a\0b"},
        {"cari": "x" * 3900},
    ],
)
def test_a_filter_that_cannot_be_understood_is_off(masterplan, parts, names, filters):
    ProgramFactory(masterplan=masterplan, subdimension=parts[0], name="Banter")

    assert names(**filters) == ["Banter"]


def test_a_filter_that_finds_nothing_says_so(masterplan, parts, lead, signed_in, page):
    ProgramFactory(masterplan=masterplan, subdimension=parts[0])

    shown = words(signed_in(lead).get(page("board"), {"cari": "tidak ada"}))

    assert "Tidak ada program yang cocok. Hapus saringan" in shown
    assert "Belum ada program." not in shown


def test_text_of_a_program_is_shown_as_text(masterplan, parts, lead, signed_in, page):
    script = "<script>alert(1)</script>"
    program = complete_program(masterplan, parts[0], name=script, description=script, risks=script)

    for address in (page("board"), page("detail", program.pk), page("roadmap")):
        shown = one_line(signed_in(lead).get(address).content.decode())
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
        assert script not in shown


@pytest.mark.parametrize("name", ["board", "roadmap", "budget", "strategy:aims"])
def test_pages_cost_the_same_for_one_program_as_for_fifty(
    name, masterplan, parts, lead, signed_in, page, django_assert_max_num_queries
):
    browser = signed_in(lead)
    browser.get(page(name))  # the first page of a session costs a query more

    def cost():
        with django_assert_max_num_queries(25) as queries:
            assert browser.get(page(name)).status_code == 200
        return len(queries)

    complete_program(masterplan, parts[0])
    for_one = cost()
    for number in range(49):
        complete_program(
            masterplan, parts[number % 4], agency=AgencyFactory(region=masterplan.region)
        )

    assert Program.objects.count() == 50
    assert cost() == for_one


@pytest.mark.parametrize("name", ["detail", "edit"])
def test_one_program_costs_the_same_however_much_it_holds(
    name, masterplan, parts, lead, signed_in, page, django_assert_max_num_queries
):
    small = complete_program(masterplan, parts[0])
    large = complete_program(masterplan, parts[0])
    for year in range(2026, 2034):
        ScheduleYearFactory(program=large, year=year)
        BudgetLineFactory(program=large, year=year)
    for _ in range(5):
        TargetFactory(indicator=IndicatorFactory(program=large))
    browser = signed_in(lead)
    browser.get(page("board"))

    costs = []
    for program in (small, large):
        with django_assert_max_num_queries(25) as queries:
            assert browser.get(page(name, program.pk)).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_program_is_nominated_from_its_own_page(masterplan, parts, lead, people, signed_in, page):
    program = ProgramFactory(masterplan=masterplan, subdimension=parts[0])
    browser = signed_in(lead)
    nominate = reverse("quickwins:nominate", args=[masterplan.slug, program.pk])
    assert f'action="{nominate}"' in one_line(
        browser.get(page("detail", program.pk)).content.decode()
    )
    viewer = signed_in(people["viewer"]).get(page("detail", program.pk))
    assert nominate not in one_line(viewer.content.decode())

    browser.post(nominate)

    shown = browser.get(page("detail", program.pk))
    assert nominate not in one_line(shown.content.decode())
    assert "Quick win Dinominasikan" in words(shown)


def test_a_stranger_finds_no_page_and_a_viewer_may_read(masterplan, parts, people, signed_in, page):
    program = ProgramFactory(masterplan=masterplan, subdimension=parts[0])
    addresses = [page(name) for name in ("board", "roadmap", "budget", "strategy:aims")]

    for address in [*addresses, page("detail", program.pk)]:
        assert signed_in(people["stranger"]).get(address).status_code == 404
        assert masterplan.region.name in words(signed_in(people["viewer"]).get(address))
    assert signed_in(people["viewer"]).get(page("edit", program.pk)).status_code == 403
