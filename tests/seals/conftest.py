"""An authority and its independent judges: NSS through pdfsig, and OpenSSL."""

import hashlib
import io
import os
import re
import shutil
import subprocess
from functools import cache

import pytest
from django.conf import settings
from hypothesis import settings as effort
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from weasyprint import HTML

from seals import certificates, sealing
from seals.authority import ensure_authority, load_authority
from seals.verification import KnownFile

# A verdict on 35 kB takes 20 ms, on two shared cores more.
modest = effort(deadline=None, max_examples=80)


@cache
def an_authority():
    """Three RSA keys take two seconds, so they are made once; tests get copies."""
    return ensure_authority(settings.VAR_DIR / f"authority-{os.getpid()}")


@pytest.fixture(scope="session")
def made_authority():
    return an_authority()


@pytest.fixture
def authority(made_authority, settings):
    """The site's authority, in a folder of this test alone."""
    shutil.copytree(made_authority.directory, settings.AUTHORITY_DIR)
    return load_authority()


@pytest.fixture(scope="session")
def plain_pdf():
    text = "".join(
        f"<p>Paragraf {number} dari naskah yang akan disegel.</p>" for number in range(90)
    )
    html = f"<html lang=id><head><title>Naskah uji</title></head><body>{text}</body></html>"
    return HTML(string=html).write_pdf(pdf_tags=True)


def seal(pdf, authority):
    return sealing.seal_pdf(
        pdf,
        authority=authority,
        reason="Komitmen bersama telah ditandatangani semua pihak",
        location="Banjarnegara",
        name="Simpul, situs contoh",
    )


@pytest.fixture(scope="session")
def sealed_pdf(plain_pdf, made_authority):
    return seal(plain_pdf, made_authority)


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


def byte_range(pdf):
    """Where the signed bytes lie: two stretches, around the signature itself."""
    (numbers,) = re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", pdf)
    return tuple(int(number) for number in numbers)


def with_note(pdf):
    """The file with an annotation added in a later revision, as a reader program would."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0]
    entries = {
        "/Type": generic.pdf_name("/Annot"),
        "/Subtype": generic.pdf_name("/FreeText"),
        "/Contents": generic.pdf_string("Anggaran menjadi Rp 900.000.000.000"),
        "/Rect": generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 150))),
    }
    note = generic.DictionaryObject(
        {generic.pdf_name(key): value for key, value in entries.items()}
    )
    writer.register_annotation(page, writer.add_object(note))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(pdf, offset):
    changed = bytearray(pdf)
    changed[offset] ^= 0x01
    return bytes(changed)


def known(data):
    return KnownFile(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
