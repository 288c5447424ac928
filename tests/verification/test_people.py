"""What the public page says of each signatory: kind of signature, proof, who confirmed her."""

import pytest
from cryptography.hazmat.primitives import serialization

from signing import kinds
from tests.verification.test_pages import show, text

pytestmark = pytest.mark.usefixtures("cache_table")


def test_the_page_says_how_each_proved_who_she_is_and_who_confirmed_it(sealed, client):
    said = text(show(client, sealed))

    own = "Menegaskan diri: kata sandi + kode aplikasi; kunci sekali pakai di perambannya."
    assert said.count(own) == 3
    for place in sealed.signatories.select_related("signature__proof__confirmed_by"):
        proof = place.signature.proof
        confirmed = f"dikonfirmasi {proof.confirmed_by.name}, {proof.get_confirmed_as_display()}."
        assert f"Identitas: {proof.get_way_display()}; {confirmed}" in said


def test_only_a_chain_to_a_root_of_bsre_is_called_one(
    sealed, client, settings, tmp_path, made_authority
):
    settings.BSRE_ROOTS = str(tmp_path / "akar.pem")
    kinds._of_bsre.cache_clear()
    assert text(show(client, sealed)).count("Elektronik, tidak tersertifikasi") == 3

    kinds._of_bsre.cache_clear()
    pem = made_authority.root.public_bytes(serialization.Encoding.PEM)  # as if it were theirs
    (tmp_path / "akar.pem").write_bytes(pem)
    said = text(show(client, sealed))
    kinds._of_bsre.cache_clear()
    assert said.count("Elektronik, sertifikat BSrE") == 3
    assert "menggunakan sertifikat elektronik yang diterbitkan oleh BSrE, BSSN." in said
    assert "tidak tersertifikasi" not in said
