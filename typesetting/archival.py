"""A document for the archive: PDF/A-3a and PDF/UA-1 at once, with empty fields for signatures.

WeasyPrint writes one variant of PDF and no field of a signature. What is missing is put in here,
before the bytes are frozen; afterwards every signature is added behind them and changes none.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Stream

from typesetting.finishing import EnclosedFile, enclose, finish
from typesetting.pdf import render_pdf
from typesetting.pictures import Images

PRINT_AND_LOCKED = 132
HAS_SIGNATURES_AND_ONLY_GROWS = 3  # so that the first signature needs not say it, changing the form
FONT_OF_INPUTS = "+Book-Field"  # static/print/fonts.css
OF_A_TEXT_FIELD = ("/DA", "/V", "/Ff", "/MaxLen", "/MK")


class FieldError(Exception):
    """The document has not the fields for signatures that it should have."""


def render_archival(
    html: str,
    *,
    title: str,
    language: str = "id",
    fields: Sequence[str] = (),
    others_sign: bool = False,
    attachments: Sequence[EnclosedFile] = (),
    images: Images | None = None,
) -> bytes:
    """Typeset a document as PDF/A-3a and PDF/UA-1. Takes a second or more: for a worker.

    Each `<input type="text" name="…" title="…">` becomes an empty, tagged field for a signature;
    `fields` are their names in order. `title` of the input is what a screen reader says of it.
    Where `others_sign`, who signs may bring a field of her own, so there is a form to hold it.
    The same document gives the same bytes. Raises FieldError when the names are others, when an
    input has no title, or when a field would lie on no page.
    """
    typeset = render_pdf(
        html, images=images, forms=bool(fields), archive=True, title=title, language=language
    )
    with pikepdf.open(io.BytesIO(typeset)) as pdf:
        _make_signature_fields(pdf, list(fields))
        if others_sign and "/AcroForm" not in pdf.Root:
            # A form that a signature brings along is none of the changes that pyHanko expects.
            form = Dictionary(Fields=Array(), SigFlags=HAS_SIGNATURES_AND_ONLY_GROWS)
            pdf.Root.AcroForm = pdf.make_indirect(form)
        for attachment in attachments:
            enclose(pdf, attachment)
        return finish(pdf)


def place_in(pdf: bytes, name: str) -> tuple[int, float, float, float]:
    """Where the element with this id stands: page (from 1), left and top in points, page height.

    WeasyPrint names a destination for each id. Raises FieldError when there is none.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if "/Dests" not in opened.Root.get("/Names", {}):
            raise FieldError("nothing has a place")
        names = NameTree(opened.Root.Names.Dests)
        if name not in names:
            raise FieldError(f"{name} has no place")
        page, _, left, top, *_ = names[name]
        number = next(at for at, one in enumerate(opened.pages, 1) if one.objgen == page.objgen)
        return number, float(left), float(top), float(opened.pages[number - 1].mediabox[3])


# ------------------------------------------------------------------------------------- signatures


def _make_signature_fields(pdf, names):
    form = pdf.Root.get("/AcroForm")
    widgets = list(form.Fields) if form is not None else []
    _check_fields(pdf, widgets, names)
    if not widgets:
        return
    for key in ("/NeedAppearances", "/DA"):
        if key in form:
            del form[key]
    form.SigFlags = HAS_SIGNATURES_AND_ONLY_GROWS
    _leave_out_the_font_of_inputs(form)
    for widget in widgets:
        _make_signature_field(pdf, widget)
    for element in _elements(pdf):
        # A signature changes its field. pyHanko looks for fields in /K itself, not in a list there.
        if element.get("/S") == Name.Form and isinstance(element.get("/K"), Array):
            (element.K,) = element.K


def _check_fields(pdf, widgets, names):
    found = [str(widget.T) for widget in widgets]
    if found != names:
        raise FieldError(f"{found} instead of {names}")
    on_pages = {one.objgen for page in pdf.pages for one in page.obj.get("/Annots", [])}
    for widget in widgets:
        if widget.objgen not in on_pages or str(widget.TU) == str(widget.T):
            raise FieldError(f"{widget.T} has no page or no title")


def _make_signature_field(pdf, widget):
    """A text field becomes an empty field for a signature, at the same place of the tree."""
    left, right = sorted(round(float(widget.Rect[at]), 2) for at in (0, 2))
    bottom, top = sorted(round(float(widget.Rect[at]), 2) for at in (1, 3))
    widget.Rect = Array([left, bottom, right, top])
    widget.FT = Name.Sig
    for key in OF_A_TEXT_FIELD:
        if key in widget:
            del widget[key]
    widget.F = PRINT_AND_LOCKED
    nothing = Stream(pdf, b"")
    nothing.Type, nothing.Subtype = Name.XObject, Name.Form
    nothing.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    widget.AP = Dictionary(N=pdf.make_indirect(nothing))


def _leave_out_the_font_of_inputs(form):
    """WeasyPrint embeds all of the font in which one would type; it is used for nothing else."""
    fonts = form.DR.Font  # those of the pages
    for key in [key for key in fonts if str(fonts[key].BaseFont).endswith(FONT_OF_INPUTS)]:
        del fonts[key]
    del form.DR


def _elements(pdf) -> Iterator[Dictionary]:
    """Every element of the structure tree."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        yield element
        children = element.get("/K")
        children = children if isinstance(children, Array) else [children]
        waiting += [one for one in children if isinstance(one, Dictionary) and "/S" in one]
