"""The box into which rows are pasted, and the one in which they are mended."""

from django import forms

from analyses.kinds import RowKind
from indonesian.numbers import angka
from layouts import (
    Button,
    Details,
    Div,
    Fieldset,
    Helper,
    Leave,
    Row,
    SubmitRow,
    TemplatePart,
)
from masterplans.models import Masterplan
from worksheets.forms import form_of


class PasteRowsForm(forms.Form):
    """Rows copied from Excel, and what they are about where they do not say it themselves."""

    text = forms.CharField(
        label="Baris dari Excel",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Kotak ini kosong. Tempel paling sedikit satu baris."},
    )

    def __init__(self, data=None, *, masterplan: Masterplan, kind: RowKind, user, start: dict):
        row = form_of(kind)(masterplan=masterplan, user=user, initial=start)
        super().__init__(data, initial=row.initial)
        self.places = [*kind.fixed, "agency"]
        for name in self.places:
            self.fields[name] = row.fields[name]
            self.fields[name].required = False
            self.fields[name].help_text = ""
        self.fields["agency"].label = "Perangkat Daerah"

    @property
    def helper(self):
        """What is pasted is looked at first."""
        return Helper(
            "text",
            Fieldset("Untuk baris yang tidak menyebutkannya", Row(*self.places, columns=2)),
            SubmitRow("Periksa baris", Leave()),
            novalidate=True,
        )


class PastedRowsForm(forms.Form):
    """Rows that were read: they are added, or mended in the box and read again.

    `start` is what they are about, `first` the column in which they begin.
    """

    text = forms.CharField(
        label="Baris dari Excel",
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off", "class": "sp-mono"}),
    )
    first = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    batch = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *, reading, start: dict, initial: dict):
        super().__init__(initial=initial | start)
        self.reading = reading
        for name in start:
            self.fields[name] = forms.CharField(widget=forms.HiddenInput)

    @property
    def helper(self):
        """First what was found, then the box, which is open when something must be mended."""
        mend = Details(
            "Perbaiki yang ditempel",
            "text",
            Div(Button("Periksa lagi", "outline-primary"), css_class="sp-ask__do mt-3"),
            is_open=not self.reading.may_be_added,
        )
        return Helper(
            TemplatePart("worksheets/_paste_reading.html"),
            *self._add(),
            mend,
            summary=False,
            novalidate=True,
        )

    def _add(self):
        if not self.reading.may_be_added:
            return []
        label = f"Tambahkan {angka(len(self.reading.rows))} baris"
        return [SubmitRow(Button(label, name="apply", value="1"), Leave())]
