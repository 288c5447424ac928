"""A document for the archive: PDF/A-3a and PDF/UA-1 at once, with fields for signatures.

What the two standards ask is answered by veraPDF (test_standards.py); here is what they are silent
about, and what those who sign rely on.
"""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest

from tests.authority.conftest import run
from typesetting.archival import EnclosedFile, FieldError, render_archival

pytestmark = pytest.mark.system

DATA = EnclosedFile(
    "edisi.json", b'{"a":1}', description="Isi edisi 1.0", modified=datetime(2026, 1, 2, tzinfo=UTC)
)


def a_page(*inputs):
    rows = "".join(f"<tr><td>{row}</td><td class=box>{one}</td></tr>" for row, one in inputs)
    return f"""<section class="letter"><h1>Komitmen</h1><table class="t-sign commit"><thead>
    <tr><th scope="col">Nama</th><th scope="col">Tanda tangan</th></tr></thead>
    <tbody>{rows}</tbody></table></section>"""


def an_input(name, title="Tanda tangan elektronik Bupati"):
    return f'<input type="text" name="{name}" title="{title}">'


PAGE = a_page(("Bupati", an_input("ttd_01")), ("Sekda 2026", an_input("ttd_02", "Sekda")))


def make(html=PAGE, fields=("ttd_01", "ttd_02"), **given):
    return render_archival(html, title="Komitmen Bersama", fields=fields, **given)


@pytest.fixture(scope="module")
def document():
    return make(attachments=[DATA])


@pytest.fixture
def pdf(document):
    with pikepdf.open(io.BytesIO(document)) as opened:
        yield opened


def test_each_input_is_an_empty_field_for_a_signature_with_words_for_screen_readers(pdf):
    form = pdf.Root.AcroForm

    assert set(form.keys()) == {"/Fields", "/SigFlags"}
    assert [(str(one.T), str(one.TU)) for one in form.Fields] == [
        ("ttd_01", "Tanda tangan elektronik Bupati"),
        ("ttd_02", "Sekda"),
    ]
    for one in form.Fields:
        assert (one.FT, int(one.F), one.Subtype) == ("/Sig", 132, "/Widget")
        assert "/V" not in one
        width, height = one.Rect[2] - one.Rect[0], one.Rect[3] - one.Rect[1]
        assert list(one.AP.N.BBox) == [0, 0, width, height]
        assert one.AP.N.read_bytes() == b""


def test_the_place_of_a_field_in_the_tree_is_the_item_itself_and_no_list(pdf):
    forms = [thing for thing in pdf.objects if is_dictionary(thing) and thing.get("/S") == "/Form"]

    assert [str(form.K.Obj.T) for form in forms] == ["ttd_01", "ttd_02"]
    assert all(form.K.Type == "/OBJR" for form in forms)


def test_title_language_and_both_standards_are_said_in_the_one_description(pdf):
    said = pdf.Root.Metadata.read_bytes().decode()

    assert said.count("<rdf:RDF") == said.count("</rdf:RDF>") == 1
    assert re.findall(r'pdfaid:(?:part|conformance)="(.*?)"', said) == ["3", "A"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Komitmen Bersama", "id")


def test_an_attached_file_is_found_named_and_belongs_to_the_document(pdf):
    kept = pdf.attachments["edisi.json"]

    assert kept.get_file().read_bytes() == b'{"a":1}'
    assert kept.get_file().mime_type == "application/json"
    assert kept.description == "Isi edisi 1.0"
    (belonging,) = pdf.Root.AF
    assert (belonging.UF, belonging.AFRelationship) == ("edisi.json", "/Data")
    assert str(belonging.EF.F.Params.ModDate) == "D:20260102000000Z"


def test_no_font_is_embedded_whole_for_fields_in_which_nobody_types(pdf):
    fonts = {str(thing.BaseFont) for thing in pdf.objects if is_font(thing)}

    assert {name.partition("+")[2] for name in fonts} == {"Book-Serif", "Book-Serif-Semi-Bold"}


def test_the_same_document_gives_the_same_bytes(document):
    assert make(attachments=[DATA]) == document


def test_a_document_without_fields_has_no_form():
    with pikepdf.open(io.BytesIO(make("<p>Isi.</p>", ()))) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize(
    ("html", "fields", "said"),
    [
        (PAGE, ["ttd_01"], "ttd_02"),
        (PAGE, ["ttd_02", "ttd_01"], "instead of"),
        ("<p>Isi.</p>", ["ttd_01"], "instead of"),
        (a_page(("Bupati", an_input("ttd_01", ""))), ["ttd_01"], "no title"),
    ],
)
def test_other_fields_than_those_asked_for_are_refused(html, fields, said):
    with pytest.raises(FieldError, match=said):
        make(html, fields)


def test_qpdf_finds_no_fault(document, tmp_path):
    (tmp_path / "document.pdf").write_bytes(document)

    said = run("qpdf", "--check", tmp_path / "document.pdf").stdout

    assert "No syntax or stream encoding errors" in said


def is_dictionary(thing):
    return isinstance(thing, pikepdf.Dictionary)


def is_font(thing):
    return is_dictionary(thing) and thing.get("/Subtype") == "/Type0"
