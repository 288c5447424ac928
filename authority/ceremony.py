"""The root's key is made and kept away from the server; two small files travel between the two.

On the machine with the root (no network, no database): `make_root`, `sign_issuing`. On the server:
`request_issuing`, `import_issuing`. `move_root` takes a root that was made on the server away.
"""

import datetime as dt
import hashlib
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from django.conf import settings

from authority import certificates, dependants, issued, keystore, making
from authority.authorities import Authority, load_authority
from authority.keystore import AuthorityError

NEXT = "issuing-next"  # a key whose certificate is only asked for
SHORTEST_SECRET = 12


def make_root(place: Path, secret: str) -> x509.Certificate:
    """A new root in a folder of this machine, its key opened by `secret` alone."""
    _check_secret(secret)
    with keystore.locked(place):
        if (place / "root.pem").exists():
            raise AuthorityError(f"Di {place} sudah ada kunci akar. Tidak ada yang diubah.")
        making.make_root(place, _now(), secret=secret)
        _write_root_list(place, keystore.open_key(place, "root", secret))
        return keystore.read_certificate(place, "root")


def move_root(place: Path, secret: str, directory: Path | None = None) -> x509.Certificate:
    """Take the root's key away from the server: into `place`, and out of the site's folder."""
    _check_secret(secret)
    directory = Path(directory or settings.AUTHORITY_DIR)
    with keystore.locked(directory), keystore.locked(place):
        if (place / "root.pem").exists():
            raise AuthorityError(f"Di {place} sudah ada kunci akar. Tidak ada yang diubah.")
        root = load_authority(directory).root
        if not keystore.has_key(directory, "root"):
            raise AuthorityError("Kunci akar tidak ada di peladen ini.")
        key = keystore.open_key(directory, "root")
        keystore.write_identity(place, "root", root, key, secret=secret)
        again = keystore.open_key(place, "root", secret)  # before the first one goes
        _write_root_list(place, again)
        keystore.write(directory / "root.crl", (place / "root.crl").read_bytes())
        keystore.write(directory / "root.pem", certificates.to_pem(root))
        return root


def request_issuing(directory: Path | None = None) -> bytes:
    """A key for the issuing authority, kept here, and what the root is asked to certify (PEM)."""
    directory = Path(directory or settings.AUTHORITY_DIR)
    with keystore.locked(directory):
        key = keystore.new_key("issuing", making.LEAF_BITS)
        keystore.write_identity(directory, NEXT, None, key)
        request = certificates.issuing_request(
            key, organisation=settings.SITE_ORGANISATION, base_url=settings.SITE_URL
        )
    return request.public_bytes(serialization.Encoding.PEM)


def sign_issuing(place: Path, secret: str, request_pem: bytes | None = None) -> bytes:
    """What goes back to the server, as PEM: the certificate, the root's and its fresh list.

    Without a request the list alone is new: that is done once a year.
    """
    with keystore.locked(place):
        root = keystore.read_certificate(place, "root")
        key = keystore.open_key(place, "root", secret)
        answer = certificates.to_pem(root)
        if request_pem is not None:
            request = _read_request(request_pem)
            issuing = certificates.issuing_certificate(
                request.public_key(),
                root=root,
                root_key=key,
                base_url=certificates.address_in(request),
                now=_now(),
            )
            answer += certificates.to_pem(issuing)
        _write_root_list(place, key)
        crl = keystore.read_crl(place, "root")
    return answer + crl.public_bytes(serialization.Encoding.PEM)


def import_issuing(
    answer: bytes, directory: Path | None = None, *, replace_lost: bool = False
) -> Authority:
    """Take in what `sign_issuing` gave: with a certificate, seal and time stamps get new keys.

    AuthorityError, and nothing is changed, when a signature does not fit, the certificate is not
    of the key that waits here, or the root is another than the one on which documents depend.
    """
    directory = Path(directory or settings.AUTHORITY_DIR)
    root, issuing, crl = _read_answer(answer)
    with keystore.locked(directory):
        _check_root(directory, root, replace_lost)
        key = _waiting_key(directory, issuing) if issuing else None
        if not (directory / "root.pem").exists() or replace_lost:
            keystore.write(directory / "root.pem", certificates.to_pem(root))
        keystore.write(directory / "root.crl", certificates.to_der(crl))
        if issuing:
            keystore.write_identity(directory, "issuing", issuing, key)
            for identity in ("seal", "tsa"):
                making.make_leaf(directory, identity, _now())
            (directory / f"{NEXT}.pem").unlink()
        making.refresh_lists(directory, _now())
        authority = load_authority(directory)
    issued.write_down_authority(authority.certificates)
    return authority


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate, as readers show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def hash_of(data: bytes) -> str:
    """SHA-256 of what travels, to be compared by eye at both ends."""
    return hashlib.sha256(data).hexdigest()


def _check_secret(secret: str) -> None:
    if len(secret) < SHORTEST_SECRET:
        raise AuthorityError(f"Frasa sandi kunci akar minimal {SHORTEST_SECRET} karakter.")


def _write_root_list(place: Path, key) -> None:
    making.write_list(place, "root", key, _now(), days=certificates.ROOT_CRL_DAYS)


def _read_request(pem: bytes) -> x509.CertificateSigningRequest:
    try:
        request = x509.load_pem_x509_csr(pem)
        certificates.address_in(request)
        fits = request.is_signature_valid and request.public_key().key_size >= making.LEAF_BITS
    except (ValueError, AttributeError) as error:
        raise AuthorityError("Permintaan sertifikat tidak terbaca.") from error
    if not fits:
        raise AuthorityError("Permintaan sertifikat tidak ditandatangani oleh kuncinya sendiri.")
    return request


def _read_answer(answer: bytes):
    """Root, issuing certificate (or none) and list; each signed as it has to be."""
    try:
        root, *others = x509.load_pem_x509_certificates(answer)
        crl = x509.load_pem_x509_crl(answer)
        root.verify_directly_issued_by(root)
        issuing = others[0] if others else None
        if issuing:
            issuing.verify_directly_issued_by(root)
        if not crl.is_signature_valid(root.public_key()):
            raise InvalidSignature
    except (ValueError, TypeError, InvalidSignature) as error:
        raise AuthorityError("Berkas dari komputer akar tidak utuh. Salin lagi.") from error
    return root, issuing, crl


def _check_root(directory: Path, root: x509.Certificate, replace_lost: bool) -> None:
    if replace_lost:
        return
    here = directory / "root.pem"
    if here.exists() and keystore.read_certificate(directory, "root") != root:
        raise AuthorityError(
            "Berkas ini berasal dari akar lain daripada yang dipakai situs ini. Tidak ada yang "
            "diubah."
        )
    if not here.exists() and not dependants.knows(root):
        dependants.refuse_to_replace()


def _waiting_key(directory: Path, issuing: x509.Certificate):
    if not (directory / f"{NEXT}.pem").exists():
        raise AuthorityError("Belum ada permintaan: jalankan `manage.py request_issuing` dahulu.")
    key = keystore.open_key(directory, NEXT)
    if key.public_key() != issuing.public_key():
        raise AuthorityError(
            "Sertifikat ini bukan untuk kunci yang menunggu di peladen ini. Tidak ada yang diubah."
        )
    return key


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
