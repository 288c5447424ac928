"""What tests begin with is made once, and no test sees what another did to it."""

import pytest
from django.db import connection, connections

from masterplans.models import Masterplan
from regions.models import Region
from tests.shared import HOUSE


def standing():
    return [name for name, _, _ in HOUSE.floors]


def test_a_test_changes_its_own_copy(masterplan, people):
    assert standing()[:2] == ["people", "masterplan"]
    masterplan.title = people["lead"].name = "Diubah"
    masterplan.save()


def test_the_next_finds_it_as_it_was_made(masterplan, people):
    assert masterplan.title == Masterplan.objects.get().title == "Masterplan Smart City"
    assert people["lead"].name != "Diubah"


def test_who_asks_for_nothing_finds_nothing(db):
    assert standing() == []
    assert not Region.objects.exists()


def test_a_part_without_its_floor_is_alone(region):
    assert list(Region.objects.all()) == [region.parent, region]


@pytest.mark.django_db(transaction=True)
def test_who_commits_has_its_own(masterplan):
    assert standing() == []
    assert Masterplan.objects.get() == masterplan


@pytest.mark.parametrize("time", [1, 2])
def test_a_closed_connection_is_no_misfortune_for_the_next(people, time):
    assert Region.objects.count() == 4
    connection.close()


@pytest.mark.parametrize("time", [1, 2])
def test_a_lost_server_process_is_none_either(people, time):
    assert Region.objects.count() == 4
    connection.connection.close()


def test_a_browser_after_it_changes_the_connection(masterplan):
    assert standing() == ["people", "masterplan"]


def test_what_stands_is_left_behind_with_the_connection(playwright, people):
    assert HOUSE.connection is connections["default"]
    assert Region.objects.count() == 4
