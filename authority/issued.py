"""The book of issued certificates: what is written into it, and how."""

import hashlib
from contextlib import suppress

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.db import IntegrityError, transaction

from authority import certificates
from authority.models import IssuedCertificate, Purpose


def write_down(
    certificate: x509.Certificate, purpose: Purpose, *, name: str, reference: str = ""
) -> IssuedCertificate:
    """Enter a certificate into the book. IntegrityError when its serial or key stands there."""
    return IssuedCertificate.objects.create(
        serial=certificates.serial_in_hex(certificate.serial_number),
        purpose=purpose,
        subject=certificate.subject.rfc4514_string()[:400],
        name=name[:250],
        public_key_sha256=key_hash(certificate.public_key()),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        der=certificates.to_der(certificate),
        reference=reference,
    )


def write_down_authority(chain: dict[str, x509.Certificate]) -> None:
    """Enter those of the site's certificates (by their files' names) that are not in the book."""
    numbers = {
        certificates.serial_in_hex(certificate.serial_number): (identity, certificate)
        for identity, certificate in chain.items()
    }
    known = IssuedCertificate.objects.filter(serial__in=numbers).values_list("serial", flat=True)
    for serial in numbers.keys() - set(known):
        identity, certificate = numbers[serial]
        purpose = Purpose.TIMESTAMP if identity == "tsa" else Purpose(identity)
        with suppress(IntegrityError), transaction.atomic():  # another process was faster
            write_down(certificate, purpose, name=certificates.common_name(certificate))


def key_hash(public_key) -> str:
    """SHA-256 of a public key (SubjectPublicKeyInfo, DER), in hexadecimal."""
    der = public_key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()
