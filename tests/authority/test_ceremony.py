"""The root is made and kept elsewhere: what travels, what is refused, and that readers agree."""

import pytest
from cryptography import x509
from django.core.management import CommandError, call_command

from authority import ceremony, certificates, keystore
from authority.authorities import AuthorityError, load_authority, look_after, obstacles, problems
from authority.models import IssuedCertificate
from tests.authority.conftest import run

pytestmark = [pytest.mark.system, pytest.mark.django_db]

SECRET = "frasa sandi di brankas"


@pytest.fixture(scope="session")
def safe(tmp_path_factory):
    """The folder of the machine that is no server; its root takes a second to make."""
    place = tmp_path_factory.mktemp("safe") / "root"
    ceremony.make_root(place, SECRET)
    return place


@pytest.fixture
def typed(monkeypatch):
    monkeypatch.setenv("SIMPUL_ROOT_PASSPHRASE", SECRET)


def test_the_whole_ceremony_by_its_commands(safe, typed, tmp_path, settings, capsys):
    settings.PRODUCTION = True
    request, answer = tmp_path / "request.pem", tmp_path / "answer.pem"
    call_command("request_issuing", out=request)
    call_command("sign_issuing", root=safe, request=request, out=answer)
    call_command("import_issuing", answer)

    said = capsys.readouterr().out
    assert said.count(ceremony.hash_of(request.read_bytes())) == 2  # compared at both ends
    authority = load_authority()
    assert authority.root == keystore.read_certificate(safe, "root")
    assert authority.fingerprint in said
    assert not keystore.has_key(authority.directory, "root")
    assert b"PRIVATE" not in answer.read_bytes() + request.read_bytes()
    assert certificates.list_address(authority.issuing) == f"{settings.SITE_URL}/pki/akar.crl"
    assert (obstacles(), problems()) == ([], [])
    assert look_after() == authority  # every day again
    assert IssuedCertificate.objects.count() == 4
    chain = [tmp_path / name for name in ("root.crt", "issuing.crt", "seal.crt")]
    for path, certificate in zip(chain, authority.chain, strict=True):
        path.write_bytes(certificates.to_pem(certificate))
    done = run(
        "openssl", "verify", "-x509_strict", "-CAfile", chain[0], "-untrusted", chain[1], chain[2]
    )
    assert done.stdout.endswith(": OK\n")


def test_the_roots_key_opens_with_its_own_passphrase_alone(safe):
    assert keystore.open_key(safe, "root", SECRET)
    for secret in (None, "frasa lain yang panjang"):
        with pytest.raises(AuthorityError):
            keystore.open_key(safe, "root", secret)
    with pytest.raises(AuthorityError, match="minimal 12"):
        ceremony.make_root(safe / "again", "pendek")
    with pytest.raises(AuthorityError, match="sudah ada kunci akar"):
        ceremony.make_root(safe, SECRET)


def test_a_list_of_the_root_alone_is_taken_in_once_a_year(safe, settings):
    ceremony.import_issuing(ceremony.sign_issuing(safe, SECRET, ceremony.request_issuing()))
    before = load_authority()
    late = before.root_crl.next_update_utc
    assert any("Daftar pencabutan dari akar" in one for one in before.problems(late))

    ceremony.import_issuing(ceremony.sign_issuing(safe, SECRET))

    after = load_authority()
    assert after.certificates == before.certificates
    assert (after.root_crl.next_update_utc - after.root_crl.last_update_utc).days >= 400


def test_an_answer_that_does_not_fit_changes_nothing(safe, settings, tmp_path):
    other = ceremony.sign_issuing(safe, SECRET, ceremony.request_issuing(tmp_path / "other"))
    with pytest.raises(AuthorityError, match="request_issuing"):
        ceremony.import_issuing(other)
    fitting = ceremony.sign_issuing(safe, SECRET, ceremony.request_issuing())
    for answer, sentence in (
        (other, "bukan untuk kunci yang menunggu"),
        (b"", "tidak utuh"),
        (fitting[: len(fitting) // 2], "tidak utuh"),
    ):
        with pytest.raises(AuthorityError, match=sentence):
            ceremony.import_issuing(answer)
    assert not (settings.AUTHORITY_DIR / "root.pem").exists()


def test_an_answer_of_another_root_is_refused(authority, safe):
    answer = ceremony.sign_issuing(safe, SECRET, ceremony.request_issuing())

    with pytest.raises(AuthorityError, match="akar lain"):
        ceremony.import_issuing(answer)
    assert load_authority() == authority


def test_an_answer_of_another_root_is_refused_where_documents_depend_on_a_lost_one(
    authority, safe, settings
):
    look_after()
    (authority.directory / "root.pem").unlink()
    answer = ceremony.sign_issuing(safe, SECRET, ceremony.request_issuing())

    with pytest.raises(AuthorityError, match="Kunci otoritas situs hilang"):
        ceremony.import_issuing(answer)


@pytest.mark.parametrize("request_pem", [b"", b"bukan permintaan"])
def test_what_is_no_request_is_not_signed(request_pem, safe):
    with pytest.raises(AuthorityError, match="tidak terbaca"):
        ceremony.sign_issuing(safe, SECRET, request_pem)


def test_a_root_that_was_made_on_the_server_is_taken_away(authority, tmp_path, typed, settings):
    settings.PRODUCTION = True
    assert any("Kunci akar masih tersimpan" in one for one in problems())

    call_command("make_root", out=tmp_path / "stick", move=True)

    assert problems() == []
    assert look_after().chain == authority.chain
    assert not keystore.has_key(authority.directory, "root")
    assert b"PRIVATE" not in (authority.directory / "root.pem").read_bytes()
    key = keystore.open_key(tmp_path / "stick", "root", SECRET)
    assert key.public_key() == authority.root.public_key()
    with pytest.raises(CommandError, match="sudah ada kunci akar"):
        call_command("make_root", out=tmp_path / "stick", move=True)


def test_another_machine_gets_the_roots_list_with_the_bundle(authority, tmp_path, monkeypatch):
    ceremony.move_root(tmp_path / "stick", SECRET)
    monkeypatch.setenv("SIMPUL_AUTHORITY_BUNDLE", keystore.pack(authority.directory))

    there = look_after(tmp_path / "there")

    assert there.chain == authority.chain
    assert isinstance(there.root_crl, x509.CertificateRevocationList)
    assert there.problems() == []


def test_a_passphrase_may_come_from_a_file(authority, monkeypatch, tmp_path):
    (tmp_path / "credential").write_text("sandi lain\n")
    monkeypatch.setenv("SIMPUL_AUTHORITY_PASSPHRASE_FILE", str(tmp_path / "credential"))

    assert "SIMPUL_AUTHORITY_PASSPHRASE" in obstacles()[0]
