"""A box for a day, with its weekday: typed as letters write it, and shown so again."""

from datetime import date

from django import forms

from indonesian.typed_days import DayError, read_day, write_day


class DayInput(forms.TextInput):
    """Shows a day in words."""

    def format_value(self, value):
        return write_day(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.DateField):
    """A date in words or figures. A weekday that does not belong to it is refused."""

    widget = DayInput

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read_day(str(value))
        except DayError as error:
            raise forms.ValidationError(str(error), code="invalid") from error
