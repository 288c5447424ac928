"""A Word file while it is being written: its parts, numbers, notes, pictures, sections.

python-docx keeps the package; styles and all that never changes lie in `parts/` as a Word file
holds them.
"""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import PartFactory, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wordfiles.elements import Letters, R, W, field, run, text_run, twips, w
from wordfiles.fonts import embedded_fonts

PARTS = Path(__file__).parent / "parts"
BEGINNING = (1980, 1, 1, 0, 0, 0)  # no file of a ZIP can be older: the same bytes every day
UPRIGHT, TURNED = (210, 297), (297, 210)  # millimetres
MARGINS = {UPRIGHT: (30, 25, 27, 25), TURNED: (25, 20, 20, 20)}  # top, right, bottom, left
EMU = 36_000  # of a millimetre
SIGNS = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
BULLETS = "•–▪"
LEVELS = 9
LINKED = Letters(style="Hyperlink")
REF = "ref:"  # before an anchor of the content that a link leads to

PartFactory.part_type_for[CONTENT_TYPE.WML_FOOTNOTES] = XmlPart


@dataclass(frozen=True)
class PageKind:
    """What the pages of a section share: their head, their foot, how they are numbered."""

    header: tuple[str, str] = ("", "")
    footer: str = ""
    prefix: str = ""  # before the number of the page: "III-"
    numbers: str = "decimal"
    is_bare: bool = False  # neither head nor foot: the cover


class WordFile:
    """A Word file to which things are added in the order in which they are read."""

    def __init__(self):
        self._document = docx.Document(_empty())
        self.main = self._document.part
        self.body = self._document.element.body
        self.body.remove(self.body[-1])  # the properties of its only section
        self.notes = self.main.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
        self._numbering = self.main.numbering_part.element
        self._lists, self._frames = 0, {}
        self._ids, self.names, self.pending = 0, {}, []  # pending: marks of the next paragraph
        self._section, self._begun, self._marked = None, 0, set()
        self._add_signs()

    # --------------------------------------------------------------------------------- sections

    def section(self, kind: PageKind, *, is_turned: bool = False, is_new: bool = False) -> None:
        """What follows stands on pages of this kind; `is_new` numbers them from 1."""
        size = TURNED if is_turned else UPRIGHT
        if self._section is not None:
            before, _, was_new = self._section
            is_empty = len(self.body) == self._begun
            if is_empty and not was_new:
                pass  # nothing stands on its pages, and nothing will
            elif is_empty and before == kind:
                is_new = True
            else:
                self._end_section()
        self._section, self._begun = (kind, size, is_new), len(self.body)

    def _end_section(self):
        last = self.body[-1] if len(self.body) else None
        if last is None or last.tag != f"{W}p" or last.find(f"{W}pPr/{W}sectPr") is not None:
            last = w("p", w("pPr", w("pStyle", val="Pemisah")))
            self.body.append(last)
        if (properties := last.find(f"{W}pPr")) is None:
            last.insert(0, properties := w("pPr"))
        properties.append(self._properties())

    def _properties(self):
        kind, size, is_new = self._section
        top, right, bottom, left = MARGINS[size]
        numbered = {"fmt": kind.numbers} | ({"start": 1} if is_new else {})
        references = [w(f"{name}Reference", type="default") for name in ("header", "footer")]
        for reference, key in zip(references, self._frame(kind, size), strict=True):
            reference.set(f"{R}id", key)
        turned = {"orient": "landscape"} if size == TURNED else {}
        return w(
            "sectPr",
            *references,
            w("type", val="nextPage"),
            w("pgSz", w=twips(size[0]), h=twips(size[1]), **turned),
            w(
                "pgMar", top=twips(top), right=twips(right), bottom=twips(bottom),
                left=twips(left), header=twips(15), footer=twips(12), gutter=0,
            ),
            w("pgNumType", **numbered),
            w("cols", space=708),
        )  # fmt: skip

    def _frame(self, kind, size):
        """The keys of head and foot; sections of one kind share them."""
        if (kind, size) not in self._frames:
            header, header_key = self.main.add_header_part()
            footer, footer_key = self.main.add_footer_part()
            width = size[0] - MARGINS[size][1] - MARGINS[size][3]
            left, right = kind.header
            _fill(header.element, "Header", width, [text_run(left)], [text_run(right)])
            number = [text_run(kind.prefix), *field("PAGE", "1")]
            ends = [[], []] if kind.is_bare else [[text_run(kind.footer)], number]
            _fill(footer.element, "Footer", width, *ends)
            self._frames[kind, size] = header_key, footer_key
        return self._frames[kind, size]

    # ---------------------------------------------------------------------- numbers and names

    def _next(self):
        self._ids += 1
        return self._ids

    def name_of(self, anchor: str) -> str:
        """What a place is called in Word, whose names are short and hold no hyphen."""
        if anchor not in self.names:
            plain = "".join(sign if sign.isalnum() else "_" for sign in anchor)[:30]
            taken = plain in self.names.values() or plain != anchor.replace("-", "_")
            plain = f"{plain}_{len(self.names)}" if taken else plain
            self.names[anchor] = plain if plain[0].isalpha() else f"t{plain}"
        return self.names[anchor]

    def bookmark(self, anchor: str) -> list:
        """The two elements around what a reference leads to."""
        key = self._next()
        if anchor in self._marked:  # who links to it is led to the first
            anchor = f"{anchor} {key}"
        self._marked.add(anchor)
        return [w("bookmarkStart", id=key, name=self.name_of(anchor)), w("bookmarkEnd", id=key)]

    def _add_signs(self):
        """The kinds of lists: signs, numbers, letters; each list is counted by itself."""
        for number, kind in enumerate(("bullet", *SIGNS)):
            self._numbering.append(
                w(
                    "abstractNum",
                    w("multiLevelType", val="hybridMultilevel"),
                    *(_level(at, kind) for at in range(LEVELS)),
                    abstractNumId=number,
                )
            )

    def list(self, kind: str, level: int, start: int = 1) -> int:
        """A new list: its key. `kind` is one of SIGNS, or "bullet"."""
        self._lists += 1
        begins = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        abstract = w("abstractNumId", val=("bullet", *SIGNS).index(kind))
        only = begins if kind != "bullet" else None
        self._numbering.append(w("num", abstract, only, numId=self._lists))
        return self._lists

    def note(self):
        """A footnote that is still empty, and what stands in the text at its place."""
        key = len(self.notes.element) - 1  # two are the lines above the notes
        note = w("footnote", id=key)
        self.notes.element.append(note)
        return note, w("footnoteReference", id=key)

    # --------------------------------------------------------------------------------- pictures

    def picture(self, part, content: bytes, width: float, height: float, words: str):
        """A picture among the letters; sizes in millimetres, `words` for who does not see it."""
        key, _ = part.get_or_add_image(io.BytesIO(content))
        number = self._next()
        place = _xml(
            f'<wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">'
            f"{_drawing(number, key, width, height)}</wp:inline>"
        )
        place.find(f".//{{{place.nsmap['wp']}}}docPr").set("descr", words)
        return w("drawing", place)

    def backdrop(self, content: bytes, width: float, height: float, top: float):
        """A picture behind the letters, at the left edge of the sheet; ornament without words."""
        key, _ = self.main.get_or_add_image(io.BytesIO(content))
        place = _xml(
            f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0" '
            'simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" '
            'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * EMU)}</wp:posOffset>'
            "</wp:positionV>"
            f"{_drawing(self._next(), key, width, height, '<wp:wrapNone/>')}</wp:anchor>"
        )
        return w("drawing", place)

    def lead_the_links(self, labels: dict[str, str]) -> None:
        """Links of the content lead to what became of their anchors; those to nothing are words.

        `labels` has what captions are called, by anchor: "Tabel 4.2".
        """
        for body in (self.body, self.notes.element):
            for link in list(body.iter(f"{W}hyperlink")):
                anchor = link.get(f"{W}anchor", "")
                if not anchor.startswith(REF):
                    continue
                parent, at = link.getparent(), link.getparent().index(link)
                anchor = anchor.removeprefix(REF)
                if (name := self.names.get(anchor)) is None:
                    parent[at : at + 1] = list(link)
                elif labels.get(anchor) == _said(link):
                    # What a caption is called: Word keeps it right when its number changes.
                    parent[at : at + 1] = field(f"REF {name} \\h", labels[anchor], LINKED)
                else:
                    link.set(f"{W}anchor", name)

    # ------------------------------------------------------------------------------- the file

    def describe(self, *, title: str, owner: str, subject: str, about: str, day: dt.date) -> None:
        """What the file says of itself."""
        about_file = self._document.core_properties
        about_file.title, about_file.subject, about_file.comments = title, subject, about
        about_file.author = about_file.last_modified_by = owner
        about_file.language, about_file.revision = "id-ID", 1
        moment = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  python-docx takes it as UTC
        about_file.created = about_file.modified = moment

    def save(self) -> bytes:
        """The bytes of the file, the same for the same content."""
        self.body.append(self._properties())
        made, out = io.BytesIO(), io.BytesIO()
        self._document.save(made)
        with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                _add(new, entry.filename, old.read(entry))
        return out.getvalue()


