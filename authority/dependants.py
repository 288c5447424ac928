"""What would look forged if the site's authority were replaced: then it is never replaced unasked.

`authority` stands below the rooms that have such things, so they say so: `add_dependant` in their
`apps.py`.
"""

from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from django.db import InterfaceError, OperationalError, ProgrammingError

from authority import certificates, keystore
from authority.keystore import AuthorityError
from authority.models import IssuedCertificate, Purpose
from indonesian import daftar

_registered: dict[str, Callable[[], bool]] = {}

WHAT_TO_DO = (
    "Pulihkan folder otoritas dari cadangan yang sama dengan basis datanya (docs/seal.md, "
    '"When the keys are lost").'
)


def add_dependant(name: str, exists: Callable[[], bool]) -> None:
    """Say what depends on the authority: its name in a sentence, and whether there is any."""
    _registered[name] = exists


def existing() -> list[str]:
    """The names of what there is. A database without our tables has nothing.

    AuthorityError when the database does not answer: then nobody can know.
    """
    try:
        return [name for name, exists in _registered.items() if exists()]
    except ProgrammingError:
        return []
    except (OperationalError, InterfaceError) as error:
        raise AuthorityError(
            "Otoritas sertifikat belum ada dan tidak dibuat, karena basis data tidak dapat "
            "ditanya apakah ada dokumen yang bergantung pada otoritas lama."
        ) from error


def refuse_to_replace() -> None:
    """AuthorityError when something depends on the authority that is gone."""
    if names := existing():
        raise AuthorityError(
            f"Kunci otoritas situs hilang, padahal basis data memuat {daftar(names)}. Otoritas "
            "baru tidak dibuat, karena semua itu akan tampak bukan dari situs ini. " + WHAT_TO_DO
        )


def knows(root: x509.Certificate) -> bool:
    """Whether the database has this root in its book of issued certificates."""
    serial = certificates.serial_in_hex(root.serial_number)
    return IssuedCertificate.objects.filter(purpose=Purpose.ROOT, serial=serial).exists()


def strangeness(directory: Path) -> str:
    """A sentence when this database knows roots, and not the one in the directory; else nothing."""
    root = keystore.read_certificate(directory, "root")
    if knows(root) or not IssuedCertificate.objects.filter(purpose=Purpose.ROOT).exists():
        return ""
    return (
        "Kunci otoritas di peladen ini bukan yang tercatat di basis data, sehingga dokumen yang "
        "ada akan tampak bukan dari situs ini. " + WHAT_TO_DO
    )
