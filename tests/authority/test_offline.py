"""The page that tells anybody how to check without us: its own commands are run, and they work."""

import html
import re
import shutil

import pytest

from seals.renewal import renew_timestamp
from tests.authority.conftest import run
from tests.seals.conftest import flipped, plain_pdf, seal, sealed_pdf

__all__ = ["plain_pdf", "sealed_pdf"]
pytestmark = [pytest.mark.system, pytest.mark.django_db]

DOWNLOADS = ("/pki/akar.pem", "/pki/penerbit.pem", "/pki/penerbit.crl")


@pytest.fixture
def folder(authority, client, tmp_path):
    """What the page asks to be put into one folder, under the names that the site gives."""
    for address in DOWNLOADS:
        response = client.get(address)
        name = re.search(r'filename="(.+)"', response.headers["Content-Disposition"])[1]
        (tmp_path / name).write_bytes(response.content)
    return tmp_path


@pytest.fixture
def guide(authority, client):
    return client.get("/pki/").content.decode()


def commands(guide):
    found = re.findall(r"<pre[^>]*>(.*?)</pre>", guide, re.DOTALL)
    return [html.unescape(text) for text in found]


def shell(folder, *lines):
    """One shell does the commands one after the other, as somebody would type them."""
    (folder / "typed").write_text(f"cd '{folder}'\nexec 2>&1\n" + "\n".join(lines))
    return run("sh", folder / "typed", check=False).stdout


def test_the_page_stands_open_and_says_what_is_true(guide, authority):
    assert authority.fingerprint in guide
    assert "tanda tangan elektronik tidak tersertifikasi" in " ".join(guide.split())
    assert all(address in guide for address in DOWNLOADS)
    for claim in ("BSrE", "setara tanda tangan basah", "dijamin"):
        assert claim not in guide


def test_the_commands_of_the_page_find_a_sealed_document_good(guide, folder, authority, sealed_pdf):
    (folder / "komitmen.pdf").write_bytes(sealed_pdf)
    fingerprint, pdfsig, cut, cms, _stamp, revoked, whole = commands(guide)

    said = shell(folder, fingerprint, pdfsig, cut, cms, revoked, whole)

    assert f"ngerprint={authority.fingerprint}" in said
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "CMS Verification successful" in said
    assert "No Revoked Certificates." in said


def test_the_commands_find_a_changed_document_wrong(guide, folder, sealed_pdf):
    (folder / "komitmen.pdf").write_bytes(flipped(sealed_pdf, sealed_pdf.index(b"/Reason") + 10))
    _, pdfsig, cut, cms, *_ = commands(guide)

    said = shell(folder, pdfsig, cut, cms)

    assert "Digest Mismatch." in said
    assert "Verification failure" in said


def test_the_commands_check_a_time_stamp_that_is_the_last(guide, folder, authority, plain_pdf):
    stamped = renew_timestamp(seal(plain_pdf, authority), authority=authority)
    (folder / "komitmen.pdf").write_bytes(stamped)
    _, _, cut, _, stamp, *_ = commands(guide)

    assert "Verification: OK" in shell(folder, cut, stamp)


def test_without_an_authority_there_is_no_such_page(client, settings):
    shutil.rmtree(settings.AUTHORITY_DIR, ignore_errors=True)

    assert client.get("/pki/").status_code == 404
