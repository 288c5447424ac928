"""Form fields for numbers as Indonesian offices type them (`numbers.py`)."""

from decimal import Decimal

from django import forms

from indonesian import angka
from tables.columns import NumberColumn, YearColumn
from tables.numbers import COUNT, DECIMAL, RUPIAH, YEAR, NumberFormat


class NumberField(forms.CharField):
    """Text in, a number out. What was typed stays in the box when it is no number."""

    number_format: NumberFormat = COUNT

    def __init__(self, *, number_format: NumberFormat | None = None, **kwargs):
        if number_format:
            self.number_format = number_format
        kwargs.setdefault("max_length", self.number_format.longest)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": self.number_format.mode, "autocomplete": "off", "maxlength": "40"}

    def prepare_value(self, value):
        return angka(value) if isinstance(value, int | Decimal) else value

    def clean(self, value):
        found = self.number_format.read(super().clean(value))
        if found is None and self.required:  # a dash
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found


class CountField(NumberField):
    """A whole number, with or without dots: 21.000."""


class RupiahField(NumberField):
    """Whole rupiah: 1.250.000.000, Rp 1.250.000.000, 1250000000,00 or 1,25 miliar."""

    number_format = RUPIAH


class DecimalField(NumberField):
    """A number that may have two decimals behind a comma, also below zero: 84,6."""

    number_format = DECIMAL


class YearField(NumberField):
    """A year in four figures."""

    number_format = YEAR

    def prepare_value(self, value):
        return value if value is None else str(value)


def field_of_number(column: NumberColumn, **more) -> NumberField:
    """The form field that reads what a column of numbers reads."""
    kind = YearField if isinstance(column, YearColumn) else NumberField
    return kind(number_format=column.number_format, **more)
