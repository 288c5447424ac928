"""The form field of a Perangkat Daerah whose name is typed."""

from django import forms
from django.core.exceptions import ValidationError

from tables.choices import unknown


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
