"""Pieces become one PDF: page numbers, page labels, links, outline, and the tree of its tags.

The page number is written here and not by the typesetting, so that a piece which grows by a page
changes only the numbers of the pages after it, and pieces can be kept. A draft is joined in a
fraction of a second; the book of an edition is an archival one, whose tags are joined as well.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from indonesian import roman
from typesetting.facts import PdfPiece
from typesetting.finishing import EnclosedFile, enclose, finish
from typesetting.pictures import own_file
from typesetting.structure import join_trees

COVER = None  # the prefix of a page without number
FRONT = ""  # i, ii, iii …; a chapter's prefix is "III-"
MM = 72 / 25.4


@dataclass(frozen=True)
class NumberedPiece:
    """A piece and the way its pages are numbered."""

    prefix: str | None
    piece: PdfPiece
    goes_on: bool = False  # its headings hang below those of the piece before


@dataclass(frozen=True)
class About:
    """What a reader of files says of a book: title, who made it, of which day it is."""

    title: str
    author: str = ""
    day: date | None = None


def page_labels(parts: Sequence[NumberedPiece]) -> list[str]:
    """The printed label of every page: "" for the cover, "iv", "III-12"."""
    count: dict[str | None, int] = {}
    labels = []
    for part in parts:
        for _ in part.piece.pages:
            number = count[part.prefix] = count.get(part.prefix, 0) + 1
            if part.prefix is COVER:
                labels.append("")
            elif part.prefix == FRONT:
                labels.append(roman(number).lower())
            else:
                labels.append(f"{part.prefix}{number}")
    return labels


def anchor_pages(parts: Sequence[NumberedPiece]) -> dict[str, tuple[int, float, float]]:
    """Where each anchor of the book is: page from 0, x, y. The first of two equal names holds."""
    places: dict[str, tuple[int, float, float]] = {}
    first = 0
    for part in parts:
        for name, (page, x, y) in part.piece.anchors.items():
            places.setdefault(name, (first + page, x, y))
        first += len(part.piece.pages)
    return places


def join(parts: Sequence[NumberedPiece], about: About) -> bytes:
    """One PDF of all parts: language, title, numbers, labels, links, outline. The same parts give
    the same bytes.

    Links `ref:NAME` to an anchor that is in no part become plain text.
    """
    pdf, _ = _joined(parts)
    _describe(pdf, about)
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def join_archival(parts: Sequence[NumberedPiece], enclosed: Sequence[EnclosedFile] = ()) -> bytes:
    """The same of parts that were set for the archive, as one PDF/A-3a and PDF/UA-1.

    What is said of the book is what the first part says of itself.
    """
    pdf, opened = _joined(parts)
    join_trees(pdf, opened)
    pdf.Root.OutputIntents = pdf.copy_foreign(opened[0].make_indirect(opened[0].Root.OutputIntents))
    pdf.Root.Metadata = pdf.copy_foreign(opened[0].Root.Metadata)
    for key, value in opened[0].docinfo.items():
        pdf.docinfo[key] = str(value)
    for one in enclosed:
        enclose(pdf, one)
    return finish(pdf)


def _joined(parts):
    labels, places = page_labels(parts), anchor_pages(parts)
    pdf = pikepdf.new()
    opened = [pikepdf.open(io.BytesIO(part.piece.pdf)) for part in parts]
    for source in opened:
        pdf.pages.extend(source.pages)
    _write_numbers(pdf, labels)
    _link(pdf, places)
    _label(pdf, parts)
    _outline(pdf, parts)
    pdf.Root.Lang = String("id")
    pdf.Root.PageMode = Name.UseOutlines
    _share_fonts(pdf)
    return pdf, opened


def _describe(pdf, about):
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        metadata["dc:title"] = about.title
        metadata["dc:language"] = ["id"]
        if about.author:
            metadata["dc:creator"] = [about.author]
        if about.day:
            metadata["xmp:CreateDate"] = about.day.isoformat()


def _link(pdf, places):
    """One tree of named places for the whole book; what was written ref:NAME leads into it."""
    names = Array()
    for name in sorted(places):
        page, x, y = places[name]
        names.append(String(name))
        names.append(Array([pdf.pages[page].obj, Name.XYZ, round(x, 1), round(y, 1), 0]))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))
    for page in pdf.pages:
        for link in page.obj.get("/Annots", Array()):
            target = _target(link)
            if target is None:
                continue
            if target in places:
                link.A = Dictionary(S=Name.GoTo, D=String(target))
                if "/Dest" in link:
                    del link["/Dest"]
            elif "/A" in link:
                del link["/A"]


def _target(link):
    """The name that a link of a piece asks for; None for a link out of the book."""
    if "/A" in link and "/URI" in link.A:
        uri = str(link.A.URI)
        return uri.removeprefix("ref:") if uri.startswith("ref:") else None
    if "/A" in link and link.A.get("/S") == Name.GoTo and isinstance(link.A.D, String):
        return str(link.A.D)
    return str(link.Dest) if isinstance(link.get("/Dest"), String) else None


def _label(pdf, parts):
    numbers, last, page = Array(), object(), 0
    for part in parts:
        if part.prefix != last:
            if part.prefix is COVER:
                style = Dictionary(P=String("Sampul"))
            elif part.prefix == FRONT:
                style = Dictionary(S=Name.r)
            else:
                style = Dictionary(S=Name.D, P=String(part.prefix))
            numbers.append(page)
            numbers.append(style)
            last = part.prefix
        page += len(part.piece.pages)
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def _outline(pdf, parts):
    """Headings below those of a higher level; those of a part that goes on hang where it does."""
    with pdf.open_outline() as outline:
        first, above = 0, []
        for part in parts:
            if not part.goes_on:
                above = []
            for mark in part.piece.bookmarks:
                while above and above[-1][0] >= mark.level:
                    above.pop()
                item = OutlineItem(mark.label, first + mark.page, "XYZ", left=0, top=mark.top)
                (above[-1][1].children if above else outline.root).append(item)
                above.append((mark.level, item))
            first += len(part.piece.pages)


def _share_fonts(pdf):
    """The same font file is in many pieces: keep one of equal ones."""
    kept = {}
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            digest = hashlib.sha256(thing.FontFile2.read_raw_bytes()).digest()
            thing.FontFile2 = kept.setdefault(digest, thing.FontFile2)


# -------------------------------------------------------------------------------- page numbers


def _write_numbers(pdf, labels):
    numbers = _Numbers(pdf)
    for page, label in zip(pdf.pages, labels, strict=True):
        if label:
            numbers.write(page, label)


@cache
def _font_of_numbers(characters):
    """The font, its file and its names of characters, cut to these."""
    font = TTFont(io.BytesIO(own_file("fonts/plus-jakarta-sans-latin-600-normal.ttf").content))
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # the same bytes every time
    font.recalcTimestamp = False
    file = io.BytesIO()
    font.save(file)
    return font, file.getvalue(), font.getBestCmap()


class _Numbers:
    """Writes labels in the book's own font, at the place that the stylesheet leaves free.

    20 glyphs of it are enough. The label is marked as an artifact: a screen reader has the page
    label already.
    """

    SIZE = 9
    CHARACTERS = "ivxlcdmIVXLCDM-0123456789"

    def __init__(self, pdf):
        font, file, names = _font_of_numbers(self.CHARACTERS)
        per_em, widths = font["head"].unitsPerEm, font["hmtx"]
        self.file = file
        self.glyph = {c: font.getGlyphID(names[ord(c)]) for c in self.CHARACTERS}
        self.width = {c: widths[names[ord(c)]][0] * 1000 / per_em for c in self.CHARACTERS}
        ascent, descent = font["hhea"].ascent / per_em, -font["hhea"].descent / per_em
        # from the top of a line of height 1 to its baseline
        self.drop = (ascent - (ascent + descent - 1) / 2) * self.SIZE
        self.pdf, self.font = pdf, self._embed(pdf, font, ascent, descent)

    def _embed(self, pdf, font, ascent, descent):
        """The font as PDF wants it: a composite one, glyphs written by their number."""
        name = Name("/SIMPUL+Book-Sans-Numbers")
        described = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, font, name, ascent, descent)),
            W=self._widths(),
            DW=0,
            CIDToGIDMap=Name.Identity,
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(described)],
                ToUnicode=pdf.make_stream(self._to_unicode().encode()),
            )
        )

    def _descriptor(self, pdf, font, name, ascent, descent):
        head = font["head"]
        box = [head.xMin, head.yMin, head.xMax, head.yMax]
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=[side * 1000 // head.unitsPerEm for side in box],
            ItalicAngle=0,
            Ascent=round(ascent * 1000),
            Descent=round(-descent * 1000),
            CapHeight=700,
            StemV=100,
            FontFile2=pdf.make_stream(self.file),
        )

    def _widths(self):
        widths = Array()
        for character in self.CHARACTERS:
            widths.append(self.glyph[character])
            widths.append(Array([round(self.width[character], 1)]))
        return widths

    def _to_unicode(self):
        pairs = " ".join(f"<{self.glyph[c]:04x}> <{ord(c):04x}>" for c in self.CHARACTERS)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /N def"
            " /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange"
            f" {len(self.CHARACTERS)} beginbfchar {pairs} endbfchar endcmap end end"
        )

    def write(self, page, label):
        box = page.mediabox
        wide = box[2] > box[3]
        # one place each for upright and turned pages (look/book, "Geometry")
        right, top = (20, 14.5) if wide else (25, 17.5)
        length = sum(self.width[character] for character in label) * self.SIZE / 1000
        x, y = float(box[2]) - right * MM - length, top * MM - self.drop
        glyphs = "".join(f"{self.glyph[character]:04x}" for character in label)
        page.contents_add(b"q", prepend=True)  # the piece's own matrix must not hold for the number
        page.contents_add(
            (
                f"Q /Artifact BMC q BT /SimpulNumber {self.SIZE} Tf .102 .133 .176 rg"
                f" 1 0 0 1 {x:.2f} {y:.2f} Tm <{glyphs}> Tj ET Q EMC"
            ).encode()
        )
        resources = page.obj.Resources
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font["/SimpulNumber"] = self.font
