"""Form fields for numbers as Indonesian offices type them: 21.000, 84,6, Rp 1.250.000.000."""

import re
from abc import ABC, abstractmethod
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from indonesian import angka

GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+|[0-9]+")
DECIMAL = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
DOTTED = re.compile(r"-?[0-9]+\.[0-9]{1,2}")  # a decimal point, as a keypad types it
WORDS = {
    "ribu": 10**3, "rb": 10**3,
    "juta": 10**6, "jt": 10**6,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9,
    "triliun": 10**12, "t": 10**12,
}  # fmt: skip
SHORT = re.compile(r"(?P<number>[0-9.]+(?:,[0-9]+)?)(?P<word>[a-z]+)")
LARGEST_LINE = 100_000_000_000_000  # as the constraints of budget lines and ICT spending
LARGEST_COUNT = 2_000_000_000


class NumberField(ABC, forms.CharField):
    """Text in, a number out. What was typed stays in the box when it is no number."""

    mode = "numeric"

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": self.mode, "autocomplete": "off", "maxlength": "40"}

    def prepare_value(self, value):
        return angka(value) if isinstance(value, int | Decimal) else value

    def clean(self, value):
        text = super().clean(value)
        return self.number(_bare(text)) if text else None

    @abstractmethod
    def number(self, text):
        """The number that a bare text means. Raises ValidationError with a sentence."""


class CountField(NumberField):
    """A whole number, with or without dots: 21.000."""

    def number(self, text):
        if text.startswith("-"):
            raise ValidationError("Jumlah tidak dapat kurang dari nol.")
        if not GROUPED.fullmatch(text):
            raise ValidationError("Tulis angka tanpa huruf, misalnya 21.000.")
        count = int(text.replace(".", ""))
        if count > LARGEST_COUNT:
            raise ValidationError(f"Jumlah paling besar {angka(LARGEST_COUNT)}.")
        return count


class RupiahField(NumberField):
    """Whole rupiah: 1.250.000.000, Rp 1.250.000.000, 1250000000,00 or 1,25 miliar."""

    mode = "text"

    def number(self, text):
        text = re.sub(r"^rp\.?", "", text.lower())
        if text.startswith("-"):
            raise ValidationError("Anggaran tidak dapat kurang dari nol.")
        amount = _in_words(text)
        if amount is None:
            raise ValidationError("Tulis rupiah dengan angka, misalnya 1.250.000.000.")
        if amount > LARGEST_LINE:
            raise ValidationError("Satu baris anggaran paling banyak Rp 100 triliun.")
        return amount


class DecimalField(NumberField):
    """A number that may have two decimals behind a comma, also below zero: 84,6."""

    mode = "decimal"

    def number(self, text):
        text = text.removesuffix("%")
        if DOTTED.fullmatch(text):
            text = text.replace(".", ",")
        if not DECIMAL.fullmatch(text):
            raise ValidationError("Tulis angka, misalnya 84,6 atau 1.250.")
        value = Decimal(text.replace(".", "").replace(",", "."))
        if value != round(value, 2):
            raise ValidationError("Tulis paling banyak dua angka di belakang koma.")
        if abs(value) >= 10**14:
            raise ValidationError("Angka ini terlalu besar. Pakai satuan yang lebih besar.")
        return value


class YearField(NumberField):
    """A year in four figures."""

    def __init__(self, **kwargs):
        super().__init__(max_length=10, **kwargs)

    def prepare_value(self, value):
        return value if value is None else str(value)

    def number(self, text):
        if not re.fullmatch(r"(19|20)[0-9]{2}", text):
            raise ValidationError("Tulis tahun dengan empat angka, misalnya 2023.")
        return int(text)


def _bare(text):
    """Without any white space; every kind of minus is a hyphen."""
    return re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-").replace("–", "-")


def _in_words(text):
    """Rupiah of "1.250.000.000", "1.250,00" or "1,25miliar"; None when it is neither."""
    text = re.sub(r",(0{1,2}|-)$", "", text)  # ",00" and the ",-" of receipts
    if GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    short = SHORT.fullmatch(text)
    if not short or short["word"] not in WORDS or not DECIMAL.fullmatch(short["number"]):
        return None
    number = Decimal(short["number"].replace(".", "").replace(",", "."))
    amount = number * WORDS[short["word"]]
    return int(amount) if amount == int(amount) else None
