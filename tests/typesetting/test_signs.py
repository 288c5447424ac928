"""Every sign that is printed is in a font; for what is in none there are words, and a remark."""

import re

import pikepdf
import pytest

from tests.exports.conftest import opened  # noqa: F401  the fixture
from typesetting.pdf import render_piece

pytestmark = pytest.mark.system
OURS = "ꦲꦏ꧀ꦱꦫ ᬅᬓ᭄ᬱᬭ ᮃᮊ᮪ᮞᮛ ᨒᨚᨈᨑ السلام 😀 👩‍🌾 → ≥ ✓ ● é ½ m²"


def glyphs(pdf):
    """The numbers of all glyphs that are drawn; 0 is the box of what a font does not have."""
    found = []
    with pikepdf.open(pdf.path) as document:
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"Tj", "TJ"}:
                    parts = operands[0] if str(operator) == "TJ" else operands
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            drawn = bytes(part)
                            found += [drawn[at : at + 2] for at in range(0, len(drawn), 2)]
    return found


def test_the_scripts_of_the_archipelago_are_printed_and_can_be_read_again(opened):  # noqa: F811
    piece = render_piece(f"<p>{OURS}</p>")

    pdf = opened(piece.pdf)
    assert piece.remarks == ()
    assert len(glyphs(pdf)) > 20
    assert b"\0\0" not in glyphs(pdf)
    text = re.sub(r"\s", "", pdf.text)
    for sign in "ꦲᬅᮞᨒ😀→≥✓":
        assert sign in text


def test_what_no_font_has_is_said_in_its_place_and_in_a_remark(opened):  # noqa: F811
    piece = render_piece(
        "<title>漢</title><p>Kota <b>漢字</b>, नम dan 字.</p>"
        '<svg viewBox="0 0 90 20"><text x="1" y="9">漢</text></svg>'
    )

    pdf = opened(piece.pdf)
    assert b"\0\0" not in glyphs(pdf)
    for words in (
        "Kota [2 aksara tidak dapat dicetak: U+6F22 U+5B57], [2 aksara",
        "dan [satu aksara tidak dapat dicetak: U+5B57].",
        "□",
    ):
        assert words in pdf.text
    told = "Aksara U+6F22 U+5B57 tidak dapat dicetak: hurufnya tidak tersedia."
    assert told in piece.remarks
    assert len(piece.remarks) == 3


def test_an_address_gets_no_hyphen_wherever_it_was_typed(opened):  # noqa: F811
    address = "https://pelayanan.contohkabupatenbanjarnegara.go.id/keterbukaaninformasi/daftar"
    words = "Sumber data yang dipakai dalam perencanaan tersebut: "

    pdf = opened(render_piece(f"<p>{words * 2}{address}. Selesai.</p>").pdf)

    raw = re.sub(r"\s", "", pdf._run("pdftotext", "-raw", str(pdf.path), "-"))
    assert f"{address}.Selesai." in raw
