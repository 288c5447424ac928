"""A pokja lead writes in her dimension; what belongs to another pokja she reads."""

import pytest
from django.urls import reverse

from accounts.models import User
from programs.rules import programs_to_write
from tests.factories import DimensionFactory, ProgramFactory, SubDimensionFactory, UserFactory


@pytest.fixture
def hers(masterplan, agency):
    subdimension = SubDimensionFactory(dimension__set=masterplan.dimension_set)
    return ProgramFactory(masterplan=masterplan, agency=agency, subdimension=subdimension)


@pytest.fixture
def other(masterplan, agency):
    dimension = DimensionFactory(set=masterplan.dimension_set, code="branding", order=2)
    subdimension = SubDimensionFactory(dimension=dimension)
    return ProgramFactory(masterplan=masterplan, agency=agency, subdimension=subdimension)


def lead_of(people):
    return User.objects.get(pk=people["dimension_lead"].pk)


def test_a_pokja_lead_does_not_rename_a_program_of_another_dimension(
    masterplan, hers, other, people, signed_in
):
    masterplan.teams.create(dimension=hers.subdimension.dimension, lead=people["dimension_lead"])
    browser = signed_in(people["dimension_lead"])
    for program, status in ((hers, 200), (other, 403)):
        where = reverse("programs:edit", args=[masterplan.slug, program.pk])
        assert browser.get(where).status_code == status
    answer = browser.post(
        reverse("programs:edit", args=[masterplan.slug, other.pk]), {"name": "Diganti"}
    )
    other.refresh_from_db()
    assert other.name != "Diganti"
    assert answer.status_code in (403, 409, 422)
    assert list(programs_to_write(lead_of(people), masterplan)) == [hers]


def test_who_is_named_for_no_dimension_writes_where_nobody_else_was_named(
    masterplan, hers, other, people
):
    assert set(programs_to_write(lead_of(people), masterplan)) == {hers, other}

    masterplan.teams.create(dimension=other.subdimension.dimension, lead=UserFactory())
    assert list(programs_to_write(lead_of(people), masterplan)) == [hers]


def test_a_coordinator_writes_in_all_dimensions(masterplan, hers, other, people):
    masterplan.teams.create(dimension=hers.subdimension.dimension, lead=people["dimension_lead"])
    assert set(programs_to_write(people["lead"], masterplan)) == {hers, other}
