"""What scores come to: recomputed here from the raw scores by another way than the room's."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import results
from instruments.models import AssessmentState
from tests.factories import (
    AssessmentFactory,
    AssessorFactory,
    RegionFactory,
    bring_assessment_to,
    open_instrument_with,
    scored,
)

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
@pytest.mark.parametrize("regions", [1, 5])
def test_many_regions_are_read_by_three_queries(regions, django_assert_num_queries):
    instrument = open_instrument_with()
    made = [RegionFactory() for _ in range(regions)]
    for region in made:
        assessed(instrument, region, [[1, 2, 3], [3, 2, 1]])

    with django_assert_num_queries(3):
        found = results.results_under(instrument)

    assert set(found) == {region.pk for region in made}
    assert {one.total for one in found.values()} == {2}  # level to the last place
    assert set(results.results_under(instrument, regions=made[:1])) == {made[0].pk}


values = st.lists(st.integers(0, 4), min_size=6, max_size=6)
weight = st.integers(1, 100)


@given(values=values, weights=st.lists(weight, min_size=6, max_size=6), raised=st.integers(0, 5))
def test_a_mean_stays_on_the_scale_and_rises_with_each_score(values, weights, raised):
    pairs = list(zip(weights, map(Fraction, values), strict=True))
    mean = results._weighed(pairs)
    more = [(w, v + 1 if at == raised else v) for at, (w, v) in enumerate(pairs)]

    assert 0 <= mean <= 4
    assert results._weighed(more) > mean
