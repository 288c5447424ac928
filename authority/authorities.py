"""The site's own certificate authority: made at the first start, renewed, and found wanting.

It lives in `settings.AUTHORITY_DIR`, outside the repository: files with a private key and its
certificate (`root.pem`, `issuing.pem`, `seal.pem`, `tsa.pem`, readable by the owner only, keys
encrypted) and two revocation lists. Every machine of one site must have the same directory, either
shared or filled from the same `SIMPUL_AUTHORITY_BUNDLE`; otherwise each would seal in another name.
"""

import datetime as dt
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.db import DatabaseError

from authority import certificates, clock, condition, dependants, issued, keystore, making
from authority.condition import REMEDY
from authority.keystore import IDENTITIES, AuthorityError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Authority:
    """The four certificates and the two revocation lists; keys are opened only when needed."""

    directory: Path
    root: x509.Certificate
    issuing: x509.Certificate
    seal: x509.Certificate
    tsa: x509.Certificate  # signs time stamps
    root_crl: x509.CertificateRevocationList
    issuing_crl: x509.CertificateRevocationList

    def key(self, identity: str):
        """The private key of one of them, by its name. AuthorityError when it does not open."""
        return keystore.open_key(self.directory, identity)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the root certificate, as readers show it: pairs of hex digits with colons."""
        return self.root.fingerprint(hashes.SHA256()).hex(":").upper()

    @property
    def seal_serial(self) -> str:
        """The serial number of the seal's certificate, as readers and OpenSSL show it."""
        return certificates.serial_in_hex(self.seal.serial_number)

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return self.root, self.issuing, self.seal

    @property
    def certificates(self) -> dict[str, x509.Certificate]:
        """All four by the names of their files."""
        return dict(zip(IDENTITIES, (*self.chain, self.tsa), strict=True))

    @property
    def crls(self) -> tuple[x509.CertificateRevocationList, ...]:
        return self.root_crl, self.issuing_crl

    def days_left(self, now: dt.datetime | None = None) -> int:
        """Whole days until the first of the certificates ends; negative when it has ended."""
        ends = min(one.not_valid_after_utc for one in self.certificates.values())
        return (ends - (now or _now())).days

    def obstacles(self, now: dt.datetime | None = None) -> list[str]:
        """Why no document can be sealed now; empty when it can."""
        return condition.obstacles(self, now or _now())

    def problems(self, now: dt.datetime | None = None) -> list[str]:
        """Obstacles, and what will become one or makes the keys less safe."""
        return condition.problems(self, now or _now())


def load_authority(directory: Path | None = None) -> Authority:
    """Read the authority; AuthorityError with a sentence when it is missing or damaged."""
    directory = Path(directory or settings.AUTHORITY_DIR)
    try:
        chain = [keystore.read_certificate(directory, identity) for identity in IDENTITIES]
        crls = [keystore.read_crl(directory, identity) for identity in ("root", "issuing")]
    except FileNotFoundError as error:
        raise AuthorityError(f"Otoritas sertifikat situs belum dibuat. {REMEDY}`.") from error
    except (OSError, ValueError) as error:
        raise AuthorityError(
            "Berkas otoritas sertifikat situs tidak terbaca. Pulihkan dari cadangan."
        ) from error
    return Authority(directory, *chain, *crls)


def ensure_authority(
    directory: Path | None = None,
    *,
    now: dt.datetime | None = None,
    replace_lost: bool = False,
    root_here: bool = False,
) -> Authority:
    """Make the authority at the first start, fresh revocation lists later; else change nothing.

    Safe when several processes start at once (a lock file) and when one is killed half way
    (each file is written whole or not at all, and the next call goes on). AuthorityError when files
    are lost, or all are and something in the database depends on them (`add_dependant`): a new root
    would disown it. `replace_lost` is the operator's word that there is no backup. A production
    makes no root by itself (authority/ceremony.py) unless told to keep it on the server.
    """

    def before_making(place: Path) -> None:
        if not replace_lost:
            dependants.refuse_to_replace()
        if settings.PRODUCTION and not root_here and not (place / "root.pem").exists():
            raise AuthorityError(
                "Situs ini belum mempunyai otoritas sertifikat. Buat kunci akarnya di komputer "
                "lain: `manage.py make_root`, lalu `manage.py request_issuing` (docs/seal.md)."
            )

    return _ensure(directory, now, before_making)


def make_authority(directory: Path, *, now: dt.datetime | None = None) -> Authority:
    """The same in a directory on which nothing can depend yet: the database is not asked."""
    return _ensure(directory, now, lambda place: None)


