"""Addresses that are worked out once for all keys."""

import pytest
from django.urls import NoReverseMatch, reverse

from regions.addresses import address


@pytest.mark.parametrize(
    ("page", "args"),
    [
        ("monitoring:regions", ()),
        ("monitoring:region", ("33.04",)),
        ("stages:overview", ("kota-yogyakarta-3471-2025-2034",)),
        ("programs:edit", ("kota-7-2025", 7)),
        ("programs:edit", ("kota-7-2025", 987)),
    ],
)
def test_an_address_is_that_of_reverse(page, args):
    assert address(page, *args) == reverse(page, args=args)
    assert address(page, *args) == reverse(page, args=args)


def test_a_page_that_is_none_has_no_address():
    with pytest.raises(NoReverseMatch):
        address("programs:none", 7)
