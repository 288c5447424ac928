"""Pictures are drawn anew in a process of their own, as they look, or refused."""

import io
import re
import resource
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from limits.pdf_reading import WHOLE, state_of
from limits.redrawing import is_damaged_photo
from tests.masterplans.test_uploads import noise, pdf
from uploads.checking import UploadRefused, check

pytestmark = pytest.mark.system  # processes with limits of their own read what is sent

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


def photograph():
    out = io.BytesIO()
    picture = Image.effect_noise((400, 300), 60).convert("RGB").filter(ImageFilter.GaussianBlur(3))
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def with_a_wrong_byte(content, at):
    wrong = bytearray(content)
    wrong[at] ^= 0x5A
    return bytes(wrong)


def test_a_wrong_byte_in_the_data_of_a_photograph_is_found_where_they_no_longer_add_up():
    content = photograph()
    begins = content.index(b"\xff\xda") + 20
    wrong = [with_a_wrong_byte(content, at) for at in range(begins, len(content) - 9, 97)]
    found = [one for one in wrong if is_damaged_photo(one)]

    # A photograph has no sum: a value that became another one is a value (decision 0039).
    assert len(wrong) // 10 < len(found) < len(wrong)
    assert checked(content).mime == "image/jpeg"
    with pytest.raises(UploadRefused, match="rusak"):
        checked(found[0])


def test_signs_between_the_parts_of_a_photograph_harm_nothing():
    content = photograph()
    second = content.index(b"\xff\xdb")

    assert checked(content[:second] + b"\0\0\0" + content[second:]).mime == "image/jpeg"


def drawing():
    """A PDF with a packed drawing, and where that lies."""
    document, out = pikepdf.new(), io.BytesIO()
    lines = (f"{n * 37 % 600} {n * 91 % 800} m {n * 53 % 600} 9 l S\n" for n in range(300))
    document.add_blank_page().contents_add("".join(lines).encode())
    document.save(out, compress_streams=True)
    content = out.getvalue()
    return content, max(re.finditer(rb"stream\n(.*?)\nendstream", content, re.DOTALL), key=len_of)


def len_of(found):
    return len(found[1])


@pytest.mark.parametrize("part", [0.05, 0.4, 0.7, 0.99])
def test_a_wrong_byte_in_the_middle_of_a_pdf_is_found_by_its_sum(part):
    content, place = drawing()
    at = place.start(1) + int(len(place[1]) * part)

    assert checked(content).mime == "application/pdf"
    with pytest.raises(UploadRefused, match="PDF ini rusak"):
        checked(with_a_wrong_byte(content, at))


def test_a_damaged_photograph_in_a_pdf_is_found():
    for is_whole in (True, False):
        photo = photograph()
        photo = photo if is_whole else photo[: len(photo) // 2] + photo[len(photo) // 2 + 50 :]
        document, out = pikepdf.new(), io.BytesIO()
        document.add_blank_page()
        document.Root.Photo = document.make_stream(photo, Filter=pikepdf.Name.DCTDecode)
        document.save(out)

        assert (state_of(out.getvalue()) == WHOLE) is is_whole


def test_a_pdf_without_the_sum_that_some_programs_leave_away_is_whole():
    document, out = pikepdf.new(), io.BytesIO()
    packed = zlib.compress(b"0 0 m 9 9 l S\n" * 50)[:-4]
    document.add_blank_page().Contents = document.make_stream(
        packed, Filter=pikepdf.Name.FlateDecode
    )
    document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert state_of(out.getvalue()) == WHOLE


def test_a_pdf_that_unpacks_to_gigabytes_costs_the_web_process_nothing():
    document, out = pikepdf.new(), io.BytesIO()
    bomb = zlib.compress(zlib.compress(b"\0" * 500_000_000, 9), 9)
    page = document.add_blank_page()
    page.Contents = document.make_stream(bomb, Filter=[pikepdf.Name.FlateDecode] * 2)
    document.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    state_of(out.getvalue())

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


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
