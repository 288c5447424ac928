"""Whether a signature is one of BSrE, and what may be said of a document because of it.

Nobody's name in a certificate proves it: a chain to a certificate that the site's owner has put
into `SIMPUL_BSRE_ROOTS` does. Without that file no signature is called one of BSrE.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InvalidCertificateError,
    PathBuildingError,
    PathValidationError,
)

from bsre.roots import known_roots
from limits.threads import in_own_thread

ALL = (
    "Dokumen ini ditandatangani secara elektronik menggunakan sertifikat elektronik yang"
    " diterbitkan oleh BSrE, BSSN."
)
SOME = (
    "Sertifikat elektronik yang diterbitkan oleh BSrE, BSSN dipakai pada {some} dari {all} tanda"
    " tangan; selebihnya tanda tangan elektronik tidak tersertifikasi."
)


def is_of_bsre(certificate: bytes, brought: Iterable[bytes], *, at: datetime) -> bool:
    """Whether a signer's certificate (DER) was BSrE's at that time; nothing is fetched.

    `brought` are the other certificates of the signature. Revocation is for who checks the
    signature itself.
    """
    roots = known_roots()
    if not roots:
        return False
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        other_certs=[x509.Certificate.load(one) for one in brought],
        moment=at,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    try:
        validator = CertificateValidator(
            x509.Certificate.load(certificate), validation_context=context
        )
        in_own_thread(lambda: asyncio.run(validator.async_validate_usage({"non_repudiation"})))
    except (ValueError, PathBuildingError, PathValidationError, InvalidCertificateError):
        return False
    return True


def sentence_on(verified: list[bool]) -> str:
    """What may be said of a document of which each personal signature was verified so, or not.

    The sentence of BSrE only when all are; a mixed document is called one; else nothing.
    """
    if verified and all(verified):
        return ALL
    if any(verified):
        return SOME.format(some=sum(verified), all=len(verified))
    return ""
