"""Several programs in one table: row by row, or all with one button."""

import pytest

from programs.models import Program
from tests.factories import AgencyFactory, BudgetLineFactory, MembershipFactory, complete_program
from tests.programs.reading import words
from tests.programs.test_autosave import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(masterplan, parts):
    return complete_program(masterplan, parts[1], name="Sapa")


def boxes(response):
    """What the page sends with its one button."""
    return {
        field.html_name: "" if field.value() is None else field.value()
        for row in response.context["grid"].rows
        for field in row
    }


def box(program, name):
    return f"r{program.pk}-{name}"


@pytest.fixture
def row_of(browser, page):
    """`row_of(program, **said)` saves one row as the script does, begun from a page opened now."""

    def send(program, browser=browser, data=None, **said):
        data = data or boxes(browser.get(page("grid")))
        own = {name: value for name, value in data.items() if name.startswith(f"r{program.pk}-")}
        own |= {box(program, name): value for name, value in said.items()}
        return save(browser, page("grid_row", program.pk), own)

    return send


def test_the_table_shows_owner_work_and_money_of_each_year(program, second, browser, page):
    shown = browser.get(page("grid"))

    values = boxes(shown)
    assert values[box(program, "agency")] == str(program.agency_id)
    assert values[box(program, "kegiatan-2024")] == "build"
    assert values[box(program, "anggaran-2024")] == "250.000.000"
    assert values[box(second, "anggaran-2033")] == ""


def test_a_row_saves_itself_and_leaves_everything_else(program, row_of, region):
    other = AgencyFactory(region=region)

    answer = row_of(
        program,
        **{
            "agency": str(other.pk),
            "kegiatan-2030": "operate",
            "kegiatan-2024": "",
            "anggaran-2030": "1,5 miliar",
            "anggaran-2024": "",
        },
    ).json()

    outcome = program.outcome
    program.refresh_from_db()
    assert (answer["state"], answer["messages"]) == ("saved", {})
    assert (program.agency, program.outcome, program.version) == (other, outcome, 2)
    assert {row.year: row.activity for row in program.schedule.all()} == {
        2025: "build",
        2030: "operate",
    }
    assert {row.year: (row.source, row.amount) for row in program.budget.all()} == {
        2025: ("apbd", 250_000_000),
        2030: ("apbd", 1_500_000_000),
    }


def test_a_new_amount_of_a_program_without_money_waits_for_its_source(program, row_of):
    program.budget.all().delete()

    row_of(program, **{"anggaran-2026": "5.000"})

    assert program.budget.get().source == "undecided"


def test_a_year_with_two_sources_has_no_box_and_is_left_alone(program, row_of, browser, page):
    BudgetLineFactory(program=program, year=2024, source="csr", amount=7)
    shown = browser.get(page("grid"))

    assert box(program, "anggaran-2024") not in boxes(shown)
    assert "250.000.007" in words(shown)
    row_of(program, **{"anggaran-2025": "9"})
    assert sorted(program.budget.filter(year=2024).values_list("amount", flat=True)) == [
        7,
        250_000_000,
    ]


def test_a_box_that_cannot_be_read_is_told_and_the_rest_of_the_row_is_saved(program, row_of):
    answer = row_of(program, **{"anggaran-2025": "banyak", "anggaran-2026": "9"}).json()

    assert answer["messages"] == {
        box(program, "anggaran-2025"): "Tulis rupiah dengan angka, misalnya 1.250.000.000."
    }
    assert dict(program.budget.values_list("year", "amount")) == {
        2024: 250_000_000,
        2025: 250_000_000,
        2026: 9,
    }


def test_two_people_in_one_row_are_joined_or_asked(
    program, row_of, browser, signed_in, region, page
):
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    mine = boxes(browser.get(page("grid")))
    row_of(program, browser=signed_in(retno), **{"anggaran-2026": "26", "anggaran-2027": "27"})

    joined = row_of(program, data=mine, **{"anggaran-2028": "28"})
    clash = row_of(program, data=mine, **{"anggaran-2026": "62"})

    assert joined.json()["values"] == {
        box(program, "anggaran-2026"): "26",
        box(program, "anggaran-2027"): "27",
    }
    assert clash.status_code == 409
    assert clash.json()["who"] == "Retno Wulandari"
    assert clash.json()["values"] == {box(program, "anggaran-2026"): "26"}
    own = {box(program, "version"): clash.json()["base"]}
    kept = row_of(program, data=mine | own, **{"anggaran-2026": "62"})
    assert kept.json()["state"] == "saved"
    money = dict(program.budget.filter(year__gt=2025).values_list("year", "amount"))
    assert money == {2026: 62, 2027: 27, 2028: 28}


