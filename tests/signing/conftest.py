"""A commitment whose letter has real fields, and a browser's key that signs as WebCrypto does."""

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from commitments.state import state_of
from signing.acts import finish, prepare
from signing.keeping import Ink, ProofData
from signing.reading import WhatWasRead
from tests.authority.conftest import authority, made_authority
from tests.commitments.conftest import commitment, frozen, officials, places, prepared, sent, shown
from tests.commitments.making import STROKE
from tests.seals.conftest import pdfsig

__all__ = [
    "authority",
    "commitment",
    "frozen",
    "made_authority",
    "officials",
    "pdfsig",
    "places",
    "prepared",
    "sent",
    "shown",
]

PROOF = ProofData("kata sandi + kode aplikasi", address="10.1.2.3", agent="Peramban uji")
DRAWN = Ink("drawn", drawing=STROKE)


class BrowserKey:
    """What static/js/signing-key.js does: a key that only signs, and answers raw (r and s)."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.spki = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, attributes) -> bytes:
        numbers = decode_dss_signature(self.key.sign(bytes(attributes), ec.ECDSA(hashes.SHA256())))
        return b"".join(number.to_bytes(32, "big") for number in numbers)


def read(place):
    return WhatWasRead.on(state_of(place.commitment))


def ready(place, key, **changes):
    """A place that waits for the answer of this key."""
    given = {"by": place.user, "read": read(place), "proof": PROOF, "ink": DRAWN} | changes
    return prepare(place, public_key=key.spki, **given)


def sign_in_browser(place):
    """Sign as a browser does; the signature."""
    key = BrowserKey()
    waiting = ready(place, key)
    return finish(waiting, by=place.user, signature=key.sign(waiting.attributes))


@pytest.fixture
def key():
    return BrowserKey()
