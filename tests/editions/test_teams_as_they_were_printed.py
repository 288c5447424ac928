"""Whom a frozen book has named in its team list stays there (decision 0040)."""

import json
from importlib import import_module

from django.apps import apps

from editions.actions import keep_edition
from tests.factories import OfficialFactory

moving = import_module("editions.migrations.0002_teams_as_they_were_printed")


def in_team(region):
    return set(region.officials.filter(in_team=True).values_list("name", flat=True))


def edition_of(masterplan, by, *officials):
    content = json.dumps({"team": {"officials": list(officials)}})
    return keep_edition(masterplan, content=content, books=(), by=by)


def test_those_whom_a_frozen_book_has_named_keep_their_place(masterplan, region, lead, elsewhere):
    for name in ("Ani", "Budi", "Cici"):
        OfficialFactory(region=region, name=name)
    OfficialFactory(region=elsewhere, name="Ani")
    edition_of(masterplan, lead, {"name": "Ani"}, {"name": "Budi", "in_team": False})

    moving.keep_those_who_were_printed(apps, None)

    assert in_team(region) == {"Ani"}  # Budi was left out by somebody, Cici came later
    assert in_team(elsewhere) == set()


def test_a_region_that_never_froze_a_plan_is_asked(region, masterplan):
    OfficialFactory(region=region, name="Ani")

    moving.keep_those_who_were_printed(apps, None)

    assert in_team(region) == set()
