"""What is wrong with an authority, or soon will be: sentences for the operator.

An obstacle keeps a document from being sealed; a problem is an obstacle, what will become one, or
what makes the keys less safe. Nothing here asks the database.
"""

import datetime as dt

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from authority import certificates, keystore
from authority.keystore import IDENTITIES, AuthorityError
from indonesian import in_zone, tanggal

REMEDY = "Pengelola situs perlu menjalankan `manage.py ensure_authority"
CEREMONY = "Sertifikat baru dibuat dengan kunci akar: `manage.py request_issuing`."
NAMES = {
    "root": "Sertifikat akar situs",
    "issuing": "Sertifikat penerbit situs",
    "seal": "Sertifikat segel situs",
    "tsa": "Sertifikat penanda waktu situs",
}
REMEDIES = {
    "root": "Otoritas situs perlu dibuat baru.",
    "issuing": CEREMONY,
    "seal": f"{REMEDY} --renew-seal`.",
    "tsa": f"{REMEDY} --renew-timestamps`.",
}
# Months ahead: a seal is renewed by one command, the others need a person with the root's key.
WARN_DAYS = {"root": 730, "issuing": 365, "seal": 120, "tsa": 120}
OLD_LIST = dt.timedelta(days=25)  # lists are issued again after 20 days; nobody did it for 5
ROOT_LIST_WARN = dt.timedelta(days=60)  # that of a root in a safe has to be fetched


def obstacles(authority, now: dt.datetime) -> list[str]:
    """Why no document can be sealed now; empty when it can."""
    found = [
        f"{NAMES[identity]} berakhir pada {_day(certificate)}. {REMEDIES[identity]}"
        for identity, certificate in authority.certificates.items()
        if now > certificate.not_valid_after_utc
    ]
    if now < max(one.not_valid_before_utc for one in authority.certificates.values()):
        found.append(
            "Sertifikat segel situs belum berlaku. Periksa jam peladen, kemungkinan terlambat."
        )
    if not _is_one_chain(authority):
        found.append(
            "Sertifikat segel situs tidak diterbitkan oleh otoritas situs ini. "
            "Pulihkan berkas otoritas dari cadangan."
        )
    try:
        revoked = keystore.revoked(authority.directory)
        found += [
            f"{NAMES[identity]} telah dicabut. {REMEDIES[identity]}"
            for identity in ("seal", "tsa")
            if authority.certificates[identity].serial_number in revoked
        ]
        return found + _unfit_keys(authority)
    except AuthorityError as error:
        return [*found, str(error)]


def obstacles_until(authority, day: dt.date, now: dt.datetime) -> list[str]:
    """What is or becomes an obstacle before the end of a day: asked before people are invited."""
    until = dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)
    return obstacles(authority, now) + [
        f"{NAMES[identity]} berakhir pada {_day(certificate)}, sebelum penandatanganan selesai "
        f"pada {tanggal(day)}. {REMEDIES[identity]}"
        for identity, certificate in authority.certificates.items()
        if now <= certificate.not_valid_after_utc < until
    ]


def problems(authority, now: dt.datetime) -> list[str]:
    """Obstacles, and what will become one or makes the keys less safe."""
    found = obstacles(authority, now)
    for identity, certificate in authority.certificates.items():
        left = (certificate.not_valid_after_utc - now).days
        if 0 <= left < WARN_DAYS[identity]:
            found.append(
                f"{NAMES[identity]} berakhir {left} hari lagi, pada {_day(certificate)}. "
                f"{REMEDIES[identity]}"
            )
    found += _old_lists(authority, now)
    if settings.SITE_URL.startswith(
        "https://"
    ) and settings.SITE_URL not in certificates.list_address(authority.seal):
        found.append(
            "Alamat situs berubah sejak segel dibuat, sehingga alamat daftar pencabutan di "
            f"dalam sertifikat sudah salah. {REMEDY} --renew-seal`."
        )
    return found + _open_files(authority)


def _old_lists(authority, now: dt.datetime) -> list[str]:
    """Revocation lists that have ended, or that nobody issues again."""
    found = []
    if now > min(crl.next_update_utc for crl in authority.crls):
        found.append(f"Daftar pencabutan sertifikat sudah kedaluwarsa. {REMEDY}`.")
    elif now - authority.issuing_crl.last_update_utc > OLD_LIST:
        found.append(
            "Daftar pencabutan sertifikat sudah lebih dari 25 hari tidak diperbarui. Periksa "
            f"pekerja latar. {REMEDY}`."
        )
    if (
        not keystore.has_key(authority.directory, "root")
        and 0 <= (authority.root_crl.next_update_utc - now).days < ROOT_LIST_WARN.days
    ):
        found.append(
            "Daftar pencabutan dari akar segera berakhir. Buat yang baru di komputer yang "
            "menyimpan kunci akar: `manage.py sign_issuing`, lalu `manage.py import_issuing`."
        )
    return found


def _open_files(authority) -> list[str]:
    """Keys that lie where they should not, or that others can read."""
    found = []
    for identity in IDENTITIES:
        if (authority.directory / f"{identity}.pem").stat().st_mode & 0o077:
            found.append(
                f"Berkas kunci {identity}.pem dapat dibaca pengguna lain di peladen. "
                "Ubah izinnya menjadi 0600."
            )
    if settings.PRODUCTION and keystore.has_key(authority.directory, "root"):
        found.append(
            "Kunci akar masih tersimpan di peladen. Pindahkan ke media yang disimpan terkunci: "
            "`manage.py make_root --move`."
        )
    return found


def _unfit_keys(authority) -> list[str]:
    return [
        f"Kunci untuk {NAMES[identity].lower()} bukan pasangan sertifikatnya."
        for identity in ("issuing", "seal", "tsa")
        if authority.key(identity).public_key() != authority.certificates[identity].public_key()
    ]


def _is_one_chain(authority) -> bool:
    try:
        authority.issuing.verify_directly_issued_by(authority.root)
        authority.seal.verify_directly_issued_by(authority.issuing)
        authority.tsa.verify_directly_issued_by(authority.issuing)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _day(certificate) -> str:
    return tanggal(in_zone(certificate.not_valid_after_utc, settings.TIME_ZONE))
