"""What a person holds, and what she asks for twice, is read once a request."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from masterplans.models import Masterplan
from regions.access import find_for, get_for
from regions.models import Region


def anew(person):
    """The person as a request brings her."""
    return User.objects.get(pk=person.pk)


def test_a_page_and_its_frame_ask_for_the_masterplan_once(writer, masterplan):
    user = anew(writer)
    with CaptureQueriesContext(connection) as asked:
        found = find_for(user, Masterplan.objects, slug=masterplan.slug)
        again = get_for(
            user, "masterplans.view_masterplan", Masterplan.objects, slug=masterplan.slug
        )
    assert found is again
    assert len(asked) == 2  # what she holds, and the masterplan


def test_what_was_found_opens_nothing(writer, masterplan):
    user = anew(writer)
    find_for(user, Masterplan.objects, slug=masterplan.slug)
    with pytest.raises(PermissionDenied):
        get_for(user, "masterplans.change_masterplan", Masterplan.objects, slug=masterplan.slug)
    with pytest.raises(Http404):
        get_for(user, "masterplans.view_masterplan", Masterplan.objects, slug="lain")


def test_a_stranger_finds_nothing(people, masterplan):
    user = anew(people["stranger"])
    assert find_for(user, Masterplan.objects, slug=masterplan.slug) is None
    with pytest.raises(Http404):
        get_for(user, "masterplans.view_masterplan", Masterplan.objects, slug=masterplan.slug)


@pytest.mark.parametrize("role", ["writer", "province_officer", "national"])
def test_all_that_somebody_may_know_of_is_asked_by_keys(role, people, masterplan, elsewhere):
    user = anew(people[role])
    assert masterplan in Masterplan.objects.visible_to(user)
    assert masterplan.region in Region.objects.visible_to(user)
    assert (elsewhere in Region.objects.visible_to(user)) is user.is_national


def test_who_holds_nothing_knows_of_nothing(people, masterplan):
    user = anew(people["writer"])
    user.memberships.all().delete()
    assert not Masterplan.objects.visible_to(user)
    assert not Region.objects.visible_to(user)
