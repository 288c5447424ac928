"""Elements of WordprocessingML: how one is made, and the order in which Word wants its parts."""

import re
from dataclasses import dataclass

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser

W = f"{{{nsmap['w']}}}"
R = f"{{{nsmap['r']}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 has no place for, also when somebody wrote it as a number ("&#1;").
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TWIPS = 1440 / 25.4  # of a millimetre
# Word refuses a file in which these stand in another order.
ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs"),
        *("bidi", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "u", "shd"),
        *("vertAlign", "rtl", "lang"),
    ),
    "tblPr": (
        *("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
        "tblCaption",
    ),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign"),
    "sectPr": (
        *("headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols"),
        "titlePg",
    ),
}


def w(tag: str, *children, **attributes):
    """An element with its children and its attributes, which are all of the namespace of Word."""
    element = oxml_parser.makeelement(W + tag)
    for name, value in attributes.items():
        element.set(W + name, str(value))
    element.extend(child for child in children if child is not None)
    return element


def clean(text: str) -> str:
    """A text without the signs that no XML file may hold."""
    return FORBIDDEN.sub("", text)


def twips(millimetres: float) -> int:
    """A length as Word counts it: twentieths of a point."""
    return round(millimetres * TWIPS)


def flag(tag: str, is_on: bool | None):
    """A property that is on or off; nothing where the style says which."""
    if is_on is None:
        return None
    return w(tag) if is_on else w(tag, val="0")


@dataclass(frozen=True)
class Letters:
    """How letters look beyond what the style of their paragraph says; None leaves it to that."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    underline: bool | None = None
    raised: str = ""  # superscript or subscript
    colour: str = ""
    shade: str = ""
    size: int = 0  # in half points
    style: str = ""
    is_whole: bool = False  # no line may end in it

    @property
    def properties(self):
        """The element that says so; None when there is nothing to say."""
        shade = self.shade and w("shd", val="clear", color="auto", fill=self.shade)
        children = [
            w("rStyle", val=self.style) if self.style else None,
            flag("b", self.bold),
            flag("i", self.italic),
            flag("strike", self.strike),
            w("color", val=self.colour) if self.colour else None,
            w("sz", val=self.size) if self.size else None,
            w("szCs", val=self.size) if self.size else None,
            w("u", val="single") if self.underline else None,
            shade if self.shade else None,
            w("vertAlign", val=self.raised) if self.raised else None,
        ]
        return w("rPr", *children) if any(child is not None for child in children) else None


PLAIN = Letters()


def run(*children, letters: Letters = PLAIN):
    """Letters, or something that stands among them."""
    return w("r", letters.properties, *children)


def text_run(text: str, letters: Letters = PLAIN):
    """Letters; a line that ends inside of them ends in Word, too."""
    parts = []
    for number, line in enumerate(clean(text).split("\n")):
        parts += [w("br")] if number else []
        written = w("t")
        written.text = line
        written.set(SPACE, "preserve")
        parts.append(written)
    return run(*parts, letters=letters)


def field(code: str, shown: str, letters: Letters = PLAIN) -> list:
    """A field with what it shows until somebody has Word make it anew."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    return [
        run(w("fldChar", fldCharType="begin"), letters=letters),
        run(instruction, letters=letters),
        run(w("fldChar", fldCharType="separate"), letters=letters),
        text_run(shown, letters),
        run(w("fldChar", fldCharType="end"), letters=letters),
    ]
