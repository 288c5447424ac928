"""Pages as pictures: what somebody reads who signs, and hears who does not see it."""

import io

import pytest
from PIL import Image

from typesetting.page_pictures import UnreadablePdfError, page_pictures
from typesetting.pdf import render_pdf

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def letter():
    return render_pdf(
        '<section class="letter"><h1>KOMITMEN BERSAMA</h1><p>Pasal satu.</p>'
        "<p>Akhir.</p><p style='width: 2cm'>ke&shy;menterian</p></section>"
        '<section class="letter"><h1>Halaman kedua</h1></section>'
    )


def test_each_page_is_a_picture_with_its_words_in_the_order_of_the_page(letter):
    first, second = page_pictures(letter)

    assert (first.number, second.number) == (1, 2)
    assert first.paragraphs[:3] == ["KOMITMEN BERSAMA", "Pasal satu.", "Akhir."]
    assert "kementerian" in first.text  # the hyphen at the end of a line is no part of a word
    assert second.paragraphs[0] == "Halaman kedua"
    with Image.open(io.BytesIO(first.png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (first.width, first.height))
        assert first.width == 1240
        colours = picture.convert("L").getextrema()
        assert colours[0] < 60
        assert colours[1] > 250
    assert len(first.png) < 60_000


def test_pages_of_the_same_bytes_are_drawn_once(letter):
    assert page_pictures(letter) is page_pictures(bytes(bytearray(letter)))


@pytest.mark.parametrize("pdf", [b"", b"bukan PDF", b"%PDF-1.7 terpotong"])
def test_what_cannot_be_drawn_is_said(pdf):
    with pytest.raises(UnreadablePdfError):
        page_pictures(pdf)
