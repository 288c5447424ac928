"""A sealed commitment, and the fixtures that lead there."""

import pytest

from commitments.tasks import seal_commitment
from tests.commitments.conftest import commitment, frozen, officials, places, prepared
from tests.commitments.making import sign
from tests.seals.conftest import authority, made_authority, plain_pdf, sealed_pdf

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
]


@pytest.fixture
def sealed(commitment, places):
    """Signed by all three, sealed by the worker's task."""
    for place in places:
        sign(place)
    seal_commitment.call(commitment.pk)
    commitment.refresh_from_db()
    return commitment


@pytest.fixture
def pdf(sealed):
    """The bytes of the sealed document."""
    return bytes(sealed.document.pdf)
