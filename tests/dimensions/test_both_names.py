"""Sub-dimensions stand in lists with both names, Indonesian and English (domain.md, section 2)."""

import pytest
from django.urls import reverse

from analyses.column_types import bound
from analyses.columns import KESENJANGAN
from masterplans.creation import create_masterplan
from tests.factories import ProgramFactory

pytestmark = pytest.mark.django_db
BOTH = "Pelayanan publik (Public service)"


@pytest.fixture
def real_plan(reference_data, region, lead):
    return create_masterplan(region, title="Masterplan", first_year=2024, last_year=2033, by=lead)


@pytest.mark.parametrize(
    "page", ["portfolio:board", "strategy:aims", "programs:add", "portfolio:quick"]
)
def test_lists_and_choices_show_both_names(page, real_plan, lead, signed_in):
    sub = real_plan.dimension_set.dimensions.first().subdimensions.first()
    ProgramFactory(masterplan=real_plan, subdimension=sub)

    assert BOTH in signed_in(lead).get(reverse(page, args=[real_plan.slug])).text


def test_a_workbook_offers_both_and_takes_either(real_plan, lead):
    column = bound(KESENJANGAN, real_plan, lead)[0]
    sub = real_plan.dimension_set.dimensions.first().subdimensions.first()

    assert BOTH in column.list
    for written in ("Pelayanan publik", "public service", BOTH):
        assert column.find(written) == str(sub.pk)