def _ensure(directory, now, before_making) -> Authority:
    directory = Path(directory or settings.AUTHORITY_DIR)
    now = now or _now()
    try:
        with keystore.locked(directory):
            keystore.unpack(directory)
            if making.lacks_authority(directory):
                before_making(directory)
            making.make_what_is_missing(directory, now)
            making.refresh_lists(directory, now)
            return load_authority(directory)
    except OSError as error:
        raise AuthorityError(
            f"Folder otoritas sertifikat situs tidak dapat ditulis: {error.strerror}."
        ) from error


def look_after(
    directory: Path | None = None, *, replace_lost: bool = False, root_here: bool = False
) -> Authority:
    """What every start and the daily task do: ensure, and write the certificates into the book.

    AuthorityError also when these keys are those of another site than this database's.
    """
    directory = Path(directory or settings.AUTHORITY_DIR)
    if (directory / "root.pem").exists() and not replace_lost and (sentence := _strange(directory)):
        raise AuthorityError(sentence)
    authority = ensure_authority(directory, replace_lost=replace_lost, root_here=root_here)
    try:
        issued.write_down_authority(authority.certificates)
    except DatabaseError:  # lists have to be fresh also while the database is away
        logger.warning("The site's certificates could not be written into the book.")
    return authority


def keep_fresh() -> int:
    """The scheduled part: fresh revocation lists, all certificates in the book. Makes no root.

    How many lists were issued. AuthorityError when the keys do not open or are not ours.
    """
    if not (settings.AUTHORITY_DIR / "root.pem").exists():
        return 0
    before = load_authority().crls
    return sum(new != old for new, old in zip(look_after().crls, before, strict=True))


def _strange(directory: Path) -> str:
    """What `dependants.strangeness` says; nothing while the database is away."""
    try:
        return dependants.strangeness(directory)
    except DatabaseError:
        return ""


def _wrong_clock() -> str:
    try:
        return clock.disagreement()
    except DatabaseError:  # the health page has a sentence of its own for that
        return ""


def renew_seal(
    directory: Path | None = None, *, revoke_old: bool = False, now: dt.datetime | None = None
) -> Authority:
    """A new key and certificate for the seal; documents sealed before stay valid.

    With `revoke_old` (the key may be known to others) the old certificate goes onto the
    revocation list, and documents sealed with it are told by their known hash only.
    """
    return _renew("seal", directory, revoke_old, now)


def renew_timestamps(
    directory: Path | None = None, *, revoke_old: bool = False, now: dt.datetime | None = None
) -> Authority:
    """A new key and certificate for time stamps; what was stamped before stays so."""
    return _renew("tsa", directory, revoke_old, now)


def _renew(identity, directory, revoke_old, now) -> Authority:
    if os.environ.get(keystore.BUNDLE_VARIABLE):
        raise AuthorityError(
            f"Otoritas situs ini berasal dari {keystore.BUNDLE_VARIABLE}. Perbarui segel di mesin "
            "tanpa variabel itu, lalu salin isi baru dari `ensure_authority --bundle`."
        )
    directory = Path(directory or settings.AUTHORITY_DIR)
    now = now or _now()
    with keystore.locked(directory):
        authority = load_authority(directory)
        if revoke_old:
            keystore.revoke(directory, authority.certificates[identity].serial_number, now)
        making.make_leaf(directory, identity, now)
        making.refresh_lists(directory, now)
        return load_authority(directory)


def problems(directory: Path | None = None, *, now: dt.datetime | None = None) -> list[str]:
    """What the operator should know about the authority, in sentences. Never raises."""
    return _sentences(directory, lambda authority: authority.problems(now))


def obstacles(directory: Path | None = None, *, now: dt.datetime | None = None) -> list[str]:
    """What keeps a document from being sealed: asked before anybody is invited to sign."""
    return _sentences(directory, lambda authority: authority.obstacles(now))


def obstacles_until(day: dt.date | None, *, now: dt.datetime | None = None) -> list[str]:
    """What keeps a document from being sealed at any time until the end of a day (a deadline).

    Without a day, what keeps it from that now.
    """
    if day is None:
        return obstacles(now=now)
    return _sentences(
        None, lambda authority: condition.obstacles_until(authority, day, now or _now())
    )


def _sentences(directory, ask) -> list[str]:
    """What is asked of the authority, behind what is wrong with its being here at all."""
    directory = Path(directory or settings.AUTHORITY_DIR)
    try:
        authority = load_authority(directory)
    except AuthorityError as error:
        return [str(error)]
    here = [sentence for sentence in (_strange(directory), _wrong_clock()) if sentence]
    return [*here, *ask(authority)]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
