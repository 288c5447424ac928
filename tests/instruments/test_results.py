"""What scores come to: recomputed here from the raw scores by another way than the room's."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import results
from instruments.models import AssessmentState
from instruments.totals import totals_under
from tests.factories import (
    AssessmentFactory,
    AssessorFactory,
    RegionFactory,
    bring_assessment_to,
    open_instrument_with,
    scored,
)

WEIGHING = (0, 1, 2, Decimal("0.33"), Decimal("7.5"))
WEIGHTS = ((10, (1,)), (20, (2, 1)), (30, (1,)), (20, (1,)), (20, (1,)))


def assessed(instrument, region, sheets):
    """A region that was scored; a sheet that is None was not handed in."""
    assessment = AssessmentFactory(instrument=instrument, region=region)
    seats = [AssessorFactory(assessment=assessment) for _ in sheets]
    bring_assessment_to(assessment, AssessmentState.SCORING)
    for seat, sheet in zip(seats, sheets, strict=True):
        if sheet is not None:
            scored(seat, sheet)
    return assessment


@pytest.mark.django_db
def test_a_total_is_the_mean_of_the_components_by_their_weights():
    instrument = open_instrument_with(WEIGHTS)
    sheets = [[4, 2, 4, 3, 1, 0], [3, 3, 3, 2, 2, 1]]

    result = results.result_of(assessed(instrument, RegionFactory(), sheets))

    means = [Fraction(a + b, 2) for a, b in zip(*sheets, strict=True)]
    second = (2 * means[1] + means[2]) / 3
    expected = (10 * means[0] + 20 * second + 30 * means[3] + 20 * means[4] + 20 * means[5]) / 100
    assert abs(Fraction(result.total) - expected) <= Fraction(1, 20_000)
    assert result.components[1].mean == Decimal("2.8333")
    assert result.is_complete
    assert (result.assessors, result.handed_in, result.missing) == (2, 2, 0)


@pytest.mark.django_db
def test_missing_scores_are_counted_and_weigh_nothing():
    instrument = open_instrument_with()  # 60: two questions, 40: one
    result = results.result_of(
        assessed(instrument, RegionFactory(), [[4, None, 2], None, [2, None, 2]])
    )

    assert (result.assessors, result.handed_in, result.waiting, result.missing) == (3, 2, 1, 1)
    assert [one.missing for one in result.components] == [1, 0]
    assert result.components[0].mean == 3
    assert result.total == Fraction(60 * 3 + 40 * 2, 100)
    assert not result.is_complete


@pytest.mark.django_db
def test_nobody_has_scored_is_no_score_and_not_nought():
    result = results.result_of(assessed(open_instrument_with(), RegionFactory(), [None, None]))

    assert result.total is None
    assert result.missing == result.questions == 3


@pytest.mark.django_db
def test_many_regions_are_counted_by_two_queries(django_assert_num_queries):
    instrument = open_instrument_with()
    made = [RegionFactory() for _ in range(5)]
    for region in made:
        assessed(instrument, region, [[1, 2, 3], [3, 2, 1]])

    with django_assert_num_queries(2):
        found = totals_under(instrument)

    assert set(found) == {region.pk for region in made}
    assert {one.total for one in found.values()} == {2}  # level to the last place
    assert set(totals_under(instrument, regions=made[:1])) == {made[0].pk}
    assert totals_under(instrument, regions=[]) == {}


def figures(one):
    return one.total, one.assessors, one.handed_in, one.questions, one.missing, one.state


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_database_counts_what_fractions_count(seed):
    rng = Random(seed)
    weights = [
        (Decimal(rng.randrange(10_000)) / 100, rng.choices(WEIGHING, k=1 + rng.randrange(4)))
        for _ in range(1 + rng.randrange(5))
    ]
    instrument = open_instrument_with(weights)
    of_all = sum(len(questions) for _, questions in weights)
    made = []
    for _ in range(12):
        sheets = [
            rng.choice([None, [rng.choice([None, *range(5)]) for _ in range(of_all)]])
            for _ in range(rng.randrange(6))
        ]
        made.append(assessed(instrument, RegionFactory(), sheets))

    found = totals_under(instrument)

    slow = {one.region_id: figures(results.result_of(one)) for one in made}
    assert {key: figures(one) for key, one in found.items()} == slow
    assert len({total for total, *_ in slow.values()}) > 3


@pytest.mark.django_db
def test_a_figure_half_way_between_two_is_rounded_upwards_though_thirds_are_in_it():
    parts = [(Decimal("9999.25"), [1]), (Decimal("0.75"), [1, 1, 1])]
    assessment = assessed(open_instrument_with(parts), RegionFactory(), [[0, 1, 1, 0]])

    # 0.75 of two thirds is one half, and that of ten thousand 0.00005 to the last digit.
    expected = Decimal("0.0001")
    [counted] = totals_under(assessment.instrument).values()
    assert (results.result_of(assessment).total, counted.total) == (expected, expected)


values = st.lists(st.integers(0, 4), min_size=6, max_size=6)
weight = st.integers(1, 100)


@given(values=values, weights=st.lists(weight, min_size=6, max_size=6), raised=st.integers(0, 5))
def test_a_mean_stays_on_the_scale_and_rises_with_each_score(values, weights, raised):
    pairs = list(zip(weights, map(Fraction, values), strict=True))
    mean = results._weighed(pairs)
    more = [(w, v + 1 if at == raised else v) for at, (w, v) in enumerate(pairs)]

    assert 0 <= mean <= 4
    assert results._weighed(more) > mean
