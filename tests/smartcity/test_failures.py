"""A full disk and a database that is away are told calmly, and what was typed comes back."""

import os
import resource
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from masterplans.models import Attachment
from tests.masterplans.test_uploads import noise

TEXT = "Layanan kependudukan di Kecamatan Batur menempuh dua jam perjalanan."
AWAY = f"""
import django; django.setup()
from django.test import Client
browser = Client(raise_request_exception=False)
browser.cookies["sessionid"] = "x" * 32
for send, where in ((browser.get, "/"), (browser.get, "/akun/masuk/"), (browser.post, "/daerah/")):
    answer = send(where, {{"text": {TEXT!r}}})
    print("ANSWER", answer.status_code, answer.headers.get("Retry-After"), answer.text.split())
"""


@contextmanager
def no_room(above):
    """As on a full disk, the kernel lets no file grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    sys.dont_write_bytecode = True  # modules that are read meanwhile would be kept in half
    resource.setrlimit(resource.RLIMIT_FSIZE, (above, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = False


@pytest.mark.parametrize("extra", [0, 3 * 2**20])  # read in memory, and on its way in a file
def test_an_upload_on_a_full_disk_is_told_and_leaves_nothing(
    extra, masterplan, writer, signed_in, settings, tmp_path
):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "way"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    browser = signed_in(writer)
    browser.raise_request_exception = False
    upload = SimpleUploadedFile("peta.png", noise() + b"\0" * extra)
    where = reverse("masterplans:upload", args=[masterplan.slug])

    with no_room(above=4096):
        answer = browser.post(where, {"alt": TEXT, "file": upload})

    assert answer.status_code == 507
    assert "Tempat penyimpanan situs ini penuh" in answer.text
    assert extra or TEXT in answer.text
    left = [*settings.MEDIA_ROOT.rglob("*"), *settings.FILE_UPLOAD_TEMP_DIR.rglob("*")]
    assert [path for path in left if path.is_file()] == []
    assert not Attachment.objects.exists()

    whole = SimpleUploadedFile("peta.png", noise())
    assert browser.post(where, {"alt": "Peta", "file": whole}).status_code == 302
    assert Attachment.objects.count() == 1


def test_health_measures_the_place_where_files_lie(db, settings):
    settings.MEDIA_ROOT = "/sys/kernel"  # a file system that never has a free byte

    assert Client().get("/sehat/").json()["ruang_simpan"] == "Ruang simpan tinggal 0 MB."


@pytest.mark.system
def test_while_the_database_is_away_pages_are_calm_and_keep_what_was_typed(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", AWAY],
        cwd=configured.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": f"postgres://simpul@/simpul?host={tmp_path}",
            "DJANGO_SETTINGS_MODULE": "smartcity.settings",
            "SIMPUL_VAR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    answers = [line for line in done.stdout.splitlines() if line.startswith("ANSWER")]
    assert len(answers) == 3
    for answer in answers:
        assert answer.startswith("ANSWER 503 15 ")
        assert "'Basis', 'data', 'sedang', 'tidak', 'menjawab;'" in answer
    assert "'Kecamatan', 'Batur'" in answers[2]
    assert "Traceback" not in done.stderr
    assert done.stderr.count("The database is away") == 3
