"""A document, its seal, and what is done to it."""

import hashlib
import io
import re

import pytest
from hypothesis import settings as effort
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from weasyprint import HTML

from seals import sealing
from seals.verification import KnownFile
from tests.authority.conftest import authority, made_authority, pdfsig

__all__ = ["authority", "made_authority", "pdfsig"]

# A verdict on 35 kB takes 20 ms, on two shared cores more.
modest = effort(deadline=None, max_examples=80)


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


def byte_range(pdf):
    """Where the bytes lie that the last signature covers: two stretches, around it."""
    *_, numbers = re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", pdf)
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