def _said(element):
    """The letters in an element; python-docx gives `itertext` those of each run thrice."""
    return "".join(one.text or "" for one in element.iter(f"{W}t")).replace("\xa0", " ")


def _empty():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for path in sorted(PARTS.rglob("*")):
            if path.is_file():
                _add(package, path.relative_to(PARTS).as_posix(), path.read_bytes())
        for name, content in embedded_fonts().items():
            _add(package, name, content)
    return io.BytesIO(out.getvalue())


def _add(package, name, content):
    package.writestr(zipfile.ZipInfo(name, BEGINNING), content, zipfile.ZIP_DEFLATED)


def _fill(frame, style, width, left, right):
    """A line of a head or a foot: something at the left, something at the right."""
    for child in list(frame):
        frame.remove(child)
    tabs = w("tabs", w("tab", val="clear", pos=9071), w("tab", val="right", pos=twips(width)))
    properties = w("pPr", w("pStyle", val=style), tabs)
    frame.append(w("p", properties, *left, run(w("tab")), *right))


def _level(at, kind):
    is_bullet = kind == "bullet"
    sign = BULLETS[at % len(BULLETS)] if is_bullet else f"%{at + 1}."
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=340 * (at + 1), hanging=340)),
        ilvl=at,
    )


def _xml(text):
    return parse_xml(text)


def _drawing(number, key, width, height, wrap=""):
    across, down = round(width * EMU), round(height * EMU)
    return (
        f'<wp:extent cx="{across}" cy="{down}"/>'
        + (f'<wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}' if wrap else "")
        + f'<wp:docPr id="{number}" name="Gambar {number}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Gambar {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" '
        f'cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
