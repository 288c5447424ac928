"""The words that go with a reminder, and the filter of the matrix."""

from django import forms

from assignments.board import ACTIVITY, BEHIND, NAME, ORDERS, MatrixLine
from layouts import FilterForm, FilterHelper, Helper, Leave, SubmitRow


class ReminderForm(forms.Form):
    """What goes along with a reminder; its page is one form, with whom it goes to."""

    helper = Helper("message", SubmitRow("Kirim pengingat", Leave()), summary=False, tag=False)

    message = forms.CharField(
        label="Pesan Anda",
        help_text="Boleh dikosongkan. Ditulis di bawah daftar isian.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MatrixFilter(FilterForm):
    """Which agencies, in which order."""

    helper = FilterHelper("Perangkat Daerah")

    cari = forms.CharField(label="Nama Perangkat Daerah", required=False, max_length=80)
    hanya = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[("", "Semua"), (BEHIND, "Hanya yang tertinggal")],
    )
    dimensi = forms.ChoiceField(label="Dimensi", required=False)
    urut = forms.ChoiceField(label="Urutan", required=False, choices=ORDERS)

    def __init__(self, *args, dimensions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(dimension.code, str(dimension)) for dimension in dimensions]
        self.fields["dimensi"].choices = [("", "Semua dimensi"), *choices]

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return any(map(self._said, ("cari", "hanya", "dimensi")))

    def _said(self, name):
        return self.chosen.get(name, "")

    def apply(self, lines: list[MatrixLine], parts: dict[int, list]) -> list[MatrixLine]:
        """The lines that were asked for, in the order that was asked for.

        `parts` says by agency in which dimensions it takes part.
        """
        words = self._said("cari").lower().split()
        found = [line for line in lines if all(word in line.words for word in words)]
        if self._said("hanya") == BEHIND:
            found = [line for line in found if line.row.open]
        if code := self._said("dimensi"):
            found = [
                line
                for line in found
                if code in {dimension.code for dimension in parts.get(line.row.agency.pk, ())}
            ]
        if self._said("urut") == NAME:
            found.sort(key=lambda line: line.row.agency.name.lower())
        if self._said("urut") == ACTIVITY:
            found.sort(
                key=lambda line: (
                    not line.row.agency.is_writing,
                    line.last.at.timestamp() if line.last else 0,
                )
            )
        return found
