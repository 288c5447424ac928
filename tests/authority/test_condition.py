"""What is wrong with the authority, or soon will be, is told in time and in sentences."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from authority import authorities, certificates, clock, keystore
from authority.authorities import (
    ensure_authority,
    load_authority,
    obstacles,
    problems,
    renew_seal,
)

pytestmark = [pytest.mark.system, pytest.mark.django_db]

NOW = dt.datetime.now(dt.UTC)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda d: (d / "seal.pem").unlink(), "belum dibuat"),
        (lambda d: (d / "seal.pem").write_text("bukan sertifikat"), "tidak terbaca"),
        (lambda d: (d / "issuing.crl").write_bytes(b"\x30\x03"), "tidak terbaca"),
        (
            lambda d: (d / "seal.pem").write_bytes((d / "root.pem").read_bytes()),
            "tidak diterbitkan",
        ),
        (lambda d: (d / "revoked.txt").write_text("bukan angka"), "tidak terbaca"),
    ],
)
def test_damage_is_told_in_a_sentence_before_anybody_is_invited(authority, damage, sentence):
    assert obstacles() == []

    damage(authority.directory)

    assert len(obstacles()) == 1
    assert sentence in obstacles()[0]
    assert obstacles()[0] in problems()


def test_an_authority_that_was_never_made_is_an_obstacle():
    assert problems() == obstacles()
    assert obstacles() == [
        "Otoritas sertifikat situs belum dibuat. "
        "Pengelola situs perlu menjalankan `manage.py ensure_authority`."
    ]


def test_a_key_of_another_passphrase_is_an_obstacle_that_names_the_variable(authority, monkeypatch):
    monkeypatch.setenv("SIMPUL_AUTHORITY_PASSPHRASE", "sandi lain")

    assert len(obstacles()) == 1
    assert "SIMPUL_AUTHORITY_PASSPHRASE" in obstacles()[0]


def test_an_expired_certificate_is_told_with_its_date(authority):
    ended = authority.seal.not_valid_after_utc.astimezone(ZoneInfo("Asia/Jakarta"))
    later = ended + dt.timedelta(days=1)

    assert authority.days_left(later) == -1
    (sentence,) = authority.obstacles(later)
    assert sentence.startswith(f"Sertifikat segel situs berakhir pada {ended.day} ")
    assert str(ended.year) in sentence
    assert "--renew-seal" in sentence


def test_the_end_is_announced_months_before_and_hinders_nobody(authority):
    ended = authority.seal.not_valid_after_utc
    early, later = ended - dt.timedelta(days=121), ended - dt.timedelta(days=110)

    assert ensure_authority(now=early).problems(early) == []
    (sentence,) = ensure_authority(now=later).problems(later)
    assert sentence.startswith("Sertifikat segel situs berakhir 110 hari lagi")
    assert authority.obstacles(later) == []


def test_the_ends_of_issuing_authority_and_root_are_announced_a_year_and_two_before(authority):
    soon = authority.issuing.not_valid_after_utc - dt.timedelta(days=300)

    said = " ".join(authority.problems(soon))
    assert "Sertifikat penerbit situs berakhir 300 hari lagi" in said
    assert "request_issuing" in said
    soon = authority.root.not_valid_after_utc - dt.timedelta(days=700)
    assert "Sertifikat akar situs berakhir 700 hari lagi" in " ".join(authority.problems(soon))


def test_before_inviting_one_asks_whether_all_lasts_until_the_deadline(authority):
    ends = authority.seal.not_valid_after_utc.date()

    assert authorities.obstacles_until(ends - dt.timedelta(days=1)) == []
    (sentence,) = authorities.obstacles_until(ends + dt.timedelta(days=1))
    assert sentence.startswith("Sertifikat segel situs berakhir pada")
    assert "sebelum penandatanganan selesai" in sentence
    assert "--renew-seal" in sentence


def test_a_clock_before_the_beginning_is_told(authority):
    assert authority.obstacles(NOW - dt.timedelta(days=2)) == [
        "Sertifikat segel situs belum berlaku. Periksa jam peladen, kemungkinan terlambat."
    ]


def test_a_key_file_that_others_can_read_is_told(authority):
    (authority.directory / "seal.pem").chmod(0o644)

    assert problems() == [
        "Berkas kunci seal.pem dapat dibaca pengguna lain di peladen. Ubah izinnya menjadi 0600."
    ]


def test_an_authority_made_under_another_address_is_told(authority, settings):
    settings.SITE_URL = "https://simpul.contoh.go.id"

    assert len(problems()) == 1
    assert "Alamat situs berubah" in problems()[0]

    renewed = renew_seal()

    assert renewed.problems() == []


def test_revocation_lists_are_issued_again_after_twenty_days_and_not_before(authority):
    issued = authority.issuing_crl.last_update_utc

    assert ensure_authority(now=issued + dt.timedelta(days=19)).crls == authority.crls
    fresh = ensure_authority(now=issued + dt.timedelta(days=21))
    assert [crl.last_update_utc > issued for crl in fresh.crls] == [True, True]
    assert fresh.chain == authority.chain


def test_the_worker_issues_lists_again_and_makes_no_authority(authority, settings):
    assert authorities.keep_fresh() == 0
    keystore.write(
        authority.directory / "issuing.crl",
        certificates.to_der(
            certificates.revocation_list(
                authority.issuing,
                authority.key("issuing"),
                revoked={},
                now=NOW - dt.timedelta(days=25),
            )
        ),
    )

    assert authorities.keep_fresh() == 1
    assert NOW - load_authority().issuing_crl.last_update_utc < dt.timedelta(hours=1)
    settings.AUTHORITY_DIR = settings.AUTHORITY_DIR / "elsewhere"
    assert authorities.keep_fresh() == 0
    assert not settings.AUTHORITY_DIR.exists()


def test_an_old_revocation_list_is_told(authority):
    sentences = authority.problems(NOW + dt.timedelta(days=31))

    assert sentences == [
        "Daftar pencabutan sertifikat sudah kedaluwarsa. "
        "Pengelola situs perlu menjalankan `manage.py ensure_authority`."
    ]


def test_a_clock_that_the_database_does_not_share_is_told():
    assert clock.disagreement() == ""
    assert clock.disagreement(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=50)) == ""
    said = clock.disagreement(dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5))
    assert said.startswith("Jam peladen dan jam basis data berbeda")
