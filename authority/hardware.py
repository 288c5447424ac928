"""Keys in a hardware token (PKCS #11): they sign inside and never come out.

Asked for by SIMPUL_PKCS11_MODULE (the maker's library), SIMPUL_PKCS11_TOKEN (the token's label) and
SIMPUL_PKCS11_PIN (or ..._PIN_FILE). New keys of issuing authority, seal and time stamps are then
made in the token. It takes the package python-pkcs11, which a site without a token does not need.
"""

import os
import secrets
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

MODULE, TOKEN, PIN = "SIMPUL_PKCS11_MODULE", "SIMPUL_PKCS11_TOKEN", "SIMPUL_PKCS11_PIN"

_alone = threading.Lock()  # a token has one conversation at a time


class TokenError(Exception):
    """The token cannot be used. The message is a sentence for the operator."""


def is_set() -> bool:
    """Whether new keys belong into a token."""
    return bool(os.environ.get(MODULE))


def new_key(identity: str, bits: int) -> "TokenKey":
    """A fresh RSA key in the token, which nobody can take out. TokenError."""
    label = f"simpul-{identity}-{secrets.token_hex(4)}"
    with _session() as session:
        session.generate_keypair(_pkcs11().KeyType.RSA, bits, label=label, store=True)
    return _key(os.environ[TOKEN], label)


def open_key(uri: str) -> "TokenKey":
    """The key that a URI (RFC 7512) names. TokenError when it is not there."""
    parts = dict(part.split("=", 1) for part in uri.removeprefix("pkcs11:").split(";"))
    return _key(unquote(parts["token"]), unquote(parts["object"]))


class TokenKey(rsa.RSAPrivateKey):
    """A key as `cryptography` and its certificates use one: it signs, and that is all."""

    def __init__(self, token: str, label: str, public: rsa.RSAPublicKey):
        self.token, self.label, self.public = token, label, public

    @property
    def uri(self) -> str:
        return f"pkcs11:token={quote(self.token)};object={quote(self.label)};type=private"

    @property
    def key_size(self) -> int:
        return self.public.key_size

    def public_key(self) -> rsa.RSAPublicKey:
        return self.public

    def sign(self, data: bytes, padding_: padding.PKCS1v15, algorithm: hashes.SHA256) -> bytes:
        """RSA with PKCS #1 v1.5 and SHA-256, the one way in which the site signs. TokenError."""
        if not isinstance(padding_, padding.PKCS1v15) or not isinstance(algorithm, hashes.SHA256):
            raise NotImplementedError("A token signs with PKCS #1 v1.5 and SHA-256.")
        pkcs11 = _pkcs11()
        with _session(self.token) as session:
            key = session.get_key(pkcs11.ObjectClass.PRIVATE_KEY, label=self.label)
            return bytes(key.sign(bytes(data), mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))

    def _never(self, *args, **kwargs):
        raise NotImplementedError("The key stays in its token.")

    decrypt = private_numbers = private_bytes = _never

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _key(token: str, label: str) -> TokenKey:
    pkcs11 = _pkcs11()
    with _session(token) as session:
        public = session.get_key(pkcs11.ObjectClass.PUBLIC_KEY, label=label)
        modulus = int.from_bytes(public[pkcs11.Attribute.MODULUS], "big")
        exponent = int.from_bytes(public[pkcs11.Attribute.PUBLIC_EXPONENT], "big")
    return TokenKey(token, label, rsa.RSAPublicNumbers(exponent, modulus).public_key())


@contextmanager
def _session(token: str | None = None):
    """One conversation with the token; a fault of it is told as a TokenError."""
    fault = _pkcs11().PKCS11Error
    try:
        with _alone:
            library = _library(os.environ.get(MODULE, ""), os.getpid())
            found = library.get_token(token_label=token or os.environ.get(TOKEN, ""))
            with found.open(rw=True, user_pin=_pin()) as session:
                yield session
    except (fault, OSError, RuntimeError) as error:
        raise TokenError(
            f"Token kunci (PKCS #11) tidak dapat dipakai: {type(error).__name__}. Periksa "
            f"{MODULE}, {TOKEN}, dan {PIN}, serta apakah perangkatnya terpasang."
        ) from error


def _pin() -> str:
    if path := os.environ.get(f"{PIN}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(PIN, "")


def _pkcs11():
    try:
        import pkcs11  # only a site with a token installs it
    except ImportError as error:
        raise TokenError("Paket Python python-pkcs11 belum dipasang di peladen.") from error
    return pkcs11


@cache
def _library(path: str, process: int):
    """The maker's library, read in once by every process."""
    return _pkcs11().lib(path)
