"""What `make backup` keeps, `make restore` brings back: a sealed document is genuine afterwards."""

import os
import subprocess
import sys
import tarfile
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings as site
from django.db import connection

from operations.backup import BackupError, Places, restore

ASK = """
import sys, django; django.setup()
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import setup_test_environment
from authority.authorities import load_authority
from seals.verification import verify_pdf
setup_test_environment()
code, pdf = sys.argv[1], Path(sys.argv[2]).read_bytes()
page = Client().post(f"/verifikasi/{code}/periksa/", {"file": SimpleUploadedFile("a.pdf", pdf)})
print(page.context["ruling"].title)
print(page.context["signed"].is_whole, verify_pdf(pdf, authority=load_authority()).sound)
"""

pytestmark = pytest.mark.system


def address(name):
    return urlsplit(site.DATABASE_URL)._replace(path=f"/{name}").geturl()


@pytest.fixture
def empty():
    """A database with nothing in it."""
    name = f"restored_{os.getpid()}"
    with closing(psycopg2.connect(site.DATABASE_URL)) as server:
        server.autocommit = True
        server.cursor().execute(f"DROP DATABASE IF EXISTS {name}")
        server.cursor().execute(f"CREATE DATABASE {name}")
        yield address(name)
        server.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")


def make(*words, database, var):
    """`make backup FILE=…`, as it is typed, on a site whose data lie there."""
    env = {name: value for name, value in os.environ.items() if name != "SIMPUL_AUTHORITY_DIR"}
    return subprocess.run(
        ["make", *words],
        cwd=site.BASE_DIR,
        env=env | {"DATABASE_URL": database, "SIMPUL_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_sealed_document_is_genuine_after_make_backup_and_make_restore(
    sealed, empty, settings, tmp_path, pdf
):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "gambar.png").write_bytes(b"gambar")
    archive = tmp_path / "out" / "simpul.tar"
    now = address(connection.settings_dict["NAME"])
    saved = make("backup", f"FILE={archive}", database=now, var=tmp_path)
    assert saved.returncode == 0, saved.stderr
    assert f"cadangan ditulis: {archive}." in saved.stderr
    assert archive.stat().st_mode & 0o077 == 0  # keys are in it
    assert [path.name for path in archive.parent.iterdir()] == ["simpul.tar"]

    var = tmp_path / "elsewhere"
    back = make("restore", f"FILE={archive}", database=empty, var=var)
    assert back.returncode == 0, back.stderr

    assert (var / "media" / "gambar.png").read_bytes() == b"gambar"
    (tmp_path / "asli.pdf").write_bytes(pdf)
    said = subprocess.run(
        [sys.executable, "-c", ASK, sealed.code, str(tmp_path / "asli.pdf")],
        env=os.environ
        | {
            "DATABASE_URL": empty,
            "SIMPUL_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "smartcity.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stdout.splitlines() == ["Berkas ini asli dan sah.", "True True"], said.stderr
    with closing(psycopg2.connect(empty)) as restored:
        refused = pytest.raises(psycopg2.errors.RestrictViolation)
        with restored.cursor() as cursor, refused:
            cursor.execute("TRUNCATE audit_event")

    again = make("restore", f"FILE={archive}", database=empty, var=var)
    assert again.returncode != 0
    assert "Sudah ada isinya: basis data, " in again.stderr


def test_what_is_no_backup_is_refused_and_leaves_nothing(empty, tmp_path):
    other = tmp_path / "lain.tar"
    with tarfile.open(other, "w") as tar:
        tar.add(__file__, "x.py")
    broken = tmp_path / "rusak.tar"
    broken.write_bytes(b"bukan tar")

    for archive, said in ((other, "bukan cadangan Simpul"), (broken, "tidak dapat dibaca")):
        with pytest.raises(BackupError, match=said):
            restore(Places(empty, {"media": tmp_path / "media"}), archive)
    assert not (tmp_path / "media").exists()


@pytest.mark.parametrize("kind", ["above", "link"])
def test_an_archive_that_reaches_outside_is_refused(empty, tmp_path, kind):
    member = tarfile.TarInfo("../luar.txt" if kind == "above" else "media/tautan")
    if kind == "link":
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
    with tarfile.open(tmp_path / "jahat.tar", "w") as tar:
        tar.addfile(member)

    with pytest.raises(BackupError, match="bukan bagian sebuah cadangan"):
        restore(Places(empty, {"media": tmp_path / "media"}), tmp_path / "jahat.tar")
    assert not (tmp_path / "media").exists()


def test_a_disk_that_is_full_leaves_no_half_archive(empty, tmp_path):
    (tmp_path / "out").mkdir()
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from operations.backup import main; sys.argv = ['x', 'save', sys.argv[1]];"
        "raise SystemExit(main())"
    )
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "besar").write_bytes(b"x" * 100_000)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "out" / "simpul.tar")],
        cwd=site.BASE_DIR,
        env=os.environ | {"DATABASE_URL": empty, "SIMPUL_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Cadangan tidak dapat ditulis" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_make_says_which_file_it_needs():
    done = make("restore", database=site.DATABASE_URL, var="/nowhere")

    assert done.returncode != 0
    assert "make restore FILE=" in done.stderr
