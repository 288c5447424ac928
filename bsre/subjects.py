"""Whose certificate it is, as its subject tells: the name, and a person's number if it has one.

Whether certificates of BSrE carry the NIK, and where, is not known here: every part is looked at.
"""

import re

from asn1crypto import x509

NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")


def name_in(certificate: bytes) -> str:
    """The common name of a certificate (DER), empty without one."""
    found = x509.Certificate.load(certificate).subject.native.get("common_name", "")
    return found if isinstance(found, str) else " ".join(found)


def niks_in(certificate: bytes) -> set[str]:
    """Every number of sixteen digits that its subject has."""
    return set(NIK.findall(str(x509.Certificate.load(certificate).subject.native)))
