"""What is sent as XLSX and is none: a sentence each, before anything is unpacked."""

import io
import struct
import zipfile

import pytest

from sheets.file_checks import FileRefused, look

TYPES = b'<?xml version="1.0"?><Types></Types>'


def parcel(method=zipfile.ZIP_DEFLATED, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def sheet(**more):
    return parcel(**{"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<workbook/>"} | more)


def told(content):
    with pytest.raises(FileRefused) as refusal:
        look(content)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"   \n", "kosong"),
        (b"Kode;Nama\r\n1;Banter\r\n", "berkas teks atau CSV"),
        (b"<html><table></table></html>", "halaman web atau XML"),
        (b"%PDF-1.7\n", "berkas PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "XLS lama"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "dikunci dengan kata sandi",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0", "tidak dikenal"),
        (b"PK\x03\x04 dan seterusnya", "rusak"),
        (parcel(**{"foto.jpg": b"x"}), "ZIP biasa"),
        (parcel(**{"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>"}), "dokumen Word"),
        (parcel(**{"[Content_Types].xml": TYPES, "xl/workbook.bin": b"x"}), "XLSB"),
        (parcel(**{"[Content_Types].xml": TYPES, "lain.xml": b"x"}), "bukan lembar kerja"),
        (parcel(mimetype=b"application/vnd.oasis", **{"content.xml": b"x"}), "OpenDocument"),
        (sheet(**{"xl/vbaProject.bin": b"x"}), "makro"),
        (
            sheet(**{"[Content_Types].xml": b"<Types>sheet.macroEnabled.main+xml</Types>"}),
            "makro",
        ),
        (sheet(**{"xl/bom.xml": bytes(2_000_000)}), "terlalu besar"),
        (sheet(**{f"xl/{number}.xml": b"x" for number in range(600)}), "terlalu besar"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a ZIP's bytes hold the clock
)
def test_what_is_no_workbook_gets_its_sentence(content, sentence):
    assert sentence in told(content)


def test_a_parcel_locked_with_a_password_is_told():
    content = bytearray(sheet())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption
        start = content.index(mark) + at
        content[start : start + 2] = struct.pack("<H", 1)

    assert "dikunci" in told(bytes(content))


def test_two_parts_of_one_name_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("[Content_Types].xml", TYPES)

    assert "rusak" in told(out.getvalue())


@pytest.mark.system
def test_a_huge_claim_is_refused_without_unpacking_it():
    content = sheet(**{"xl/worksheets/sheet1.xml": b"0" * 130_000_000})

    assert "terlalu besar" in told(content)


def test_links_to_other_files_are_told_and_not_followed():
    looked = look(sheet(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}))

    assert looked.remarks == ("Berkas ini menaut ke berkas lain. Tautan itu tidak dibuka.",)


def test_a_larger_file_than_may_be_sent_is_told(settings):
    settings.UPLOAD_LIMIT_MB = 1

    assert "batasnya 1 MB" in told(sheet(**{"xl/x.bin": bytes(1_200_000)}) + bytes(1_200_000))
