"""A commitment of which some sign by BSrE, and the loopback server that signs for them."""

import pytest
from asn1crypto import pem
from django.test import override_settings

from commitments import preparing
from commitments.capacities import Provider, SigningRole
from commitments.proposing import SignatoryPlace
from commitments.tasks import show_letter
from tests.authority.conftest import an_authority
from tests.bsre.conftest import loopback, running
from tests.bsre.loopback import BUPATI, PASSPHRASE, SEKDA
from tests.bsre.signing import authority as of_bsre
from tests.commitments.conftest import WORDS
from tests.shared import floor

__all__ = ["loopback", "running"]
SECRETS = {"nik": BUPATI, "passphrase": PASSPHRASE}
EXPERT = SEKDA  # the other person whom the loopback server knows


def roots():
    """A file with the certificates that the loopback server issues by."""
    path = an_authority().directory.parent / "bsre.pem"
    path.write_bytes(pem.armor("CERTIFICATE", of_bsre().root_der))
    return str(path)


@floor
def mixed(frozen, officials, people):
    """Opened: the bupati signs by BSrE, then side by side the Sekda here and the expert by BSrE."""
    bupati, sekda, expert = officials
    places = [
        SignatoryPlace(bupati, 1, provider=Provider.BSRE),
        SignatoryPlace(sekda, 2),
        SignatoryPlace(expert, 2, role=SigningRole.WITNESS, provider=Provider.BSRE),
    ]
    return opened(frozen, places, people["lead"])


@floor
def alone(frozen, officials, people):
    """Opened: nobody but the bupati signs, by a server of BSrE that marks by words."""
    place = SignatoryPlace(officials[0], 1, provider=Provider.BSRE)
    return opened(frozen, [place], people["lead"], "?mark=tag")


def opened(plan, places, lead, options=""):
    """A commitment with these places, opened, its letter shown."""
    there = {"SIMPUL_BSRE_URL": f"http://simpul:x@127.0.0.1:9{options}"}
    with override_settings(
        AUTHORITY_DIR=an_authority().directory, BSRE_SERVERS=there, BSRE_ROOTS=roots()
    ):
        commitment = preparing.prepare(plan.editions.get(), **WORDS, officials=places, by=lead)
        preparing.open_for_signing(commitment, by=lead)
        show_letter.call(commitment.pk)
    commitment.refresh_from_db()
    return commitment


@pytest.fixture(params=[2])
def commitment(authority, loopback, settings, request):
    """The mixed one with a server of this version; "alone" for the other."""
    if request.param == "alone":
        made, options = request.getfixturevalue("alone"), {"version": 2, "mark": "tag"}
    else:
        made, options = request.getfixturevalue("mixed"), {"version": request.param}
    settings.BSRE_SERVERS = {"SIMPUL_BSRE_URL": loopback.address(**options)}
    settings.BSRE_ROOTS = roots()
    loopback.people = {
        BUPATI: ("DRS. H. SURYANTO, M.SI.", BUPATI),
        EXPERT: ("Dewi Pramesti", ""),
    }
    return made
