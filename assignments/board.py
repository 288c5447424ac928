"""The matrix as a page: filtered, ordered, with who did something last and who was reminded."""

from dataclasses import dataclass

from django import forms

from assignments.activity import Last, last_of_agencies, reminded
from assignments.matrix import Matrix, Row
from assignments.tasks import Cell
from audit.models import Event
from indonesian import jarak_hari
from masterplans.models import Masterplan

BEHIND, NAME, ACTIVITY = "tertinggal", "nama", "kegiatan"
ORDERS = [
    (BEHIND, "Paling kosong"),
    (NAME, "Nama"),
    (ACTIVITY, "Paling lama diam"),
]


class BoardFilter(forms.Form):
    """Which agencies, in which order."""

    cari = forms.CharField(
        label="Nama Perangkat Daerah",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    hanya = forms.ChoiceField(
        label="Tampilkan",
        required=False,
        choices=[("", "Semua"), (BEHIND, "Hanya yang tertinggal")],
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    dimensi = forms.ChoiceField(
        label="Dimensi",
        required=False,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    urut = forms.ChoiceField(
        label="Urutan",
        required=False,
        choices=ORDERS,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )

    def __init__(self, *args, dimensions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(dimension.code, str(dimension)) for dimension in dimensions]
        self.fields["dimensi"].choices = [("", "Semua dimensi"), *choices]

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return any(map(self._said, ("cari", "hanya", "dimensi")))

    def _said(self, name):
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def apply(self, lines: list["Line"], parts: dict[int, list]) -> list["Line"]:
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
            found.sort(key=lambda line: line.last.at.timestamp() if line.last else 0)
        return found


@dataclass(frozen=True)
class Line:
    """One agency on the page."""

    row: Row
    cells: list[Cell]
    last: Last | None
    reminder: Event | None

    @property
    def reminded(self) -> str:
        """How long ago it was reminded: "2 hari lalu"."""
        return ago(self.reminder.at) if self.reminder else ""

    @property
    def words(self) -> str:
        """What a search looks through."""
        return f"{self.row.agency.name} {self.row.agency.short_name}".lower()


def lines_of(masterplan: Masterplan, matrix: Matrix) -> list[Line]:
    """A line for each row of the matrix, in three queries whatever their number."""
    last, sent = last_of_agencies(masterplan), reminded(masterplan)
    return [
        Line(row, cells, last.get(row.agency.pk), sent.get(row.agency.pk))
        for row, cells in matrix.table
    ]


def ago(moment) -> str:
    """How long ago, in days: "hari ini", "kemarin", "2 hari lalu"."""
    words = jarak_hari(moment)
    if words == "lewat 1 hari":
        return "kemarin"
    return words.removeprefix("lewat ") + " lalu" if words.startswith("lewat") else words
