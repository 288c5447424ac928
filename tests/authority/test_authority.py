"""The site's own certificate authority: made once, kept safe, and missed in time."""

import base64
import datetime as dt
import json
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings as site
from django.core.management import CommandError, call_command

from authority import certificates, keystore
from authority.authorities import (
    AuthorityError,
    ensure_authority,
    load_authority,
    obstacles,
    renew_seal,
)
from tests.authority.conftest import run

pytestmark = [pytest.mark.system, pytest.mark.django_db]

NOW = dt.datetime.now(dt.UTC)


def files(directory):
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def certificate_files(authority, tmp_path):
    paths = []
    for certificate, name in zip(authority.chain, ("root", "issuing", "seal"), strict=True):
        paths.append(tmp_path / f"{name}.crt")
        paths[-1].write_bytes(certificates.to_pem(certificate))
    return paths


def test_openssl_finds_the_seal_good_by_root_and_revocation_lists(authority, tmp_path):
    root, issuing, seal = certificate_files(authority, tmp_path)
    for crl in ("root", "issuing"):
        der = authority.directory / f"{crl}.crl"
        run("openssl", "crl", "-inform", "DER", "-in", der, "-out", tmp_path / f"{crl}.pem")
    lists = tmp_path / "lists.pem"
    lists.write_text((tmp_path / "root.pem").read_text() + (tmp_path / "issuing.pem").read_text())

    trusted = ("-CAfile", root, "-untrusted", issuing, "-CRLfile", lists, "-crl_check_all")
    done = run("openssl", "verify", "-x509_strict", *trusted, seal)

    assert done.stdout.strip() == f"{seal}: OK"


def test_the_seal_has_the_profile_that_readers_accept(authority):
    extensions = authority.seal.extensions

    purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert {purpose.dotted_string for purpose in purposes} == {
        "1.3.6.1.5.5.7.3.36",  # document signing
        "1.3.6.1.5.5.7.3.4",  # e-mail protection
    }
    assert authority.seal.public_key().key_size == 3072
    access = extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert [entry.access_method._name for entry in access] == ["caIssuers"]  # and no OCSP


def test_the_names_say_whose_seal_it_is_and_resemble_no_certified_provider(authority):
    names = [certificate.subject.rfc4514_string() for certificate in authority.chain]

    assert names == [
        r"CN=Otoritas Akar Segel Simpul,O=Simpul\, situs contoh,C=ID",
        r"CN=Otoritas Penerbit Segel Simpul,O=Simpul\, situs contoh,C=ID",
        r"CN=Segel Elektronik Simpul,O=Simpul\, situs contoh,C=ID",
    ]


@pytest.mark.parametrize("name", ["BSrE Kabupaten", "Badan Siber dan Sandi Daerah"])
def test_a_name_that_resembles_a_certified_provider_is_refused(name, settings):
    settings.SITE_ORGANISATION = name

    with pytest.raises(AuthorityError, match="menyerupai"):
        ensure_authority()


def test_private_keys_are_encrypted_and_readable_by_their_owner_only(authority):
    for identity in keystore.IDENTITIES:
        path = authority.directory / f"{identity}.pem"
        assert path.stat().st_mode & 0o777 == 0o600
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()
        with pytest.raises(TypeError, match="encrypted"):
            serialization.load_pem_private_key(path.read_bytes(), None)


def test_a_directory_that_is_made_is_closed_to_others(settings, tmp_path, made_authority):
    assert made_authority.directory.stat().st_mode & 0o777 == 0o700


def test_a_second_start_changes_nothing(authority):
    before = files(authority.directory)

    again = ensure_authority()

    assert files(authority.directory) == before
    assert again == authority


