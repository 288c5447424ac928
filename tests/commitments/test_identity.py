"""A coordinator alone cannot forge the head of region: refused at every door."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse

from commitments import preparing, signing
from commitments.gates import unproven
from commitments.locking import SigningError
from commitments.models import Signature
from commitments.state import state_of
from identities.models import IdentityProof
from identities.proving import IdentityError, confirm
from signing.acts import sign_here
from signing.keeping import Ink, ProofData
from signing.reading import WhatWasRead
from tests.commitments.conftest import WORDS
from tests.commitments.making import opened, put_signature, sign
from tests.factories import PASSWORD, OfficialFactory
from tests.identities.making import accepted
from tests.markup import one_line

pytestmark = pytest.mark.usefixtures("cache_table")


@pytest.fixture
def forged(frozen, region, lead):
    """The coordinator names her own account for the bupati, and has a code app."""
    bupati = OfficialFactory(
        region=region,
        name="Drs. H. Suryanto, M.Si.",
        position="Bupati Banjarnegara",
        is_head_of_region=True,
        user=lead,
        email=lead.email,
    )
    Authenticator.objects.create(user=lead, type="totp", data={"secret": "x"})
    return bupati, preparing.prepare(frozen.editions.get(), **WORDS, officials=[bupati], by=lead)


def test_she_cannot_confirm_herself_not_even_with_an_invitation(forged, lead):
    bupati, commitment = forged
    accepted(bupati)
    with pytest.raises(IdentityError, match="Identitas Anda sendiri"):
        confirm(bupati, by=lead)
    assert unproven(state_of(commitment).signatories) == [
        f"{bupati.name}: Menunggu konfirmasi orang kedua."
    ]


def test_nobody_is_invited_to_sign(forged, lead, authority, signed_in):
    bupati, commitment = forged
    with pytest.raises(SigningError, match=r"Identitas satu penandatangan belum terbukti\. Drs\."):
        preparing.open_for_signing(commitment, by=lead)
    page = signed_in(lead).get(reverse("commitments:detail", args=[commitment.masterplan.slug]))

    said = " ".join(one_line(page.content.decode()).split())
    assert "Buktikan dahulu identitas 1 penandatangan." in said
    assert f"{bupati.name}: Belum diundang ke {lead.email}." in said


def test_neither_verb_nor_page_nor_orm_signs_what_was_opened_past_the_gate(forged, lead, signed_in):
    _, commitment = forged
    opened(commitment)
    place = commitment.signatories.get()

    with pytest.raises(SigningError, match="Belum terbukti bahwa akun ini milik"):
        sign(place)
    with pytest.raises(SigningError, match="Belum terbukti"):
        signing.decline(place, by=lead, reason="Tidak mau.")
    with pytest.raises(IntegrityError, match="Identitas orang ini belum"), transaction.atomic():
        put_signature(place)
    given = {"agree": "on", "method": "typed", "typed_name": "Suryanto", "password": PASSWORD}
    seen = {"ink": Ink("typed", "Suryanto"), "read": WhatWasRead.on(state_of(commitment))}
    with pytest.raises(SigningError, match="Belum terbukti"):
        sign_here(place, by=lead, proof=ProofData("kata sandi + kode aplikasi"), **seen)
    page = reverse("signing:sign", args=[commitment.masterplan.slug])
    assert signed_in(lead).post(page, given).status_code == 422
    assert not Signature.objects.exists()


def test_an_account_that_is_changed_while_signing_runs_signs_no_more(
    commitment, places, officials, lead
):
    officials[0].user = lead
    officials[0].save()

    with pytest.raises(SigningError, match="Belum terbukti"):
        sign(places[0])
    with pytest.raises(IntegrityError, match="Identitas orang ini belum"), transaction.atomic():
        put_signature(places[0])


def test_a_signature_keeps_how_it_was_proven(commitment, places, officials):
    signature = sign(places[0])
    signature.refresh_from_db()
    assert signature.proof == IdentityProof.objects.get(official=officials[0])
