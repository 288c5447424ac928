"""An authority and its independent judges: NSS through pdfsig, and OpenSSL."""

import os
import shutil
import subprocess
from functools import cache

import pytest
from django.conf import settings

from authority import certificates
from authority.authorities import load_authority, make_authority


@cache
def an_authority():
    """Three RSA keys take two seconds, so they are made once; tests get copies."""
    return make_authority(settings.VAR_DIR / f"authority-{os.getpid()}")


@pytest.fixture(scope="session")
def made_authority():
    return an_authority()


@pytest.fixture
def authority(made_authority, settings):
    """The site's authority, in a folder of this test alone."""
    shutil.copytree(made_authority.directory, settings.AUTHORITY_DIR)
    return load_authority()


@pytest.fixture(scope="session")
def pdfsig(made_authority, tmp_path_factory):
    """What Poppler says of a file when our root, and nothing else of ours, is trusted."""
    place = tmp_path_factory.mktemp("nss")
    (place / "root.pem").write_bytes(certificates.to_pem(made_authority.root))
    store = f"sql:{place}"
    run("certutil", "-N", "-d", store, "--empty-password")
    run("certutil", "-A", "-d", store, "-n", "root", "-t", "CT,CT,CT", "-i", place / "root.pem")

    def ask(pdf, *options):
        (place / "file.pdf").write_bytes(pdf)
        return run("pdfsig", *options, "-nssdir", store, place / "file.pdf").stdout

    return ask


def run(*command, check=True):
    environment = os.environ | {"LC_ALL": "C"}
    command = [str(part) for part in command]
    return subprocess.run(
        command, capture_output=True, text=True, check=check, env=environment, timeout=60
    )
