"""The certificates that BSrE issues by, as the agency has got them (`SIMPUL_BSRE_ROOTS`)."""

from pathlib import Path

from asn1crypto import pem
from django.conf import settings


def known_roots() -> list[bytes]:
    """Each certificate of the file as DER, or none when there is no file or nothing in it."""
    try:
        text = Path(settings.BSRE_ROOTS).read_bytes() if settings.BSRE_ROOTS else b""
        return [der for _, _, der in pem.unarmor(text, multiple=True)]
    except (OSError, ValueError):
        return []
