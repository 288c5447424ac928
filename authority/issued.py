"""The book of issued certificates: what is written into it, and how."""

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from authority import certificates
from authority.models import IssuedCertificate, Purpose


def write_down(
    certificate: x509.Certificate, purpose: Purpose, *, name: str, reference: str = ""
) -> IssuedCertificate:
    """Enter a certificate into the book. IntegrityError when its serial or key stands there."""
    return IssuedCertificate.objects.create(
        serial=certificates.serial_in_hex(certificate.serial_number),
        purpose=purpose,
        subject=certificate.subject.rfc4514_string(),
        name=name,
        public_key_sha256=key_hash(certificate.public_key()),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        der=certificates.to_der(certificate),
        reference=reference,
    )


def key_hash(public_key) -> str:
    """SHA-256 of a public key (SubjectPublicKeyInfo, DER), in hexadecimal."""
    der = public_key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()
