"""What the tests of the strategy share: the dimensions, and the address of a page."""

import pytest
from django.urls import reverse

from tests.plans import give_dimensions


@pytest.fixture
def parts(masterplan):
    """The four sub-dimensions of the test set, in order."""
    return [sub for one in give_dimensions(masterplan) for sub in one.subdimensions.all()]


@pytest.fixture
def page(masterplan):
    """`page("aim_edit", aim.pk)` is the address of a page of the strategy."""

    def address(name, *args):
        return reverse(f"strategy:{name}", args=[masterplan.slug, *args])

    return address


@pytest.fixture
def browser(signed_in, lead):
    return signed_in(lead)
