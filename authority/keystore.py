"""The files of the authority: each written whole or not at all, alone, its key encrypted."""

import base64
import binascii
import datetime as dt
import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings

from authority import certificates, hardware

IDENTITIES = ("root", "issuing", "seal", "tsa")
REVOKED = "revoked.txt"
ROOT_LIST = "root.crl"
BUNDLE_VARIABLE = "SIMPUL_AUTHORITY_BUNDLE"
PASSPHRASE_VARIABLE = "SIMPUL_AUTHORITY_PASSPHRASE"  # noqa: S105 (the name of a variable)


class AuthorityError(Exception):
    """The authority cannot be used. The message is a sentence for the reader."""


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the directory alone; a second process waits. The directory is made when missing."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(path: Path, data: bytes) -> None:
    """Replace a file at once, readable by the owner only; a kill leaves the old or the new one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def new_key(identity: str, bits: int):
    """A fresh RSA key: in the hardware token when the site has one, else in a file."""
    return hardware.new_key(identity, bits) if hardware.is_set() else certificates.new_key(bits)


def write_identity(
    directory: Path,
    identity: str,
    certificate: x509.Certificate | None,  # none as long as it is only asked for
    key,
    secret: str | None = None,
) -> None:
    """Certificate and key in one file, so that they can never be of two generations.

    Of a key in a token the file has the name only.
    """
    pem = certificates.to_pem(certificate) if certificate else b""
    if isinstance(key, hardware.TokenKey):
        pem = f"{key.uri}\n".encode() + pem
    else:
        pem = certificates.key_to_pem(key, _stretched(secret) if secret else _password()) + pem
    write(directory / f"{identity}.pem", pem)


def has_key(directory: Path, identity: str) -> bool:
    """Whether a private key, or the name of one in a token, stands in the file."""
    data = (directory / f"{identity}.pem").read_bytes()
    return b"PRIVATE KEY" in data or data.startswith(b"pkcs11:")


def read_certificate(directory: Path, identity: str) -> x509.Certificate:
    """The certificate of one identity. OSError or ValueError when it cannot be read."""
    return x509.load_pem_x509_certificate((directory / f"{identity}.pem").read_bytes())


def read_crl(directory: Path, identity: str) -> x509.CertificateRevocationList:
    """The revocation list of one identity. OSError or ValueError when it cannot be read."""
    return x509.load_der_x509_crl((directory / f"{identity}.crl").read_bytes())


def open_key(directory: Path, identity: str, secret: str | None = None):
    """The private key; AuthorityError when it is missing or does not open."""
    try:
        pem = (directory / f"{identity}.pem").read_bytes()
        if pem.startswith(b"pkcs11:"):
            return hardware.open_key(pem.splitlines()[0].decode())
        return _opened(pem, _stretched(secret) if secret else _password())
    except hardware.TokenError as error:
        raise AuthorityError(str(error)) from error
    except (OSError, ValueError, TypeError) as error:
        raise AuthorityError(
            "Kunci otoritas situs tidak dapat dibuka. Periksa SIMPUL_AUTHORITY_PASSPHRASE dan "
            "SIMPUL_SECRET_KEY: isinya harus sama seperti saat otoritas dibuat."
        ) from error


def revoked(directory: Path) -> dict[int, dt.datetime]:
    """Serial numbers of revoked certificates, with the time of revocation."""
    path = directory / REVOKED
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = (line.split() for line in lines if line.strip())
    try:
        return {int(serial): dt.datetime.fromisoformat(when) for serial, when in pairs}
    except ValueError as error:
        raise AuthorityError(
            "Daftar sertifikat yang dicabut tidak terbaca. Pulihkan dari cadangan."
        ) from error


def revoke(directory: Path, serial: int, when: dt.datetime) -> None:
    """Write a serial number onto the list of revoked certificates."""
    entries = revoked(directory) | {serial: when}
    text = "".join(f"{number} {moment.isoformat()}\n" for number, moment in entries.items())
    write(directory / REVOKED, text.encode())


def pack(directory: Path) -> str:
    """All that machines must share in one line, for the bundle variable; keys stay encrypted."""
    names = [*(f"{identity}.pem" for identity in IDENTITIES), REVOKED]
    files = {name: (directory / name).read_text() for name in names if (directory / name).exists()}
    if not has_key(directory, "root"):  # who has no root's key cannot issue its list
        files[ROOT_LIST] = base64.b64encode((directory / ROOT_LIST).read_bytes()).decode()
    return base64.b64encode(json.dumps(files).encode()).decode()


def unpack(directory: Path) -> None:
    """Make the files equal to the bundle of the environment, when there is one.

    AuthorityError when it is damaged, or when the directory holds another root already.
    """
    packed = os.environ.get(BUNDLE_VARIABLE, "")
    if not packed:
        return
    try:
        files = json.loads(base64.b64decode(packed, validate=True))
        wanted = {name: files[name].encode() for name in (f"{i}.pem" for i in IDENTITIES[:3])}
        # the time stamps' key came later than the first bundles
        wanted |= {name: files[name].encode() for name in ("tsa.pem", REVOKED) if name in files}
        if ROOT_LIST in files:
            wanted[ROOT_LIST] = base64.b64decode(files[ROOT_LIST], validate=True)
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AuthorityError(f"Isi {BUNDLE_VARIABLE} rusak. Salin lagi seutuhnya.") from error
    root = directory / "root.pem"
    if root.exists() and root.read_bytes() != wanted["root.pem"]:
        raise AuthorityError(
            f"Otoritas di peladen ini berbeda dari {BUNDLE_VARIABLE}. Kosongkan salah satunya."
        )
    for name, data in wanted.items():
        if not (directory / name).exists() or (directory / name).read_bytes() != data:
            write(directory / name, data)


def _password() -> bytes:
    """What the keys are encrypted with: a passphrase of its own, else the site's secret key.

    It never lies in the database or beside the keys. The file is that of a systemd credential.
    """
    if path := os.environ.get(f"{PASSPHRASE_VARIABLE}_FILE"):
        return _stretched(Path(path).read_text().strip())
    return _stretched(os.environ.get(PASSPHRASE_VARIABLE) or settings.SECRET_KEY)


# A process that seals does this once for what it has: the same file, the same passphrase. Both of
# them stay in its memory anyway as long as it lives.
@lru_cache(maxsize=8)
def _opened(pem: bytes, password: bytes):
    return serialization.load_pem_private_key(pem, password)


@lru_cache(maxsize=2)
def _stretched(secret: str) -> bytes:
    """The PKCS #8 files themselves use few rounds. 32 MB, about 0.1 s."""
    stretched = hashlib.scrypt(
        secret.encode(), salt=b"simpul authority", n=2**15, r=8, p=1, maxmem=2**26
    )
    return base64.b64encode(stretched)
