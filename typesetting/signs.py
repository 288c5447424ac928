"""Signs that no font of the books has: they are told, and never printed as a box without a word.

The fonts of static/print/fonts.css hold Latin, Arabic, Greek, the scripts of Java, Bali, Sunda and
Sulawesi, mathematics, symbols and emoji. A script of another part of the world is a font of
megabytes, of which a book would need a word.
"""

import io
import re
from functools import cache
from xml.etree.ElementTree import Element

from fontTools.ttLib import TTFont

from typesetting.pictures import own_file
from typesetting.runs import part_runs

FACE = re.compile(r'url\("([^"]*)"\)(?:; unicode-range:([^}]*))?')
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
# No font need have them: spaces, ends of lines, signs without ink, what joins or varies others.
WITHOUT_INK = (
    "\t-\r\x20\x85\u00a0\u00ad\u034f\u061c\u1680\u180b-\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
)
BOX = "□"
SHOWN = 3  # of the signs of one place


@cache
def _missing() -> re.Pattern[str]:
    """A run of signs that no face holds."""
    held = "".join(
        f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        for name, told in FACE.findall(own_file("fonts.css").content.decode())
        for first, last in (_told_ranges(told) if told else _held_ranges(name))
    )
    return re.compile(f"[^{WITHOUT_INK}{held}]+")


def _told_ranges(told):
    return [(int(a, 16), int(b or a, 16)) for a, b in RANGE.findall(told)]


def _held_ranges(name):
    """What the file of a face without a range has."""
    with TTFont(io.BytesIO(own_file(name).content), lazy=True) as font:
        return [(sign, sign) for sign in font.getBestCmap()]


def tell_missing(root: Element) -> list[str]:
    """Put words in place of what has no sign in our fonts; returns a remark for each place."""
    remarks: list[str] = []

    def told(signs):
        span = Element("span", {"class": "unprintable"})
        span.text = _in_words(signs)
        remarks.append(f"Aksara {_codes(signs)} tidak dapat dicetak: hurufnya tidak tersedia.")
        return span

    if _missing().search("".join(root.itertext())):
        part_runs(root, _missing(), told)
        for element in root.iter():  # what is left stands in a drawing, or in the title
            if element.text:
                element.text = _missing().sub(BOX, element.text)
    return remarks


def _in_words(signs):
    count = len(signs)
    what = "satu aksara" if count == 1 else f"{count} aksara"
    return f"[{what} tidak dapat dicetak: {_codes(signs)}]"


def _codes(signs):
    codes = [f"U+{ord(sign):04X}" for sign in dict.fromkeys(signs)]
    return " ".join(codes[:SHOWN]) + (" …" if len(codes) > SHOWN else "")
