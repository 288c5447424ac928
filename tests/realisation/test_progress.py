"""What the figures propose: by the state, by indicators, by money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realisation.models import FrozenTarget
from realisation.progress import Attainment, proposed_percent


def reached(value, target=100, *, baseline=None, direction="up"):
    frozen = FrozenTarget(
        value=Decimal(target),
        baseline=None if baseline is None else Decimal(baseline),
        direction=direction,
    )
    return Attainment(frozen, None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("one", "share", "is_met"),
    [
        (reached(None), 0, False),
        (reached(50), 0.5, False),
        (reached(75, baseline=50), 0.5, False),
        (reached(40, baseline=50), 0, False),  # it went back
        (reached(100), 1, True),
        (reached(120), 1, True),
        (reached(8, 5, baseline=10, direction="down"), 0.4, False),
        (reached(5, 5, baseline=10, direction="down"), 1, True),
        (reached(8, 5, direction="down"), 0, False),  # nobody knows where it began
        (reached(4, 5, baseline=5), 0, False),  # nothing was to change
    ],
    ids=["unreported", "half", "half of the way", "back", "met", "more", "down", "down met",
         "down without a beginning", "no way"],
)  # fmt: skip
def test_a_target_is_reached_by_the_part_of_its_way(one, share, is_met):
    assert one.share == pytest.approx(share)
    assert one.is_met is is_met


@pytest.mark.parametrize(
    ("state", "targets", "planned", "realised", "percent"),
    [
        ("not_started", [reached(50)], 100, 50, 0),
        ("cancelled", [reached(50)], 100, 50, 0),
        ("done", [reached(50)], 100, 0, 100),
        ("running", [reached(50), reached(None)], 100, 100, 25),
        ("running", [], 100, 40, 40),
        ("running", [], 100, 150, 100),
        ("delayed", [], 0, 50, 0),
    ],
)
def test_the_state_counts_first_then_indicators_then_money(
    state, targets, planned, realised, percent
):
    assert proposed_percent(state, targets, planned=planned, realised=realised) == percent


@given(
    value=st.integers(-1000, 1000),
    target=st.integers(-1000, 1000),
    baseline=st.none() | st.integers(-1000, 1000),
    direction=st.sampled_from(["up", "down"]),
)
def test_no_figures_give_less_than_nothing_or_more_than_all(value, target, baseline, direction):
    one = reached(value, target, baseline=baseline, direction=direction)
    assert 0 <= one.share <= 1
    assert 0 <= proposed_percent("running", [one], planned=0, realised=0) <= 100
