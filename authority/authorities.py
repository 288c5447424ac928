"""The site's own certificate authority: made at the first start, renewed, and found wanting.

It lives in `settings.AUTHORITY_DIR`, outside the repository: files with a private key and its
certificate (`root.pem`, `issuing.pem`, `seal.pem`, `tsa.pem`, readable by the owner only, keys
encrypted) and two revocation lists. Every machine of one site must have the same directory, either
shared or filled from the same `SIMPUL_AUTHORITY_BUNDLE`; otherwise each would seal in another name.
"""

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from django.conf import settings

from authority import certificates, keystore
from authority.keystore import IDENTITIES, AuthorityError
from indonesian import in_zone, tanggal

ROOT_BITS, LEAF_BITS = 4096, 3072
WARN_DAYS = 60  # long enough to renew between two office holidays
CRL_REFRESH = dt.timedelta(days=20)  # a list is good for 30 days
REMEDY = "Pengelola situs perlu menjalankan `manage.py ensure_authority"
# Nobody may take our certificates for those of a certified provider (PSrE).
PROVIDERS = re.compile(
    r"bsre|bssn|balai sertifikasi|badan siber|osd lu|psre|root ca|peruri|privy|digisign|tilaka"
    r"|xignature|i-?otentik|digital identity",
    re.IGNORECASE,
)


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
    def crls(self) -> tuple[x509.CertificateRevocationList, ...]:
        return self.root_crl, self.issuing_crl

    def days_left(self, now: dt.datetime | None = None) -> int:
        """Whole days until the first certificate of the chain ends; negative when it has ended."""
        return (self._ends() - (now or _now())).days

    def obstacles(self, now: dt.datetime | None = None) -> list[str]:
        """Why no document can be sealed now; empty when it can."""
        now = now or _now()
        found = []
        if now > self._ends():
            found.append(
                f"Sertifikat segel situs berakhir pada {self._end_date()}. {self._remedy()}"
            )
        if now < max(c.not_valid_before_utc for c in self.chain):
            found.append(
                "Sertifikat segel situs belum berlaku. Periksa jam peladen, kemungkinan terlambat."
            )
        if not self._is_one_chain():
            found.append(
                "Sertifikat segel situs tidak diterbitkan oleh otoritas situs ini. "
                "Pulihkan berkas otoritas dari cadangan."
            )
        if self.seal.serial_number in keystore.revoked(self.directory):
            found.append(f"Sertifikat segel situs telah dicabut. {REMEDY} --renew-seal`.")
        try:
            if self.key("seal").public_key() != self.seal.public_key():
                found.append("Kunci segel situs bukan pasangan sertifikatnya.")
        except AuthorityError as error:
            found.append(str(error))
        return found

    def problems(self, now: dt.datetime | None = None) -> list[str]:
        """Obstacles, and what will become one or makes the keys less safe."""
        now = now or _now()
        found = self.obstacles(now)
        if 0 <= self.days_left(now) < WARN_DAYS:
            found.append(
                f"Sertifikat segel situs berakhir {self.days_left(now)} hari lagi, pada "
                f"{self._end_date()}. {self._remedy()}"
            )
        if now > min(crl.next_update_utc for crl in self.crls):
            found.append(f"Daftar pencabutan sertifikat sudah kedaluwarsa. {REMEDY}`.")
        if (
            settings.SITE_URL.startswith("https://")
            and settings.SITE_URL not in self._crl_address()
        ):
            found.append(
                "Alamat situs berubah sejak segel dibuat, sehingga alamat daftar pencabutan di "
                f"dalam sertifikat sudah salah. {REMEDY} --renew-seal`."
            )
        for identity in IDENTITIES:
            if (self.directory / f"{identity}.pem").stat().st_mode & 0o077:
                found.append(
                    f"Berkas kunci {identity}.pem dapat dibaca pengguna lain di peladen. "
                    "Ubah izinnya menjadi 0600."
                )
        return found

    def _ends(self) -> dt.datetime:
        return min(certificate.not_valid_after_utc for certificate in self.chain)

    def _end_date(self) -> str:
        return tanggal(in_zone(self._ends(), settings.TIME_ZONE))

    def _remedy(self) -> str:
        if self._ends() == self.seal.not_valid_after_utc:
            return f"{REMEDY} --renew-seal`."
        return "Otoritas situs perlu dibuat baru."

    def _crl_address(self) -> str:
        extension = self.seal.extensions.get_extension_for_class(x509.CRLDistributionPoints)
        return extension.value[0].full_name[0].value

    def _is_one_chain(self) -> bool:
        try:
            self.issuing.verify_directly_issued_by(self.root)
            self.seal.verify_directly_issued_by(self.issuing)
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True


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


def ensure_authority(directory: Path | None = None, *, now: dt.datetime | None = None) -> Authority:
    """Make the authority at the first start, fresh revocation lists later; else change nothing.

    Safe when several processes start at once (a lock file) and when one is killed half way
    (each file is written whole or not at all, and the next call goes on). Never replaces a
    certificate: a lost file is an AuthorityError, because a new root would disown old documents.
    """
    directory = Path(directory or settings.AUTHORITY_DIR)
    now = now or _now()
    try:
        with keystore.locked(directory):
            keystore.unpack(directory)
            _make_what_is_missing(directory, now)
            _refresh_lists(directory, now)
            return load_authority(directory)
    except OSError as error:
        raise AuthorityError(
            f"Folder otoritas sertifikat situs tidak dapat ditulis: {error.strerror}."
        ) from error


