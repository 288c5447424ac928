"""What the tests of programs share: the dimensions, the address of a page, a filled form."""

import pytest
from django.urls import reverse

from tests.factories import complete_program
from tests.plans import give_dimensions


@pytest.fixture
def parts(masterplan):
    """The four sub-dimensions of the test set, in order."""
    return [sub for one in give_dimensions(masterplan) for sub in one.subdimensions.all()]


OF_ONE = {"add", "detail", "edit", "history", "remove"}  # the pages of one program


@pytest.fixture
def page(masterplan):
    """`page("edit", program.pk)` is the address of a page of programs, or of another room."""

    def address(name, *args):
        room = "programs" if name in OF_ONE else "portfolio"
        name = name if ":" in name else f"{room}:{name}"
        return reverse(name, args=[masterplan.slug, *args])

    return address


@pytest.fixture
def typed(parts, agency):
    """`typed(name="Banter")` is what a browser sends: a short form, with what is said changed."""

    def form(**said):
        empty = {
            "name": "Banter",
            "subdimension": parts[0].pk,
            "agency": agency.pk,
            "kind": "service",
            "is_new": "1",
            "description": "Loket desa.",
            "partners-TOTAL_FORMS": "1",
            "partners-INITIAL_FORMS": "0",
            "partners-0-name": "",
            "partners-0-helix": "government",
            "indicators-TOTAL_FORMS": "1",
            "indicators-INITIAL_FORMS": "0",
            "indicators-0-direction": "up",
        }
        return empty | said

    return form


@pytest.fixture
def browser(signed_in, lead):
    return signed_in(lead)


@pytest.fixture
def program(masterplan, parts):
    return complete_program(masterplan, parts[0], name="Banter")