def test_one_button_saves_all_rows_that_changed(program, second, browser, page):
    data = boxes(browser.get(page("grid")))

    response = browser.post(
        page("grid"),
        data | {box(program, "anggaran-2030"): "30", box(second, "kegiatan-2031"): "prepare"},
        follow=True,
    )

    assert "Dua program disimpan." in words(response)
    assert program.budget.get(year=2030).amount == 30
    assert second.schedule.get(year=2031).activity == "prepare"


def test_one_button_tells_what_was_not_saved_and_keeps_it(program, second, browser, page):
    data = boxes(browser.get(page("grid")))

    response = browser.post(
        page("grid"),
        data | {box(program, "anggaran-2030"): "banyak", box(second, "anggaran-2030"): "30"},
    )

    assert response.status_code == 409
    assert "Banter: ada isian yang belum terbaca" in words(response)
    assert boxes(response)[box(program, "anggaran-2030")] == "banyak"
    assert second.budget.get(year=2030).amount == 30


def test_one_button_from_a_stale_page_shows_both(
    program, second, row_of, browser, signed_in, region, page
):
    retno = MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    data = boxes(browser.get(page("grid"))) | {box(program, "anggaran-2030"): "30"}
    row_of(program, browser=signed_in(retno), **{"anggaran-2030": "31"})

    response = browser.post(page("grid"), data)

    assert "Retno Wulandari baru saja mengubah Banter" in words(response)
    assert program.budget.get(year=2030).amount == 31
    again = browser.post(page("grid"), boxes(response), follow=True)
    assert "Satu program disimpan." in words(again)
    assert program.budget.get(year=2030).amount == 30


def test_a_writer_sees_the_rows_of_her_agency_only(
    masterplan, parts, program, writer, agency, signed_in, page
):
    own = complete_program(masterplan, parts[1], name="Milik kami", agency=agency)

    rows = signed_in(writer).get(page("grid")).context["grid"].rows

    assert [row.program for row in rows] == [own]


def test_a_plan_that_was_handed_in_refuses_rows(program, row_of, browser, page, hand_in):
    data = boxes(browser.get(page("grid")))
    hand_in()

    answer = row_of(program, data=data, **{"anggaran-2030": "30"}).json()
    response = browser.post(page("grid"), data)

    assert answer["state"] == "refused"
    assert "Masterplan ini tidak sedang ditulis" in words(response)
    assert not program.budget.filter(year=2030).exists()


def test_a_row_whose_program_was_removed_is_told_so(program, row_of, browser, page):
    data = boxes(browser.get(page("grid")))
    browser.post(page("remove", program.pk), {"version": 1, "reason": "Digabung."})

    answer = row_of(program, data=data, **{"anggaran-2030": "30"}).json()

    assert "menghapus program ini" in answer["sentence"]


def test_dimensions_and_pages_part_a_large_plan(masterplan, parts, browser, page):
    for _ in range(27):
        complete_program(masterplan, parts[0])
    last = complete_program(masterplan, parts[-1])

    first = browser.get(page("grid")).context["grid"]
    second = browser.get(page("grid"), {"halaman": "2"}).context["grid"]
    other = browser.get(page("grid"), {"dimensi": parts[-1].dimension.code}).context["grid"]

    assert (len(first.rows), len(second.rows)) == (25, 2)
    assert [row.program for row in other.rows] == [last]


def test_the_queries_do_not_grow_with_the_rows(masterplan, parts, browser, page, queries_of):
    complete_program(masterplan, parts[0])
    one = queries_of(browser, page("grid"))
    for _ in range(5):
        complete_program(masterplan, parts[0])

    assert queries_of(browser, page("grid")) == one
    assert Program.objects.count() == 6
