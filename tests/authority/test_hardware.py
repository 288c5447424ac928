"""Keys in a token that never leave it: SoftHSM stands in for the hardware."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from authority import certificates, hardware, tokens
from authority.authorities import load_authority, make_authority, obstacles, renew_seal
from seals.examination import examine
from seals.trust import trust_in
from tests.authority.conftest import run
from tests.authority.test_timestamps import digest_request
from tests.seals.conftest import plain_pdf, seal

__all__ = ["plain_pdf"]
LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
pytestmark = [
    pytest.mark.system,
    pytest.mark.django_db,
    pytest.mark.skipif(not LIBRARY.exists(), reason="needs softhsm2 (docs/seal.md, Hardware)"),
]


@pytest.fixture(scope="session")
def token(tmp_path_factory):
    """A token of this run; the library reads its settings once for a process."""
    place = tmp_path_factory.mktemp("softhsm")
    (place / "tokens").mkdir()
    (place / "softhsm2.conf").write_text(f"directories.tokendir = {place / 'tokens'}\n")
    os.environ["SOFTHSM2_CONF"] = str(place / "softhsm2.conf")
    slot = ("--init-token", "--free", "--label", "simpul", "--so-pin", "87654321", "--pin", "1234")
    run("softhsm2-util", *slot)
    return place


@pytest.fixture
def with_token(token, monkeypatch):
    monkeypatch.setenv("SIMPUL_PKCS11_MODULE", str(LIBRARY))
    monkeypatch.setenv("SIMPUL_PKCS11_TOKEN", "simpul")
    monkeypatch.setenv("SIMPUL_PKCS11_PIN", "1234")


@pytest.mark.usefixtures("with_token")
def test_a_document_is_sealed_and_stamped_by_keys_that_never_leave_their_token(
    settings, plain_pdf, monkeypatch, tmp_path
):
    authority = make_authority(settings.AUTHORITY_DIR)

    for identity in ("issuing", "seal", "tsa"):
        text = (authority.directory / f"{identity}.pem").read_bytes()
        assert text.startswith(b"pkcs11:token=simpul;object=simpul-")
        assert b"PRIVATE KEY" not in text
        with pytest.raises(NotImplementedError):
            authority.key(identity).private_bytes(
                serialization.Encoding.DER,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
    assert examine(seal(plain_pdf, authority), trust_in(authority)).sound
    (tmp_path / "root").write_bytes(certificates.to_pem(authority.root))
    (tmp_path / "issuing").write_bytes(certificates.to_pem(authority.issuing))
    (tmp_path / "asked").write_bytes(digest_request(cert_req=True))
    (tmp_path / "reply").write_bytes(tokens.answer(digest_request(cert_req=True), authority))
    done = run(
        "openssl", "ts", "-verify", "-queryfile", tmp_path / "asked", "-in", tmp_path / "reply",
        "-CAfile", tmp_path / "root", "-untrusted", tmp_path / "issuing",
    )  # fmt: skip
    assert "Verification: OK" in done.stdout + done.stderr
    former = authority.key("seal").label
    assert renew_seal().key("seal").label != former
    assert obstacles() == []

    monkeypatch.setenv("SIMPUL_PKCS11_PIN", "salah")
    (sentence,) = obstacles()
    assert sentence.startswith("Token kunci (PKCS #11) tidak dapat dipakai")
    assert "salah" not in sentence


@pytest.mark.usefixtures("with_token")
def test_a_token_that_is_not_plugged_in_is_told(settings, monkeypatch):
    monkeypatch.setenv("SIMPUL_PKCS11_TOKEN", "lain")

    with pytest.raises(hardware.TokenError, match="SIMPUL_PKCS11_TOKEN"):
        hardware.new_key("seal", 3072)


def test_a_site_without_a_token_keeps_its_keys_in_files(authority):
    assert not hardware.is_set()
    assert load_authority().key("seal").private_numbers()
