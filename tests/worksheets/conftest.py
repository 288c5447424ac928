"""What the tests of the analyses share: dimensions, addresses, a filled form."""

import pytest
from django.urls import reverse

from tests.plans import give_dimensions


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


OF_POKJA = {"arrange", "merge", "pokja", "pokja_kind"}


@pytest.fixture
def at(masterplan):
    """`at("edit", "isu", 4)` is the address of a page of the analyses."""

    def address(name, *args):
        room = "compiling" if name in OF_POKJA else "worksheets"
        return reverse(f"{room}:{name}", args=[masterplan.slug, *args])

    return address


@pytest.fixture
def typed(dimensions, agency):
    """`typed(title="…")` is what a browser sends for an issue, with what is said changed."""

    def form(**said):
        issue = {
            "dimension": dimensions[0].pk,
            "agency": agency.pk,
            "title": "Posyandu jauh dari dusun",
            "description": "37 dusun lebih dari lima kilometer dari posyandu.",
            "source": "Dinas Kesehatan, 2023",
        }
        return issue | said

    return form
