"""One certificate for one signature: the key is made in the browser and never comes here."""

import datetime as dt

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.conf import settings

from authority import certificates, clock, issued
from authority.authorities import AuthorityError, load_authority
from authority.models import IssuedCertificate, Purpose

LONGEST_KEY = 200  # a P-256 key takes 91 bytes


class KeyRefused(ValueError):  # noqa: N818
    """The public key cannot be certified. The message is a sentence for the reader."""


def issue_personal(
    public_key_der: bytes,
    *,
    common_name: str,
    position: str,
    organisation: str,
    reference: str,
    now: dt.datetime | None = None,
) -> x509.Certificate:
    """A certificate of one hour for a P-256 key (SPKI as DER), written into the book.

    Call it inside the transaction of the signature: what is rolled back was not issued. KeyRefused
    when the key is none of P-256, was certified before (a key signs once) or the name is that of a
    certified provider; AuthorityError when the site has no authority, its key does not open, or its
    clock is wrong.
    """
    public_key = _p256(public_key_der)
    if not common_name.strip() or certificates.resembles_provider(common_name):
        raise KeyRefused("Nama penanda tangan tidak dapat ditulis dalam sertifikat.")
    sha256 = issued.key_hash(public_key)
    if IssuedCertificate.objects.filter(public_key_sha256=sha256).exists():
        raise KeyRefused("Kunci ini sudah pernah dipakai. Muat ulang halaman, lalu ulangi.")
    if wrong := clock.disagreement():
        raise AuthorityError(wrong)
    authority = load_authority()
    certificate = certificates.personal_certificate(
        public_key,
        certificates.Person(common_name, position, organisation, reference),
        issuing=authority.issuing,
        issuing_key=authority.key("issuing"),
        base_url=settings.SITE_URL,
        now=(now or dt.datetime.now(dt.UTC)).replace(microsecond=0),
    )
    issued.write_down(certificate, Purpose.PERSONAL, name=common_name, reference=reference)
    return certificate


def _p256(der: bytes) -> ec.EllipticCurvePublicKey:
    """The key, when it is a point on P-256; OpenSSL refuses points that lie elsewhere."""
    try:
        key = load_der_public_key(der if len(der) <= LONGEST_KEY else b"")
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyRefused("Kunci dari peramban tidak terbaca.") from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyRefused("Kunci dari peramban bukan kunci P-256.")
    return key
