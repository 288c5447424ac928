"""Numbers as Indonesian offices write them: 21.000, 84,6, Rp 1.250.000.000, 1,25 miliar.

A form field (`number_fields.py`) and a column of a table (`columns.py`) read them with the same
`NumberFormat`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from indonesian import angka
from tables.cells import figures

# The first group of a number never begins with nought: the point of 0.500 parts its decimals.
GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+")
SIGNED = re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
DOTTED = re.compile(r"-?(?:0\.[0-9]+|[0-9]+\.[0-9]{1,2})")  # as a keypad types it
BELOW_ONE = re.compile(r"^(-?0)\.(?=[0-9]+(?:[a-z]|$))")
ENGLISH = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")  # 1,250: a thousand, or one and a quarter?
POWER = re.compile(r"-?[0-9.,]+e[+-]?[0-9]+", re.I)  # 1,25E+09
MINUS = "[-\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}–—]"
A_DASH = re.compile(f"{MINUS}+")  # what people write for nothing
WORDS = {
    "ribu": 10**3, "rb": 10**3,
    "juta": 10**6, "jt": 10**6,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9,
    "triliun": 10**12, "t": 10**12,
}  # fmt: skip
SHORT = re.compile(r"(?P<number>[0-9.]+(?:,[0-9]+)?)(?P<word>[a-z]+)")
LARGEST_LINE = 100_000_000_000_000  # as the constraints of budget lines and ICT spending
LARGEST_COUNT = 2_000_000_000


@dataclass(frozen=True)
class NumberFormat:
    """One way to write a number. `parse` takes a text without white space."""

    parse: Callable[[str], int | Decimal]
    mode: str = "numeric"  # which keys a telephone shows
    longest: int = 40

    def read(self, text: str) -> int | Decimal | None:
        """The number that a text means; None when it is empty.

        A dash is empty as well. Raises ValidationError with a sentence.
        """
        text = text.strip()
        bare = _bare(text)
        if not bare or A_DASH.fullmatch(re.sub(r"^rp\.?", "", bare, flags=re.I)):
            return None
        MaxLengthValidator(self.longest)(text)
        if POWER.fullmatch(bare):
            raise ValidationError(
                f"“{text}” adalah ringkasan Excel. Tulis semua angkanya, misalnya 1.250.000.000."
            )
        return self.parse(bare)

    def of(self, number: Decimal) -> int | Decimal:
        """A number that a file holds as such, judged as a text would be.

        Raises ValidationError with a sentence; it says the number when decimals may be hidden.
        """
        try:
            return self.parse(figures(number).replace(".", ","))
        except ValidationError as error:
            if number == int(number):
                raise
            said = f"Sel ini berisi {angka(number)}. {error.messages[0]}"
            raise ValidationError(said) from None


def _count(text):
    if text.startswith("-"):
        raise ValidationError("Jumlah tidak dapat kurang dari nol.")
    if SIGNED.fullmatch(text) and "," in text:
        raise ValidationError("Tulis bilangan bulat, misalnya 21.000.")
    if not GROUPED.fullmatch(text):
        raise ValidationError("Tulis angka tanpa huruf, misalnya 21.000.")
    count = int(text.replace(".", ""))
    if count > LARGEST_COUNT:
        raise ValidationError(f"Jumlah paling besar {angka(LARGEST_COUNT)}.")
    return count


def _rupiah(text):
    text = re.sub(r"^rp\.?", "", text.lower())
    if text.startswith("-"):
        raise ValidationError("Anggaran tidak dapat kurang dari nol.")
    text = BELOW_ONE.sub(r"\1,", text)
    amount = _in_words(text)
    if amount is None and SIGNED.fullmatch(text):
        raise ValidationError("Tulis rupiah bulat, tanpa angka di belakang koma.")
    if amount is None:
        raise ValidationError("Tulis rupiah dengan angka, misalnya 1.250.000.000.")
    if amount > LARGEST_LINE:
        raise ValidationError("Satu baris anggaran paling banyak Rp 100 triliun.")
    return amount


def _decimal(text):
    text = text.removesuffix("%")
    if DOTTED.fullmatch(text):
        text = text.replace(".", ",")
    if not SIGNED.fullmatch(text):
        raise ValidationError("Tulis angka, misalnya 84,6 atau 1.250.")
    value = Decimal(text.replace(".", "").replace(",", "."))
    if value != round(value, 2) or ENGLISH.fullmatch(text):
        raise ValidationError("Tulis paling banyak dua angka di belakang koma.")
    if abs(value) >= 10**14:
        raise ValidationError("Angka ini terlalu besar. Pakai satuan yang lebih besar.")
    return value


def _year_between(first, last):
    def parse(text):
        if not (re.fullmatch(r"[0-9]{4}", text) and first <= int(text) <= last):
            raise ValidationError("Tulis tahun dengan empat angka, misalnya 2023.")
        return int(text)

    return parse


COUNT = NumberFormat(_count)
RUPIAH = NumberFormat(_rupiah, "text")  # Rp 1.250.000.000, 1250000000,00 or 1,25 miliar
DECIMAL = NumberFormat(_decimal, "decimal")  # two decimals behind a comma, also below zero
YEAR = NumberFormat(_year_between(1900, 2099), longest=10)
YEAR_OF_REPUBLIC = NumberFormat(_year_between(1945, 2100))


def _bare(text):
    """Without any white space; every kind of minus is a hyphen."""
    return re.sub(MINUS, "-", re.sub(r"\s", "", text))


def _in_words(text):
    """Rupiah of "1.250.000.000", "1.250,00" or "1,25miliar"; None when it is neither."""
    text = re.sub(r",(0{1,2}|-)$", "", text)  # ",00" and the ",-" of receipts
    if GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    short = SHORT.fullmatch(text)
    if not short or short["word"] not in WORDS or not SIGNED.fullmatch(short["number"]):
        return None
    number = Decimal(short["number"].replace(".", "").replace(",", "."))
    amount = number * WORDS[short["word"]]
    return int(amount) if amount == int(amount) else None
