"""What a cell's number format does to the number that people see (ECMA-376, part 1, 18.8.31).

A format may show a hundredfold (a per cent sign), a thousandth (a comma behind the digits), or
write a word behind the number ("juta"). What stands in quotes or behind a backslash is only text.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

PIECES = re.compile(
    r'"(?P<quoted>[^"]*)"?'  # written as it stands
    r"|\\(?P<escaped>.)"
    r"|[_*].?"  # as wide as a sign; repeated to fill the cell
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]"
    r"|\[(?P<test>[<>=]+)(?P<bound>-?[0-9.]+)\]"
    r"|\[[^\]]*\]"  # a colour, elapsed time
    r"|(?P<end>;)"
    r"|(?P<sign>.)",
    re.S,
)
TESTS = {
    "<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__,
    "=": Decimal.__eq__, "<>": Decimal.__ne__,
}  # fmt: skip


@dataclass(frozen=True)
class CellFormat:
    """What the format of a cell makes of its number."""

    percents: int = 0  # each shows a hundredfold
    thousandths: int = 0  # each shows a thousandth
    words: str = ""  # what is written around the digits: "Rp", " juta"


PLAIN = CellFormat()


def shown_by(number_format: str, number: float) -> CellFormat:
    """What a format makes of this number: of its sections, the one that the number falls into."""
    sections = _sections(str(number_format or ""))
    value = Decimal(str(number))
    for test, bound, shown in sections:
        if test and TESTS[test](value, bound):
            return shown
    if any(test for test, _, _ in sections):
        return next((shown for test, _, shown in reversed(sections) if not test), PLAIN)
    if value < 0 and len(sections) > 1:
        return sections[1][2]
    if not value and len(sections) > 2:
        return sections[2][2]
    return sections[0][2]


@lru_cache(maxsize=500)
def _sections(number_format):
    """The condition of each section, and what it shows; a fourth one is for texts."""
    sections, piece = [], _Section()
    for found in PIECES.finditer(number_format):
        if found["end"]:
            sections.append(piece.made())
            piece = _Section()
        else:
            piece.take(found)
    return tuple([*sections, piece.made()][:3])


class _Section:
    """A section of a format while it is read."""

    def __init__(self):
        self.test, self.bound = "", Decimal(0)
        self.percents = self.thousandths = 0
        self.words = ""

    def take(self, found):
        written = found["quoted"] or found["escaped"] or found["currency"]
        if written:
            self.words += f"{written}"
        elif found["test"] in TESTS:
            self.test, self.bound = found["test"], Decimal(found["bound"])
        elif found["sign"] == "%":
            self.percents += 1
        elif found["sign"] == ",":
            self.thousandths += 1
        elif found["sign"] in tuple("0#?"):
            self.thousandths = 0  # that comma parted digits
        elif found["sign"] == " ":
            self.words += " "

    def made(self):
        return self.test, self.bound, CellFormat(self.percents, self.thousandths, self.words)
