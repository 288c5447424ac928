"""The six dimensions with three subdimensions each, as `load_dimensions` stores them."""

import json

import pytest
from django.core.management import call_command

from dimensions.management.commands.load_dimensions import SOURCE, load_dimensions
from dimensions.models import Dimension, DimensionSet, SubDimension

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    call_command("load_dimensions", verbosity=0)
    return DimensionSet.objects.get()


def rows():
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (DimensionSet, Dimension, SubDimension)
    ]


def test_the_six_dimensions_stand_in_the_order_of_the_ministry(loaded):
    assert loaded.version == "kominfo-2017"
    assert [(d.order, d.code, d.name, d.key, d.icon) for d in loaded.dimensions.all()] == [
        (1, "governance", "Smart Governance", "gov", "bank"),
        (2, "branding", "Smart Branding", "bra", "megaphone"),
        (3, "economy", "Smart Economy", "eco", "shop"),
        (4, "living", "Smart Living", "liv", "house-heart"),
        (5, "society", "Smart Society", "soc", "people"),
        (6, "environment", "Smart Environment", "env", "tree"),
    ]


def test_every_dimension_has_three_subdimensions_that_say_what_they_cover(loaded):
    for dimension in loaded.dimensions.all():
        parts = list(dimension.subdimensions.all())

        assert [part.order for part in parts] == [1, 2, 3]
        assert all(part.name and part.english and part.aliases for part in parts)
        assert all(part.covers.endswith(".") for part in parts)


def test_every_dimension_has_an_aim_in_one_indonesian_sentence(loaded):
    for dimension in loaded.dimensions.all():
        assert dimension.local_name.endswith("cerdas")
        assert dimension.aim.endswith(".")
        assert dimension.aim.count(".") == 1


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("smart government", "governance"),
        ("smart economic", "economy"),
        ("smart people", "society"),
    ],
)
def test_a_name_seen_in_the_press_leads_to_one_dimension(loaded, alias, code):
    assert loaded.dimensions.get(aliases__contains=[alias]).code == code


def test_no_alias_leads_to_two_dimensions_or_to_two_subdimensions_of_one(loaded):
    def names(thing):
        return {alias.casefold() for alias in [thing.name, *thing.aliases]}

    def assert_distinct(things):
        together = [name for thing in things for name in names(thing)]
        assert len(together) == len(set(together))

    assert_distinct(loaded.dimensions.all())
    for dimension in loaded.dimensions.all():
        assert_distinct(dimension.subdimensions.all())


def test_aliases_are_written_in_small_letters_for_matching(loaded):
    for thing in [*Dimension.objects.all(), *SubDimension.objects.all()]:
        assert thing.aliases == [alias.casefold().strip() for alias in thing.aliases]


def test_loading_twice_changes_nothing(loaded):
    before = rows()

    call_command("load_dimensions", verbosity=0)

    assert rows() == before


def test_a_corrected_wording_reaches_the_row_that_is_there(loaded):
    data = json.loads(SOURCE.read_text(encoding="utf-8"))
    data["dimensions"][0]["subdimensions"][0]["name"] = "Layanan publik"
    before = SubDimension.objects.get(dimension__code="governance", order=1)

    load_dimensions(data)

    after = SubDimension.objects.get(dimension__code="governance", order=1)
    assert (after.pk, after.name) == (before.pk, "Layanan publik")
