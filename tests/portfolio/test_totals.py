"""Budget totals add up, whatever the lines are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from portfolio.totals import budget_of
from programs.models import BudgetLine, Program, Source
from tests.factories import (
    AgencyFactory,
    BudgetLineFactory,
    DimensionFactory,
    ProgramFactory,
    SubDimensionFactory,
)

pytestmark = pytest.mark.django_db

PROGRAMS = 6
LINES = some.dictionaries(
    some.tuples(
        some.integers(0, PROGRAMS - 1), some.integers(2022, 2035), some.sampled_from(Source.values)
    ),
    some.integers(0, 100_000_000_000_000),
    max_size=40,
)


@pytest.fixture
def programs(masterplan):
    """Six programs of three agencies in two dimensions."""
    agencies = [AgencyFactory(region=masterplan.region) for _ in range(3)]
    parts = [
        SubDimensionFactory(dimension=DimensionFactory(order=order, code=code, key=code[:3]))
        for order, code in ((1, "governance"), (2, "branding"))
    ]
    return [
        ProgramFactory(masterplan=masterplan, agency=agencies[n % 3], subdimension=parts[n % 2])
        for n in range(PROGRAMS)
    ]


def added(table):
    """Every way to add up a table."""
    return {
        table.total,
        sum(table.sums),
        sum(row.sum for row in table.rows),
        sum(amount for row in table.rows for amount in row.cells),
    }


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=LINES)
def test_rows_columns_and_the_grand_total_are_one_number(masterplan, programs, lines):
    BudgetLine.objects.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(program=programs[n], year=year, source=source, amount=amount)
        for (n, year, source), amount in lines.items()
    )

    budget = budget_of(masterplan)
    dimensions = [dimension.pk for dimension in masterplan.dimension_set.dimensions.all()]

    total = sum(lines.values())
    assert budget.total == total
    assert added(budget.years_by_source(masterplan.years)) == {total}
    assert added(budget.years_by_dimension(dimensions)) == {total}
    assert added(budget.agencies_by_source()) == {total}
    for amounts in (budget.by_year(), budget.by_dimension(), budget.by_agency()):
        assert sum(amounts.values()) == total
    for row in budget.years_by_source().rows:
        assert row.sum == sum(a for (_, year, _), a in lines.items() if year == row.head)
    for agency, amount in budget.by_agency().items():
        own = {n for n, program in enumerate(programs) if program.agency_id == agency}
        assert amount == sum(a for (n, _, _), a in lines.items() if n in own)


def test_years_of_the_plan_stand_in_the_table_without_money(masterplan):
    program = ProgramFactory(masterplan=masterplan)
    BudgetLineFactory(program=program, year=2026, source="csr", amount=5)
    BudgetLineFactory(program=program, year=2035, source="apbd", amount=7)

    table = budget_of(masterplan).years_by_source(masterplan.years)

    assert [row.head for row in table.rows] == [*range(2024, 2034), 2035]
    assert table.columns == ["apbd", "csr"]
    assert (table.rows[2].cells, table.rows[-1].cells) == ([0, 5], [7, 0])


def test_another_masterplan_has_no_part_in_it(masterplan):
    BudgetLineFactory(program__masterplan=masterplan, amount=10)
    elsewhere = ProgramFactory(masterplan__slug="lain", masterplan__region__code="33.99")
    BudgetLineFactory(program=elsewhere, amount=1000)

    assert budget_of(masterplan).total == 10


def test_all_tables_cost_one_query(masterplan, programs, django_assert_num_queries):
    for program in programs:
        BudgetLineFactory(program=program)

    with django_assert_num_queries(1):
        budget = budget_of(masterplan)
        budget.years_by_source()
        budget.agencies_by_source()
        budget.by_dimension()

    assert Program.objects.count() == PROGRAMS
