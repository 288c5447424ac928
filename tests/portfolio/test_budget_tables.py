"""The same money by dimension, sub-dimension and phase: on page, in workbook and book."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from editions.snapshot import snapshot
from exports.book_content import Captions
from exports.book_data import BookData
from exports.generators import SectionPlace, budget
from indonesian import rupiah
from programs.models import Program
from regions.models import Agency
from tests.factories import BudgetLineFactory, PhaseFactory, ProgramFactory
from tests.markup import one_line
from tests.plans import give_dimensions

pytestmark = pytest.mark.django_db
TITLES = [
    "Per tahun dan dimensi",
    "Per tahun dan sumber dana",
    "Per dimensi dan sumber dana",
    "Per subdimensi dan sumber dana",
    "Per jangka dan sumber dana",
    "Per Perangkat Daerah",
]


@pytest.fixture
def spending(masterplan):
    PhaseFactory(masterplan=masterplan, order=1, name="Pendek", first_year=2024, last_year=2024)
    PhaseFactory(masterplan=masterplan, order=2, name="Panjang", first_year=2025, last_year=2032)
    amount = 1
    for dimension in give_dimensions(masterplan):
        for sub in dimension.subdimensions.all():
            sub.english = f"Part {sub.order}"
            sub.save()
            program = ProgramFactory(masterplan=masterplan, subdimension=sub)
            for year, source in ((2024, "apbd"), (2025, "csr"), (2033, "apbd")):
                BudgetLineFactory(program=program, year=year, source=source, amount=amount)
                amount *= 10
    return masterplan


def test_every_table_of_the_page_adds_up_to_the_same(spending, lead, signed_in):
    response = signed_in(lead).get(f"/masterplan/{spending.slug}/program/anggaran/")

    parts = response.context["parts"]
    assert [part.title for part in parts] == TITLES
    assert {part.table.total for part in parts} == {111_111_111_111}
    for part in parts:
        assert sum(row.sum for row in part.table.rows) == part.table.total
        assert sum(part.table.sums) == part.table.total
    page = response.content.decode()
    assert "(Part 1)" in page
    assert "Pendek (2024)" in page
    assert "Di luar jangka" in page


def test_the_workbook_holds_the_same_tables_as_numbers(spending, lead, signed_in):
    Agency.objects.filter(pk=Program.objects.first().agency_id).update(short_name="=1+1")
    response = signed_in(lead).get(f"/masterplan/{spending.slug}/program/anggaran/xlsx/")

    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == [title[:31] for title in TITLES]
    for page in book:
        rows = list(page.iter_rows(values_only=True))
        assert rows[-1][-1] == 111_111_111_111
        assert sum(row[-1] for row in rows[1:-1]) == rows[-1][-1]
    assert book["Per Perangkat Daerah"]["A2"].data_type == "s"


def test_the_book_prints_them_too(spending):
    tables = list(budget(BookData(snapshot(spending)), SectionPlace("5.3", Captions(5))))

    assert [table.caption.title for table in tables] == [
        "Indikasi anggaran per tahun dan sumber",
        "Indikasi anggaran per tahun dan dimensi",
        "Indikasi anggaran per dimensi dan sumber",
        "Indikasi anggaran per subdimensi dan sumber",
        "Indikasi anggaran per jangka dan sumber",
        "Indikasi anggaran per Perangkat Daerah dan sumber",
    ]
    assert {table.total for table in tables} == {111_111_111_111}
    assert any("(Part 1)" in row.label for row in tables[3].rows)


def test_a_phase_of_one_year_names_it_once_in_the_book(spending):
    PhaseFactory(masterplan=spending, order=3, name="Akhir", first_year=2033, last_year=2033)

    phases = list(BookData(snapshot(spending)).phase_years)

    assert phases == ["Pendek (2024)", "Panjang (2025–2032)", "Akhir (2033)"]


def test_the_money_is_drawn_before_its_tables(spending, lead, signed_in):
    response = signed_in(lead).get(f"/masterplan/{spending.slug}/program/anggaran/")

    html = response.content.decode()
    assert html.index('class="pic"') < html.index("<table")
    years = [row[0] for row in response.context["money"].rows]
    assert set(map(str, spending.years)) <= set(years)


def test_the_page_counts_in_one_unit_and_tells_the_exact_rupiah(spending, lead, signed_in):
    response = signed_in(lead).get(f"/masterplan/{spending.slug}/program/anggaran/")

    html = one_line(response.content.decode())
    assert "dalam miliar rupiah" in html
    exact = one_line(rupiah(111_111_111_111))
    assert f'<span title="{exact}">111,11</span>' in html
    assert "111.111.111.111<" not in html
    assert response.context["money"].caption == "Anggaran per tahun, miliar rupiah"


def test_a_small_budget_is_counted_in_juta(masterplan, lead, signed_in):
    program = ProgramFactory(masterplan=masterplan)
    BudgetLineFactory(program=program, year=2024, source="apbd", amount=49_950_000)

    response = signed_in(lead).get(f"/masterplan/{masterplan.slug}/program/anggaran/")

    html = response.content.decode()
    assert "dalam juta rupiah" in html
    assert ">50,0<" in html
