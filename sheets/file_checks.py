"""A first look at an uploaded file, before anything of it is unpacked.

Bounded by what the file claims: `zipfile` reads no more of an entry than it claims, so a lie about
sizes ends as a broken file.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from django.conf import settings

from indonesian import angka, daftar

MOST_ENTRIES = 500
TOLD_AT_ONCE = 10  # things named in one sentence
MOST_UNPACKED = 120 * 1024 * 1024
MOST_RATIO = 150
SMALL_ENOUGH = 1024 * 1024  # below this a crowded cell is no bomb
NOT_XLSX = "Buka berkasnya di Excel atau LibreOffice, simpan sebagai XLSX, lalu unggah lagi."
BROKEN = "Berkas ini rusak dan tidak dapat dibuka. Simpan ulang sebagai XLSX, lalu unggah lagi."
TOO_LARGE = (
    "Isi berkas ini terlalu besar untuk dibuka. Unduh berkas baru, dan salin isinya ke sana."
)
STRICT = (
    "Berkas ini disimpan sebagai “Strict Open XML”. Simpan sebagai “Excel Workbook (*.xlsx)”, bukan"
    " Strict, lalu unggah lagi."
)
LOCKED = "Berkas ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah lagi."
MACROS = "Berkas ini memuat makro. Simpan sebagai XLSX tanpa makro, lalu unggah lagi."
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
HEAD = 4096  # bytes of a part in which a DOCTYPE would stand
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class FileRefused(Exception):  # noqa: N818 - the file was looked at and not taken
    """This file is not taken; nothing was changed. The message says why and what to do."""


@dataclass(frozen=True)
class Looked:
    """What the look has found."""

    unpacked: int  # bytes of the sheets and texts
    remarks: tuple[str, ...]


def look(content: bytes) -> Looked:
    """Whether these bytes are a workbook that may be opened. Raises FileRefused."""
    _by_size(content)
    _by_head(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            entries = parcel.infolist()
            types = _types(parcel, entries)
            is_strict = _is_strict(parcel, entries)
    except FileRefused:
        raise
    # zipfile raises what it likes: BadZipFile, zlib.error, struct.error, EOFError, KeyError …
    except Exception as error:
        raise FileRefused(BROKEN) from error
    names = {entry.filename.lower() for entry in entries}
    _by_kind(names, types)
    if is_strict:
        raise FileRefused(STRICT)
    remarks = []
    if any(name.startswith("xl/externallinks/") for name in names):
        remarks.append("Berkas ini menaut ke berkas lain. Tautan itu tidak dibuka.")
    unpacked = sum(one.file_size for one in entries if one.filename.lower().endswith(".xml"))
    return Looked(unpacked, tuple(remarks))


def _by_size(content):
    limit = settings.UPLOAD_LIMIT_MB
    if len(content) > limit * 1024 * 1024:
        size = -(-len(content) // (1024 * 1024))
        raise FileRefused(f"Berkas {size} MB; batasnya {limit} MB. Kirim sebagian baris saja.")
    if not content.strip():
        raise FileRefused("Berkas ini kosong. Periksa berkasnya, lalu unggah lagi.")


def _by_head(content):
    if content.startswith(b"PK\x03\x04"):
        return
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # a compound file: old Office, or an encrypted one
        raise FileRefused(LOCKED if ENCRYPTED in content else f"Ini berkas XLS lama. {NOT_XLSX}")
    if content.startswith(b"%PDF-"):
        raise FileRefused(f"Ini berkas PDF. {NOT_XLSX}")
    head = content[:2000]
    if b"\0" not in head:
        if b"<html" in head.lower() or b"<?xml" in head.lower():
            raise FileRefused(f"Ini halaman web atau XML yang diberi nama XLSX. {NOT_XLSX}")
        raise FileRefused(f"Ini berkas teks atau CSV. {NOT_XLSX}")
    raise FileRefused(f"Jenis berkas ini tidak dikenal. {NOT_XLSX}")


def _types(parcel, entries):
    """What the parcel says of its parts, after a look at its size."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(LOCKED)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise FileRefused(TOO_LARGE)
    if unpacked > SMALL_ENOUGH and unpacked > MOST_RATIO * max(packed, 1):
        raise FileRefused(TOO_LARGE)
    if len({entry.filename for entry in entries}) < len(entries):
        raise FileRefused(BROKEN)  # two parts of one name: programs differ in which they read
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            _without_entities(parcel, entry)
    named = {entry.filename: entry for entry in entries}
    types = named.get("[Content_Types].xml")
    return parcel.read(types) if types and types.file_size < SMALL_ENOUGH else b""


def _is_strict(parcel, entries):
    """Whether the workbook uses the names of the strict variant, which nothing here reads."""
    part = next((one for one in entries if one.filename.lower() == "xl/workbook.xml"), None)
    if part is None:
        return False
    with parcel.open(part) as content:
        return b"http://purl.oclc.org/ooxml/" in content.read(HEAD)


def _without_entities(parcel, entry):
    """Excel writes no DOCTYPE; a file that has one is up to something."""
    with parcel.open(entry) as part:
        if ENTITY.search(part.read(HEAD)):
            raise FileRefused(BROKEN)


def _by_kind(names, types):
    if "mimetype" in names and "content.xml" in names:
        raise FileRefused(f"Ini berkas OpenDocument (ODS). {NOT_XLSX}")
    if not types:
        raise FileRefused(f"Ini berkas ZIP biasa. {NOT_XLSX}")
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise FileRefused(MACROS)
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise FileRefused(f"Ini dokumen Word atau PowerPoint, bukan lembar kerja. {NOT_XLSX}")
    if "xl/workbook.bin" in names:
        raise FileRefused(f"Ini berkas XLSB. {NOT_XLSX}")
    if "xl/workbook.xml" not in names:
        raise FileRefused(f"Berkas ini bukan lembar kerja XLSX. {NOT_XLSX}")


def some(names: list) -> str:
    """ "12, 31, dan 48"; of many the first ones."""
    words = [str(name) for name in names[:TOLD_AT_ONCE]]
    if len(names) > TOLD_AT_ONCE:
        words.append(f"{angka(len(names) - TOLD_AT_ONCE)} lainnya")
    return daftar(words)


def in_rows(number: int) -> str:
    """ "20.000 baris"."""
    return f"{angka(number)} baris"
