"""What a file is, by its content and never by its name, and what is kept of it.

Pictures are decoded and written anew, so that what is stored is a picture and nothing else (no
hidden second format, no place where the photograph was taken). SVG and HTML are never taken.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings

from limits import pdf_reading
from limits.redrawing import BrokenPicture, TooManyPixels, redraw

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/pdf": ".pdf",
    XLSX: ".xlsx",
    DOCX: ".docx",
}
MOST_ENTRIES = 5000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
TOO_MANY_PIXELS = (
    "Gambar ini lebih dari 50 juta piksel, terlalu besar untuk dibuka."
    " Perkecil sampai lebarnya 2.400 piksel, lalu unggah lagi."
)
BROKEN_PICTURE = "Gambar ini rusak dan tidak dapat dibuka. Simpan ulang sebagai PNG atau JPEG."
BROKEN_PDF = "PDF ini rusak atau terpotong. Simpan ulang, lalu unggah lagi."
PDF_REFUSED = {
    pdf_reading.BROKEN: BROKEN_PDF,
    pdf_reading.EMPTY: "PDF ini tidak berisi halaman. Periksa berkasnya.",
    pdf_reading.LOCKED: "PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah"
    " lagi.",
    pdf_reading.TOO_DEAR: "PDF ini terlalu rumit untuk diperiksa. Simpan ulang dengan ukuran lebih"
    " kecil, atau bagi menjadi beberapa berkas, lalu unggah lagi.",
}
END_OF_PDF = 2048  # bytes in which a whole PDF says that it ends; some programs add a few
FROM_PHONE = (
    "Ini foto HEIC, seperti yang dibuat iPhone. Simpan sebagai JPEG lebih dahulu: di iPhone pilih"
    " Pengaturan, Kamera, Format, Paling Kompatibel, lalu foto lagi; atau kirim fotonya lewat surel"
    " ke diri sendiri."
)
KINDS = "Simpul menerima gambar PNG, JPEG, atau WebP, serta PDF, XLSX, dan DOCX."


HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}  # ISO 23008-12


class UploadRefused(Exception):  # noqa: N818 - the file was looked at and not taken
    """This file is not taken. The message says why and what to do."""


@dataclass(frozen=True)
class Checked:
    """What a file turned out to be, and the bytes to store."""

    mime: str
    content: bytes
    width: int | None = None
    height: int | None = None


def check(upload) -> Checked:
    """Look at an uploaded file and give what is to be stored. Raises UploadRefused."""
    limit = settings.UPLOAD_LIMIT_MB * 1024 * 1024
    if upload.size > limit:
        size = -(-upload.size // (1024 * 1024))
        raise UploadRefused(
            f"Berkas {size} MB; batasnya {settings.UPLOAD_LIMIT_MB} MB."
            " Perkecil gambar di dalamnya, lalu unggah lagi."
        )
    upload.seek(0)
    content = upload.read()
    for begins, look in LOOKS:
        if content.startswith(begins):
            return look(content)
    raise UploadRefused(_what_it_seems(content, str(upload.name)))


SCANS = ("application/pdf", "image/png", "image/jpeg")
NO_SCAN = "Pindaian berupa PDF atau gambar. Simpan dokumennya sebagai PDF, lalu unggah lagi."


def check_scan(upload) -> Checked:
    """As `check`, of a document that was scanned: a PDF or a picture. Raises UploadRefused."""
    checked = check(upload)
    if checked.mime not in SCANS:
        raise UploadRefused(NO_SCAN)
    return checked


def _what_it_seems(content, name):
    if not content.strip():
        return "Berkas ini kosong. Periksa berkasnya, lalu unggah lagi."
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        return FROM_PHONE
    head = content[:2000].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml")) or b"<svg" in head:
        return f"Gambar SVG tidak diterima. Simpan sebagai PNG, lalu unggah lagi. {KINDS}"
    if head.startswith((b"<!doctype", b"<html", b"<script")) or b"<html" in head:
        return f"Berkas ini berisi halaman web, bukan gambar atau dokumen. {KINDS}"
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # the old binary Office files
        return "Berkas DOC atau XLS lama tidak diterima. Simpan sebagai DOCX atau XLSX."
    if name.lower().endswith(".pdf"):
        return f"Berkas ini bernama .pdf, tetapi isinya bukan PDF. {KINDS}"
    return f"Jenis berkas ini tidak dikenal. {KINDS}"


def _picture(content):
    if _is_cut_off(content):
        raise UploadRefused(BROKEN_PICTURE)
    try:
        drawn = redraw(content)
    except TooManyPixels as error:
        raise UploadRefused(TOO_MANY_PIXELS) from error
    except BrokenPicture as error:
        raise UploadRefused(BROKEN_PICTURE) from error
    return Checked(drawn.mime, drawn.content, drawn.width, drawn.height)


def _is_cut_off(content):
    """Whether the end of the picture is missing, as after a broken transfer."""
    if content.startswith(b"\x89PNG"):
        return b"IEND" not in content
    is_photo = content.startswith(b"\xff\xd8")
    return is_photo and content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda")


def _pdf(content):
    if b"%%EOF" not in content[-END_OF_PDF:]:
        raise UploadRefused(BROKEN_PDF)
    if (state := pdf_reading.state_of(content)) != pdf_reading.WHOLE:
        raise UploadRefused(PDF_REFUSED[state])
    return Checked("application/pdf", content)


def _office(content):
    """XLSX or DOCX: looked at as a zip, without unpacking anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            entries = parcel.infolist()
            names = {entry.filename for entry in entries}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UploadRefused(
            "Berkas ini rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah lagi."
        ) from error
    if "[Content_Types].xml" not in names:
        raise UploadRefused(f"Berkas ZIP tidak diterima; unggah isinya satu per satu. {KINDS}")
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * len(content)
    ):
        raise UploadRefused("Isi berkas ini terlalu besar untuk dibuka. Perkecil dahulu.")
    if any("vbaproject" in name.lower() for name in names):
        raise UploadRefused("Berkas ini memuat makro. Simpan tanpa makro, lalu unggah lagi.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UploadRefused("Berkas ini dikunci. Simpan tanpa kata sandi, lalu unggah lagi.")
    for part, mime in (("xl/workbook.xml", XLSX), ("word/document.xml", DOCX)):
        if part in names:
            return Checked(mime, content)
    raise UploadRefused(f"Jenis berkas ini tidak dikenal. {KINDS}")


LOOKS = (
    (b"\x89PNG\r\n\x1a\n", _picture),
    (b"\xff\xd8\xff", _picture),
    (b"RIFF", _picture),  # WebP; any other RIFF fails there
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", _office),
)


def stored_name(name: str, mime: str) -> str:
    """The name that the user gave, without path and control characters, with a true ending."""
    stem = PurePath(str(name).replace("\\", "/")).stem
    stem = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", stem).strip(". ")
    return f"{stem[:140] or 'berkas'}{EXTENSIONS[mime]}"