def test_processes_that_start_at_once_agree_on_one_authority(settings):
    command = [sys.executable, "manage.py", "ensure_authority"]
    nothing = urlsplit(site.DATABASE_URL)._replace(path="/postgres").geturl()  # no table of ours
    environment = {
        "DATABASE_URL": nothing,
        "SIMPUL_AUTHORITY_DIR": str(settings.AUTHORITY_DIR),
        "PATH": "/usr/bin:/bin",
    }
    starts = [
        subprocess.Popen(
            command,
            cwd=site.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ends = [(start.communicate(timeout=60), start.returncode) for start in starts]

    assert [code for _, code in ends] == [0, 0, 0], ends
    fingerprints = {out.split("(SHA-256): ")[1].split()[0] for (out, _), _ in ends}
    assert fingerprints == {load_authority().fingerprint}
    assert load_authority().obstacles() == load_authority().problems()


def test_a_start_that_was_cut_short_is_continued_with_the_same_root(authority):
    for name in ("issuing.pem", "seal.pem", "tsa.pem", "root.crl", "issuing.crl"):
        (authority.directory / name).unlink()

    continued = ensure_authority()

    assert continued.root == authority.root
    assert continued.issuing != authority.issuing
    assert continued.problems() == []


def test_a_lost_root_is_not_replaced_by_a_new_one(authority):
    (authority.directory / "root.pem").unlink()
    before = files(authority.directory)

    with pytest.raises(AuthorityError, match="Pulihkan dari cadangan"):
        ensure_authority()

    assert files(authority.directory) == before


def test_renewing_gives_the_seal_a_new_key_under_the_same_root(authority):
    renewed = renew_seal()

    assert (renewed.root, renewed.issuing) == (authority.root, authority.issuing)
    assert renewed.seal.public_key() != authority.seal.public_key()
    assert renewed.seal_serial != authority.seal_serial
    assert renewed.problems() == []


def test_revoking_puts_the_old_seal_on_the_list_that_openssl_reads(authority):
    renewed = renew_seal(revoke_old=True)

    text = run(
        "openssl", "crl", "-inform", "DER", "-noout", "-text", "-in",
        authority.directory / "issuing.crl",
    ).stdout  # fmt: skip
    assert f"Serial Number: {authority.seal_serial}" in text
    assert renewed.seal_serial not in text


def test_another_machine_is_filled_from_the_bundle(authority, monkeypatch, tmp_path):
    monkeypatch.setenv("SIMPUL_AUTHORITY_BUNDLE", keystore.pack(authority.directory))

    there = ensure_authority(tmp_path / "there")

    assert there.chain == authority.chain
    assert there.problems() == []
    assert (there.directory / "seal.pem").stat().st_mode & 0o777 == 0o600


def test_a_renewed_and_revoked_seal_reaches_the_other_machine(authority, monkeypatch, tmp_path):
    monkeypatch.setenv("SIMPUL_AUTHORITY_BUNDLE", keystore.pack(authority.directory))
    ensure_authority(tmp_path / "there")
    monkeypatch.delenv("SIMPUL_AUTHORITY_BUNDLE")
    renewed = renew_seal(revoke_old=True)

    monkeypatch.setenv("SIMPUL_AUTHORITY_BUNDLE", keystore.pack(renewed.directory))
    there = ensure_authority(tmp_path / "there")

    assert there.seal == renewed.seal
    revoked = there.issuing_crl.get_revoked_certificate_by_serial_number
    assert revoked(authority.seal.serial_number) is not None


def test_a_bundle_of_another_site_does_not_replace_this_authority(authority, monkeypatch):
    packed = json.loads(base64.b64decode(keystore.pack(authority.directory)))
    packed["root.pem"] = packed["issuing.pem"]
    monkeypatch.setenv(
        "SIMPUL_AUTHORITY_BUNDLE", base64.b64encode(json.dumps(packed).encode()).decode()
    )
    before = files(authority.directory)

    with pytest.raises(AuthorityError, match="berbeda"):
        ensure_authority()

    assert files(authority.directory) == before


@pytest.mark.parametrize("value", ["x", "bm8=", "W10=", "e30="])
def test_a_damaged_bundle_is_told(value, monkeypatch):
    monkeypatch.setenv("SIMPUL_AUTHORITY_BUNDLE", value)

    with pytest.raises(AuthorityError, match="rusak"):
        ensure_authority()


def test_a_seal_that_came_in_a_bundle_is_renewed_where_the_bundle_is_made(authority, monkeypatch):
    monkeypatch.setenv("SIMPUL_AUTHORITY_BUNDLE", keystore.pack(authority.directory))

    with pytest.raises(AuthorityError, match="berasal dari SIMPUL_AUTHORITY_BUNDLE"):
        renew_seal()

    assert load_authority() == authority


def test_a_directory_that_cannot_be_made_is_told(settings, tmp_path):
    (tmp_path / "file").write_text("bukan folder")
    settings.AUTHORITY_DIR = tmp_path / "file" / "authority"

    with pytest.raises(AuthorityError, match="tidak dapat ditulis"):
        ensure_authority()
    assert len(obstacles()) == 1


def test_the_command_prints_what_the_operator_needs(authority, capsys):
    (authority.directory / "seal.pem").chmod(0o644)

    call_command("ensure_authority")

    out, err = capsys.readouterr()
    assert authority.fingerprint in out
    assert f"berlaku {1094:,} hari lagi".replace(",", ".") in out
    assert "0600" in err


def test_time_stamps_are_renewed_alone(authority):
    call_command("ensure_authority", renew_timestamps=True)

    renewed = load_authority()
    assert renewed.tsa != authority.tsa
    assert renewed.seal == authority.seal
    assert renewed.problems() == []


def test_a_list_that_nobody_issues_again_is_an_alarm_before_it_ends(authority):
    (sentence,) = authority.problems(NOW + dt.timedelta(days=26))

    assert "lebih dari 25 hari tidak diperbarui" in sentence


def test_the_command_prints_a_bundle_and_nothing_else(authority, capsys):
    call_command("ensure_authority", bundle=True)

    assert capsys.readouterr().out.strip() == keystore.pack(authority.directory)


def test_the_command_renews_and_refuses_to_revoke_alone(authority):
    with pytest.raises(CommandError, match="--renew-seal"):
        call_command("ensure_authority", revoke_old=True)
    assert load_authority() == authority

    call_command("ensure_authority", renew_seal=True)
    assert load_authority().seal != authority.seal


def test_the_command_ends_with_the_sentence_of_the_trouble(authority):
    (authority.directory / "root.pem").unlink()

    with pytest.raises(CommandError, match="Pulihkan dari cadangan"):
        call_command("ensure_authority")


@pytest.mark.parametrize(("number", "shown"), [(0xABC, "0ABC"), (0xABCD, "ABCD"), (1, "01")])
def test_a_serial_number_is_shown_in_whole_bytes(number, shown):
    assert certificates.serial_in_hex(number) == shown