def renew_seal(
    directory: Path | None = None, *, revoke_old: bool = False, now: dt.datetime | None = None
) -> Authority:
    """A new key and certificate for the seal; documents sealed before stay valid.

    With `revoke_old` (the key may be known to others) the old certificate goes onto the
    revocation list, and documents sealed with it are told by their known hash only.
    """
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
            keystore.revoke(directory, authority.seal.serial_number, now)
        _make_leaf(directory, "seal", now)
        _refresh_lists(directory, now)
        return load_authority(directory)


def problems(directory: Path | None = None, *, now: dt.datetime | None = None) -> list[str]:
    """What the operator should know about the authority, in sentences. Never raises."""
    try:
        return load_authority(directory).problems(now)
    except AuthorityError as error:
        return [str(error)]


def obstacles(directory: Path | None = None, *, now: dt.datetime | None = None) -> list[str]:
    """What keeps a document from being sealed: asked before anybody is invited to sign."""
    try:
        return load_authority(directory).obstacles(now)
    except AuthorityError as error:
        return [str(error)]


def resembles_provider(name: str) -> bool:
    """Whether somebody could take this name for that of a certified provider."""
    return bool(PROVIDERS.search(name))


def _make_what_is_missing(directory: Path, now: dt.datetime) -> None:
    """Root, then issuing, then seal: a file above one that exists must not be missing."""
    present = [(directory / f"{identity}.pem").exists() for identity in IDENTITIES[:3]]
    if present != sorted(present, reverse=True):
        raise AuthorityError(
            "Sebagian berkas otoritas sertifikat situs hilang. Pulihkan dari cadangan: otoritas "
            "baru tidak dibuat agar dokumen yang sudah disegel tetap dapat diperiksa."
        )
    if not present[0]:
        _make_root(directory, now)
    if not present[1]:
        _make_issuing(directory, now)
    for identity in ("seal", "tsa"):
        if not (directory / f"{identity}.pem").exists():
            _make_leaf(directory, identity, now)


def _make_root(directory: Path, now: dt.datetime) -> None:
    organisation = settings.SITE_ORGANISATION
    if resembles_provider(organisation):
        raise AuthorityError(
            "Nama penyelenggara situs tidak boleh menyerupai penyelenggara sertifikasi "
            "elektronik. Ubah SIMPUL_ORGANISATION."
        )
    key = certificates.new_key(ROOT_BITS)
    certificate = certificates.root_certificate(key, organisation=organisation, now=now)
    keystore.write_identity(directory, "root", certificate, key)


def _make_issuing(directory: Path, now: dt.datetime) -> None:
    key = certificates.new_key(LEAF_BITS)
    certificate = certificates.issuing_certificate(
        key,
        root=keystore.read_certificate(directory, "root"),
        root_key=keystore.open_key(directory, "root"),
        base_url=settings.SITE_URL,
        now=now,
    )
    keystore.write_identity(directory, "issuing", certificate, key)


def _make_leaf(directory: Path, identity: str, now: dt.datetime) -> None:
    """The seal's certificate or that of the time stamps, with a new key."""
    make = {
        "seal": certificates.seal_certificate,
        "tsa": certificates.timestamp_certificate,
    }[identity]
    key = certificates.new_key(LEAF_BITS)
    certificate = make(
        key,
        issuing=keystore.read_certificate(directory, "issuing"),
        issuing_key=keystore.open_key(directory, "issuing"),
        base_url=settings.SITE_URL,
        now=now,
    )
    keystore.write_identity(directory, identity, certificate, key)


def _refresh_lists(directory: Path, now: dt.datetime) -> None:
    """Issue each revocation list that is missing, damaged, incomplete or old."""
    for identity in ("root", "issuing"):
        if not _is_fresh(directory, identity, now):
            _write_list(directory, identity, now)


def _is_fresh(directory: Path, identity: str, now: dt.datetime) -> bool:
    issuer = keystore.read_certificate(directory, identity)
    try:
        crl = keystore.read_crl(directory, identity)
        signed = crl.is_signature_valid(issuer.public_key())
    except (OSError, ValueError):
        return False
    complete = _revoked_by(directory, identity).keys() <= {entry.serial_number for entry in crl}
    return signed and complete and now - crl.last_update_utc <= CRL_REFRESH


def _write_list(directory: Path, identity: str, now: dt.datetime) -> None:
    crl = certificates.revocation_list(
        keystore.read_certificate(directory, identity),
        keystore.open_key(directory, identity),
        revoked=_revoked_by(directory, identity),
        now=now,
    )
    keystore.write(directory / f"{identity}.crl", certificates.to_der(crl))


def _revoked_by(directory: Path, identity: str) -> dict[int, dt.datetime]:
    """Only seals are revoked, and the issuing authority made them."""
    return keystore.revoked(directory) if identity == "issuing" else {}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
