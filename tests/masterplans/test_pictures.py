"""Pictures are drawn anew in a process of their own, as they look, or refused."""

import io
import resource
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from masterplans.uploads import UploadRefused, check
from tests.masterplans.test_uploads import noise, pdf

GREY = Path(__file__).parent / "grey-16-bit.png"


def checked(content):
    return check(SimpleUploadedFile("foto.png", content))


def test_greys_of_sixteen_bits_stay_a_ramp():
    with Image.open(io.BytesIO(checked(GREY.read_bytes()).content)) as picture:
        greys = [picture.getpixel((x, 10))[0] for x in (0, 64, 128, 192, 255)]

    assert greys == sorted(greys)
    assert greys[0] < 5
    assert 100 < greys[2] < 150
    assert greys[-1] > 250


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_a_picture_of_which_one_byte_is_wrong_is_refused(at):
    content = bytearray(noise())
    content[int(len(content) * at)] ^= 0xFF

    with pytest.raises(UploadRefused, match="rusak"):
        checked(bytes(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("rest", [0.3, 0.7, 0.95])
def test_a_picture_that_was_cut_off_is_refused(kind, rest):
    content = noise(kind)

    with pytest.raises(UploadRefused, match="rusak"):
        checked(content[: int(len(content) * rest)])


def test_a_pdf_that_was_cut_off_is_refused():
    content = pdf()

    assert checked(content).mime == "application/pdf"
    with pytest.raises(UploadRefused, match="PDF ini rusak atau terpotong"):
        checked(content[: len(content) * 2 // 3])


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_a_photograph_of_a_phone_is_named_with_the_way_out(brand):
    with pytest.raises(UploadRefused, match=r"foto HEIC.*Simpan sebagai JPEG"):
        checked(b"\0\0\0\x18ftyp" + brand + b"\0" * 40)


def test_the_largest_picture_leaves_the_web_process_as_it_was():
    out = io.BytesIO()
    Image.new("1", (7070, 7070)).save(out, "PNG")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    found = checked(out.getvalue())

    assert (found.width, found.height) == (2400, 2400)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
