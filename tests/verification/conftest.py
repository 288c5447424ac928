"""A sealed commitment, and the fixtures that lead there."""

import pytest
from django.test import override_settings

from signing.sealing import seal_commitment
from tests.authority.conftest import an_authority, authority, made_authority
from tests.commitments.conftest import (
    commitment,
    frozen,
    officials,
    places,
    prepared,
    shown,
)
from tests.seals.conftest import plain_pdf, sealed_pdf
from tests.shared import floor
from tests.signing.conftest import sign_in_browser

__all__ = [
    "authority",
    "commitment",
    "frozen",
    "made_authority",
    "officials",
    "places",
    "plain_pdf",
    "prepared",
    "sealed_pdf",
    "shown",
]


@floor
def signed_by_all(shown):
    """Signed by all three, sealed by the worker's task."""
    with override_settings(AUTHORITY_DIR=an_authority().directory):
        for place in shown.signatories.select_related("user"):
            sign_in_browser(place)
        seal_commitment.call(shown.pk)
    shown.refresh_from_db()
    return shown


@pytest.fixture
def sealed(signed_by_all, authority):
    """The same, and the authority that sealed it."""
    return signed_by_all


@pytest.fixture
def pdf(sealed):
    """The bytes of the sealed document."""
    return bytes(sealed.document.pdf)
