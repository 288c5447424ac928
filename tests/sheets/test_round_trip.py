"""What we write is what we read: a file that nobody changed changes nothing."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyses.kinds import KINDS
from programs.models import BudgetLine, Indicator, Partner, Program, ScheduleYear, Target
from tables.cells import LONGEST_CELL
from tests.plans import fill_analysis

pytestmark = pytest.mark.django_db

# Everything that PostgreSQL keeps, also what XML cannot say, and what Excel would run.
ODD = st.sampled_from(
    ["=1+1", "+62", "-5", "@a", "\t=1", "\r=2", "_x000D_", "_x005F_", "_x005f_x000D_", "a_x0041_b",
     "1.250", "1,25 M", "2026-01-05", "TRUE", "#REF!", "'kutip", "\x0b\x1f", "\ufffe", "  tepi  ",
     "baris\r\nlain\n\nlagi", "\u00a0", "🙂", "e\u0301", "a;b", "Akademisi: x", "1e5", "00123"]
)  # fmt: skip
TEXT = st.one_of(
    ODD,
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=80),
)
NUMBER = st.decimals(
    min_value=Decimal("-99999999999999"), max_value=Decimal("99999999999999"), places=2
).map(lambda value: Decimal(format(float(value), ".15g")).quantize(Decimal("0.01")))


def states(found):
    return [(one.state, one.mends, [cell.label for cell in one.shown]) for one in found]


def test_programs_that_nobody_changed_are_unchanged(program, foreign, downloaded, outcomes):
    found = outcomes(downloaded())

    assert states(found) == [("same", [], []), ("same", [], [])]
    assert outcomes.remarks == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_worksheets_that_nobody_changed_are_unchanged(kind, masterplan, downloaded, outcomes):
    fill_analysis(masterplan)

    found = outcomes(downloaded(kind), kind)

    assert {one.state for one in found} <= {"same"}, states(found)
    assert outcomes.remarks == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.tuples(*[TEXT] * 8), numbers=st.tuples(*[NUMBER] * 3),
       amount=st.integers(0, 100_000_000_000_000), count=st.integers(0, 2_000_000_000))  # fmt: skip
def test_odd_texts_and_numbers_come_back_as_they_went(
    texts, numbers, amount, count, program, downloaded, outcomes
):
    one, two, three, four, five, six, seven, eight = texts
    Program.objects.filter(pk=program.pk).update(
        name=one[:80], expansion=two, description=three, problem=four, output=five, risks=six,
        beneficiaries=seven, beneficiaries_count=count,
    )  # fmt: skip
    Indicator.objects.filter(program=program).update(
        name=eight, unit=one[:40], baseline=numbers[0], baseline_year=1999
    )
    Target.objects.filter(indicator__program=program).update(value=numbers[1])
    BudgetLine.objects.filter(program=program).update(amount=amount)
    Partner.objects.filter(program=program).delete()
    Partner.objects.create(program=program, helix="media", name=f"M{two}")

    found = outcomes(downloaded())

    assert states(found) == [("same", [], [])]


def test_years_outside_the_plan_come_along(program, downloaded, outcomes):
    ScheduleYear.objects.create(program=program, year=2041, activity="operate")
    BudgetLine.objects.create(program=program, year=2019, source="csr", amount=5)

    assert states(outcomes(downloaded())) == [("same", [], [])]


def test_a_text_longer_than_a_cell_is_not_cut_by_the_way_back(program, downloaded, outcomes):
    Program.objects.filter(pk=program.pk).update(description="panjang " * 8000)

    content = downloaded()

    assert states(outcomes(content)) == [("same", [], [])]
    assert len("panjang " * 8000) > LONGEST_CELL
