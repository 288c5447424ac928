"""Numbers and money as an Indonesian office writes them.

Spaces inside an amount are no-break spaces, so that a line never ends between "Rp" and its number.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def angka(number, places=None):
    """21000 -> "21.000"; 84.6 -> "84,6". With `places`, exactly so many decimals, rounded half up.

    Without `places` an exact number keeps its decimals and drops the zeros at their end.
    """
    value = Decimal(str(number))
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(value):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = MINUS if value < 0 else ""
    return sign + text.translate(str.maketrans(",.", ".,"))


def rupiah(amount):
    """1250000000 -> "Rp 1.250.000.000". Cents are rounded away."""
    text = angka(amount, 0)
    return f"{MINUS if text[0] == MINUS else ''}Rp{NBSP}{text.lstrip(MINUS)}"


def rupiah_short(amount):
    """1250000000 -> "Rp 1,25 miliar": at most two decimals; below a million the whole amount."""
    value = Decimal(str(amount))
    for size, name in SCALES:
        if abs(value) >= size:
            short = (value / size).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            if abs(short) == 1000 and size < SCALES[0][0]:  # 999.999.999 is 1 miliar
                return rupiah_short(short * size)
            text = angka(short)
            return f"{MINUS if short < 0 else ''}Rp{NBSP}{text.lstrip(MINUS)}{NBSP}{name}"
    return rupiah(value)


@dataclass(frozen=True)
class MoneyUnit:
    """One measure for all amounts of a page; `name` says it once, in the head: "miliar rupiah"."""

    name: str
    size: int
    places: int

    def write(self, amount) -> str:
        """2250000000 -> "2,25" in miliar. What would be rounded away is "<0,01", never nothing."""
        value = Decimal(str(amount)) / self.size
        least = Decimal(1).scaleb(-self.places)
        return f"<{angka(least)}" if 0 < value < least / 2 else angka(value, self.places)


MONEY_UNITS = (
    MoneyUnit("miliar rupiah", 10**9, 2),
    MoneyUnit("juta rupiah", 10**6, 1),
    MoneyUnit("rupiah", 1, 0),
)


def money_unit(total) -> MoneyUnit:
    """The measure for amounts that add up to `total`: the largest that holds it ten times."""
    return next((one for one in MONEY_UNITS if total >= 10 * one.size), MONEY_UNITS[-1])


def juta(amount):
    """An amount in millions, for tight tables: 1250000000 -> "1.250"."""
    return angka(Decimal(str(amount)) / 10**6, 0)


def persen(value, places=1):
    """84.6 -> "84,6 persen". The value is the percentage itself, not a share of one."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{angka(rounded)}{NBSP}persen"


def _below_thousand(number):
    """Words of 1..999; "seratus", "sepuluh" and "sebelas" are one word."""
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{DIGITS[hundreds]} ratus")
    if rest == 10:
        words.append("sepuluh")
    elif rest == 11:
        words.append("sebelas")
    elif 12 <= rest <= 19:
        words.append(f"{DIGITS[rest - 10]} belas")
    else:
        tens, ones = divmod(rest, 10)
        words += [f"{DIGITS[tens]} puluh"] if tens else []
        words += [DIGITS[ones]] if ones else []
    return " ".join(words)


def terbilang(number):
    """2023 -> "dua ribu dua puluh tiga", up to 999 triliun; larger raises ValueError.

    "Seribu" is exactly one thousand at the head of its group: 1001000 is "satu juta seribu".
    """
    number = int(number)
    if abs(number) >= 10**15:
        raise ValueError("Angka di atas 999 triliun tidak ditulis dengan huruf.")
    if number < 0:
        return f"minus {terbilang(-number)}"
    if number == 0:
        return DIGITS[0]
    words = []
    for size, name in SCALES:
        group, number = divmod(number, size)
        words += [f"{_below_thousand(group)} {name}"] if group else []
    thousands, number = divmod(number, 1000)
    if thousands:
        words.append("seribu" if thousands == 1 else f"{_below_thousand(thousands)} ribu")
    if number:
        words.append(_below_thousand(number))
    return " ".join(words)


def counted(number: int) -> str:
    """5 -> "lima", 26 -> "26": words up to ten, then figures."""
    return terbilang(number) if number <= 10 else angka(number)


def many(number: int, noun: str) -> str:
    """How a sentence begins: "Lima dimensi", "Dua belas dimensi", "Sebanyak 26 dimensi".

    A sentence begins with no figure (EYD): one or two words, else "sebanyak" before the figure.
    """
    words = terbilang(number)
    start = words.capitalize() if words.count(" ") < 2 else f"Sebanyak {angka(number)}"
    return f"{start} {noun}"


ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """14 -> "XIV", as chapters, bimtek and front pages are numbered."""
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out
