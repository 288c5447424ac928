"""Form fields that a worksheet fills as people write: a name, a number, codes of SWOT rows."""

from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError

from tables.number_fields import NumberField


class AgencyField(forms.ModelChoiceField):
    """A Perangkat Daerah by its key (a choice of the list) or by its name, as it is typed."""

    def to_python(self, value):
        text = " ".join(str(value or "").split())
        if not text or text.isdecimal():
            return super().to_python(text)
        rows = list(self.queryset)
        by_name = {name.casefold(): row for row in rows for name in (row.name, row.short_name)}
        if found := by_name.get(text.casefold()):
            return found
        raise ValidationError(unknown(text, [row.short_name or row.name for row in rows]))


class WorksheetYear(NumberField):
    """A year in four figures, from the first year of the republic on."""

    def prepare_value(self, value):
        return value if value is None else str(value)

    def number(self, text):
        if not (text.isdecimal() and len(text) == 4 and 1945 <= int(text) <= 2100):
            raise ValidationError("Tulis tahun dengan empat angka, misalnya 2023.")
        return int(text)


def unknown(text: str, choices: list[str]) -> str:
    """A sentence for a word that is none of the choices: what to write instead."""
    if len(choices) <= 10:
        return f"“{text}” tidak dikenal. Tulis {listed(choices, 'atau')}."
    near = get_close_matches(text.casefold(), [choice.casefold() for choice in choices], 1, 0.6)
    if not near:
        return f"“{text}” tidak dikenal. Tulis namanya seperti dalam daftar."
    meant = next(choice for choice in choices if choice.casefold() == near[0])
    return f"“{text}” tidak dikenal. Mungkin maksudnya {meant}."


def listed(words: list[str], last: str = "dan") -> str:
    """a, b, dan c."""
    words = list(words)
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"
