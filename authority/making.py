"""How the files of an authority come to be. Each function expects the lock on the directory."""

import datetime as dt
from pathlib import Path

from django.conf import settings

from authority import certificates, keystore
from authority.keystore import AuthorityError

ROOT_BITS, LEAF_BITS = 4096, 3072
CRL_REFRESH = dt.timedelta(days=20)  # a list is good for 30 days


def lacks_authority(directory: Path) -> bool:
    """Whether a root or an issuing authority would have to be made. AuthorityError when torn.

    A file above one that exists must not be missing: a new one would disown what was issued.
    """
    levels = (("root",), ("issuing",), ("seal", "tsa"))
    present = [any((directory / f"{name}.pem").exists() for name in names) for names in levels]
    if present != sorted(present, reverse=True):
        raise AuthorityError(
            "Sebagian berkas otoritas sertifikat situs hilang. Pulihkan dari cadangan: otoritas "
            "baru tidak dibuat agar dokumen yang sudah disegel tetap dapat diperiksa."
        )
    return not all(present[:2])


def make_what_is_missing(directory: Path, now: dt.datetime) -> None:
    """Root, then issuing, then seal and time stamps; a call that was cut short is continued."""
    lacks_authority(directory)
    if not (directory / "root.pem").exists():
        make_root(directory, now)
    if not (directory / "issuing.pem").exists():
        _make_issuing(directory, now)
    for identity in ("seal", "tsa"):
        if not (directory / f"{identity}.pem").exists():
            make_leaf(directory, identity, now)


def make_root(directory: Path, now: dt.datetime, *, secret: str | None = None) -> None:
    """A root of the site's owner; its key opens with `secret`, or as the others do."""
    organisation = settings.SITE_ORGANISATION
    if certificates.resembles_provider(organisation):
        raise AuthorityError(
            "Nama penyelenggara situs tidak boleh menyerupai penyelenggara sertifikasi "
            "elektronik. Ubah SIMPUL_ORGANISATION."
        )
    key = certificates.new_key(ROOT_BITS)
    certificate = certificates.root_certificate(key, organisation=organisation, now=now)
    keystore.write_identity(directory, "root", certificate, key, secret=secret)


def make_leaf(directory: Path, identity: str, now: dt.datetime) -> None:
    """The seal's certificate or that of the time stamps, with a new key."""
    make = {
        "seal": certificates.seal_certificate,
        "tsa": certificates.timestamp_certificate,
    }[identity]
    key = keystore.new_key(identity, LEAF_BITS)
    certificate = make(
        key,
        issuing=keystore.read_certificate(directory, "issuing"),
        issuing_key=keystore.open_key(directory, "issuing"),
        base_url=settings.SITE_URL,
        now=now,
    )
    keystore.write_identity(directory, identity, certificate, key)


def refresh_lists(directory: Path, now: dt.datetime) -> None:
    """Issue each revocation list that is missing, damaged, incomplete or old.

    That of a root whose key is elsewhere stays as it is.
    """
    for identity in ("root", "issuing"):
        if keystore.has_key(directory, identity) and not _is_fresh(directory, identity, now):
            write_list(directory, identity, keystore.open_key(directory, identity), now)


def write_list(directory: Path, identity: str, key, now: dt.datetime, **validity) -> None:
    """Issue the revocation list of one authority."""
    crl = certificates.revocation_list(
        keystore.read_certificate(directory, identity),
        key,
        revoked=_revoked_by(directory, identity),
        now=now,
        **validity,
    )
    keystore.write(directory / f"{identity}.crl", certificates.to_der(crl))


def _make_issuing(directory: Path, now: dt.datetime) -> None:
    key = keystore.new_key("issuing", LEAF_BITS)
    certificate = certificates.issuing_certificate(
        key.public_key(),
        root=keystore.read_certificate(directory, "root"),
        root_key=keystore.open_key(directory, "root"),
        base_url=settings.SITE_URL,
        now=now,
    )
    keystore.write_identity(directory, "issuing", certificate, key)


def _is_fresh(directory: Path, identity: str, now: dt.datetime) -> bool:
    issuer = keystore.read_certificate(directory, identity)
    try:
        crl = keystore.read_crl(directory, identity)
        signed = crl.is_signature_valid(issuer.public_key())
    except (OSError, ValueError):
        return False
    complete = _revoked_by(directory, identity).keys() <= {entry.serial_number for entry in crl}
    return signed and complete and now - crl.last_update_utc <= CRL_REFRESH


def _revoked_by(directory: Path, identity: str) -> dict[int, dt.datetime]:
    """Only end certificates are revoked here, and the issuing authority made them."""
    return keystore.revoked(directory) if identity == "issuing" else {}
