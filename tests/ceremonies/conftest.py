"""A commitment that is signed in a hall: a bupati with an account, two guests beside her."""

import pytest

from ceremonies.holding import open_ceremony
from commitments.models import Signatory
from identities.proving import confirm, guest_account
from tests.authority.conftest import authority, made_authority
from tests.commitments.conftest import frozen
from tests.commitments.making import commitment_for, opened
from tests.factories import OfficialFactory
from tests.shared import floor

__all__ = ["authority", "frozen", "made_authority"]

GUESTS = [
    ("Prof. Dr. Akhmad Sodiq, M.Sc.", "Rektor", "academic", "rektor@unsoed.ac.id"),
    ("Siti Rahmawati", "Ketua", "community", "siti@desawisata.example"),
]


@floor
def signing(frozen, people):
    """Opened for signing; the bupati and the two guests side by side."""
    commitment = commitment_for(frozen, people["signatory"])
    commitment.signatories.update(capacity="head")
    for name, position, capacity, email in GUESTS:
        official = OfficialFactory(
            region=commitment.region,
            name=name,
            position=position,
            institution="Universitas Jenderal Soedirman",
            email=email,
        )
        confirm(official, by=people["national"])
        Signatory.objects.create(
            commitment=commitment,
            order=1,
            official=official,
            user=guest_account(official),
            is_guest=True,
            name=name,
            position=position,
            capacity=capacity,
        )
    return opened(commitment)


@pytest.fixture
def ceremony(signing, lead):
    return open_ceremony(signing, by=lead)
