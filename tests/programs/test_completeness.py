"""What is missing from a program: the sentences, and the same count in the database."""

from itertools import combinations

import pytest

from programs.completeness import lacks, missing, years_in_words
from programs.models import ITEM_COUNT, TEXTS, BudgetLine, Indicator, Program, ScheduleYear, Target
from programs.states import program_states
from tests.factories import (
    BudgetLineFactory,
    IndicatorFactory,
    ProgramFactory,
    ScheduleYearFactory,
    SubDimensionFactory,
    TargetFactory,
    complete_program,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(masterplan):
    """A program from which nothing is missing, running in 2024 and 2025."""
    return complete_program(masterplan, SubDimensionFactory())


def read(program):
    return Program.objects.with_rows().get(pk=program.pk)


def filled(program):
    """How many items the list of programs counts."""
    return next(one.filled for one in program_states(program.masterplan) if one.pk == program.pk)


def test_nothing_is_missing_from_a_complete_program(program):
    assert missing(read(program)) == []
    assert filled(program) == ITEM_COUNT


def test_a_program_with_a_name_only_lacks_every_item(masterplan):
    program = read(ProgramFactory(masterplan=masterplan))

    assert len(missing(program)) == ITEM_COUNT
    assert filled(program) == 0
    assert "Belum ada indikator." in missing(program)
    assert "Hasil bagi warga belum ditulis." in missing(program)


def test_the_years_without_a_target_are_named(program):
    Target.objects.filter(indicator__program=program, year=2025).delete()
    ScheduleYearFactory(program=program, year=2026)

    assert missing(read(program)) == [
        "Belum ada target: “Layanan yang selesai sehari” untuk 2025–2026."
    ]


def test_an_indicator_without_baseline_is_named(program):
    IndicatorFactory(program=program, name="Kepuasan warga", baseline=None)

    assert missing(read(program)) == [
        "Indikator tanpa nilai awal: “Kepuasan warga”.",
        "Belum ada target: “Kepuasan warga” untuk 2024–2025.",
    ]


def test_years_outside_the_plan_are_named(program):
    ScheduleYearFactory(program=program, year=2035)
    BudgetLineFactory(program=program, year=2023)

    assert missing(read(program)) == [
        "Jadwal tahun 2035 berada di luar masa masterplan (2024–2033).",
        "Anggaran tahun 2023 berada di luar masa masterplan (2024–2033).",
    ]


def test_a_budget_of_nothing_is_no_budget(program):
    BudgetLine.objects.filter(program=program).update(amount=0)

    assert missing(read(program)) == ["Belum ada anggaran."]


def test_white_space_is_no_text(program):
    Program.objects.filter(pk=program.pk).update(outcome=" \r\n\t ")

    assert missing(read(program)) == ["Hasil bagi warga belum ditulis."]


def test_targets_are_asked_for_even_before_there_is_a_schedule(program):
    ScheduleYear.objects.filter(program=program).delete()
    Target.objects.filter(indicator__program=program).delete()

    assert missing(read(program)) == [
        "Belum ada target: “Layanan yang selesai sehari”.",
        "Belum ada jadwal.",
    ]


SPOILERS = [
    *(
        lambda p, field=field: Program.objects.filter(pk=p.pk).update(**{field: " "})
        for field in TEXTS
    ),
    lambda p: Indicator.objects.filter(program=p).delete(),
    lambda p: Indicator.objects.filter(program=p).update(baseline=None),
    lambda p: IndicatorFactory(program=p, baseline=None),
    lambda p: TargetFactory(indicator=IndicatorFactory(program=p), year=2024),
    lambda p: Target.objects.filter(indicator__program=p, year=2024).delete(),
    lambda p: Target.objects.filter(indicator__program=p).delete(),
    lambda p: ScheduleYear.objects.filter(program=p).delete(),
    lambda p: ScheduleYearFactory(program=p, year=2030),
    lambda p: ScheduleYearFactory(program=p, year=2034),
    lambda p: BudgetLine.objects.filter(program=p).delete(),
    lambda p: BudgetLineFactory(program=p, year=2034),
    lambda p: BudgetLineFactory(program=p, year=2034, source="csr", amount=0),
]


def test_the_database_counts_what_the_sentences_say(masterplan):
    """Every pair of ways to spoil a complete program, all of them read back at once."""
    sub = SubDimensionFactory()
    for first, second in combinations(range(len(SPOILERS)), 2):
        program = complete_program(masterplan, sub, name=f"{first} dan {second}")
        SPOILERS[first](program)
        SPOILERS[second](program)
    complete_program(masterplan, sub)

    programs, states = list(Program.objects.with_rows()), program_states(masterplan)

    assert len(programs) > 100
    assert [(s.name, s.filled) for s in states] == [
        (p.name, ITEM_COUNT - len(missing(p))) for p in programs
    ]
    assert [list(s.missing) for s in states] == [[x.item for x in lacks(p)] for p in programs]
    assert {s.pk for s in states if s.missing} == {p.pk for p in programs if missing(p)}


@pytest.mark.parametrize("count", [1, 20])
def test_sentences_need_no_query_once_the_rows_are_read(
    count, masterplan, django_assert_num_queries
):
    sub = SubDimensionFactory()
    for _ in range(count):
        complete_program(masterplan, sub)

    with django_assert_num_queries(5):
        found = [missing(program) for program in Program.objects.with_rows()]

    assert found == [[]] * count


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([2026], "2026"),
        ([2027, 2026], "2026–2027"),
        ([2024, 2026, 2027, 2030], "2024, 2026–2027 dan 2030"),
        ([2024, 2026], "2024 dan 2026"),
    ],
)
def test_years_are_told_as_runs(years, words):
    assert years_in_words(years) == words
