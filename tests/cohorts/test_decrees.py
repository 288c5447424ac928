"""A cohort's rules say when the decrees of its regions are late."""

from datetime import date

from cohorts.choosing import decide, nominate
from cohorts.opening import open_cohort
from mandates.standing import standing_of
from tests.factories import DimensionSetFactory, MandateFactory, OutlineFactory


def test_months_until_the_decrees_are_those_under_which_a_region_was_chosen(
    region, people, national
):
    MandateFactory(region=region, date=date(2023, 2, 28))
    assert standing_of(region).due == date(2023, 4, 28)
    cohort = open_cohort(
        2023, by=national, outline=OutlineFactory(), dimension_set=DimensionSetFactory(),
        figures={"months_until_decree": 1},
    )  # fmt: skip
    nomination = nominate(cohort, region, by=national)
    decide(nomination, is_chosen=True, reason="Data lengkap.", by=national)
    assert standing_of(region).due == date(2023, 3, 28)
