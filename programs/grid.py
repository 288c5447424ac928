"""Several programs in one table: owner, what is done in each year, and its money.

Each row is a form of its own, saved by itself (`GridRow`); without JavaScript one button sends all
rows of the page. A row holds only some parts of its program, so the others stay as they are.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.core.paginator import Paginator

from accounts.models import User
from dimensions.models import Dimension
from masterplans.models import Masterplan
from programs.actions import save_program
from programs.data import entry_of, parts_of
from programs.documents import ProgramDocument
from programs.fields import RupiahField
from programs.models import Activity, Program, Source
from programs.roadmap import heads_of
from regions.rules import agencies_for
from revisions.saving import Saved
from revisions.tokens import Parts, Token
from tables.widgets import Choices, QuickSelect

ROWS_A_PAGE = 25
SHORT = Choices([("", "–"), *Activity.choices])


class Owners(dict):
    """The agencies that somebody may give a program to, by key as text; offered once a page."""

    @cached_property
    def choices(self) -> Choices:
        return Choices((key, one.short_name) for key, one in self.items())

    def with_owner_of(self, program: Program) -> "Owners":
        """These, and the one that the program has already."""
        key = str(program.agency_id)
        return self if key in self else Owners(self | {key: program.agency})


class GridRow(forms.Form):
    """The boxes of one program. A year with two sources of money is changed in its own form."""

    version = forms.CharField(widget=forms.HiddenInput({"data-base": True}), required=False)
    agency = forms.TypedChoiceField(
        widget=QuickSelect, error_messages={"invalid_choice": "Pilih Perangkat Daerah dari daftar."}
    )

    def __init__(self, data, *, program: Program, agencies: Owners, years):
        self.program, self.years, self.agencies = program, years, agencies
        self.stored = entry_of(program)
        super().__init__(data, prefix=f"r{program.pk}", initial=self._initial())
        owners = agencies.with_owner_of(program)
        self.fields["agency"].choices = owners.choices
        self.fields["agency"].coerce = owners.__getitem__
        for year in years:
            what = forms.ChoiceField(choices=SHORT, required=False, widget=QuickSelect)
            self._add(f"kegiatan-{year}", what, f"Kegiatan {year}", "form-select-sm")
            if len(self._sources(year)) < 2:
                money = RupiahField(required=False)
                self._add(f"anggaran-{year}", money, f"Anggaran {year}", "form-control-sm")
        self._name("agency", "Penanggung jawab", "form-select-sm")

    @property
    def form_id(self) -> str:
        return self.prefix

    def cells(self):
        """For each year: the year, its boxes, and the amount where it has no box of its own."""
        return [
            (
                year,
                self[f"kegiatan-{year}"],
                self[f"anggaran-{year}"] if f"anggaran-{year}" in self.fields else None,
                sum(self._sources(year).values()),
            )
            for year in self.years
        ]

    @property
    def total(self) -> int:
        return sum(self.stored.budget.values())

    @property
    def token(self) -> Token:
        return Token.read(self["version"].value() or "")

    def wanted(self) -> Parts:
        """What the boxes say that were sent and can be read, as parts of the program."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if self.add_prefix(name) in self.data
        }
        parts = {part: said[name] or None for name, part in self._parts() if name in said}
        if "agency" in said:
            parts["agency"] = said["agency"].pk
            if said["agency"] in self.stored.supporters:
                parts["supporters"] = parts_of(
                    replace(self.stored, supporters=self.stored.supporters - {said["agency"]})
                )["supporters"]
        return parts

    def save(self, *, by: User, autosave: bool = False) -> Saved:
        """Write what the row holds. Raises as `save_program`."""
        plan = self.program.masterplan
        return save_program(
            plan,
            self.wanted(),
            program=self.program,
            token=self.token,
            by=by,
            autosave=autosave,
        )

    def boxes_of(self, program: Program, parts) -> dict[str, str]:
        """What boxes of some parts show when the row is opened now."""
        fresh = GridRow(None, program=program, agencies=self.agencies, years=self.years)
        shown = {*parts}
        boxes = [(name, part) for name, part in [("agency", "agency"), *fresh._parts()]]
        return {
            fresh[name].html_name: _as_text(fresh[name].value())
            for name, part in boxes
            if part in shown and name in self.fields
        }

    def take_token(self, token: Token) -> None:
        """Show the row again so that it knows of what it clashed with."""
        self.data = self.data.copy()
        self.data[self["version"].html_name] = str(token)

    def _parts(self):
        """The boxes of the years and the part of the program that each of them holds."""
        for year in self.years:
            yield f"kegiatan-{year}", f"schedule.{year}"
            if f"anggaran-{year}" in self.fields:
                source = next(iter(self._sources(year)), self._usual_source())
                yield f"anggaran-{year}", f"budget.{year}.{source}"

    def _sources(self, year):
        """The amounts of a year by source."""
        return {s: amount for (y, s), amount in self.stored.budget.items() if y == year}

    def _usual_source(self):
        """A new amount is of the program's only source, or its source is still to be decided."""
        sources = {source for _, source in self.stored.budget}
        return sources.pop() if len(sources) == 1 else Source.UNDECIDED.value

    def _initial(self):
        start = {
            "agency": str(self.stored.fields["agency"].pk),
            "version": str(self._token_of_stored()),
        }
        start |= {f"kegiatan-{year}": what for year, what in self.stored.schedule.items()}
        for year in self.years:
            start[f"anggaran-{year}"] = sum(self._sources(year).values()) or None
        return start

    def _token_of_stored(self):
        document = ProgramDocument(self.program.masterplan, self.program)
        return Token(self.program.version, document.marks(parts_of(self.stored)))

    def _add(self, name, field, label, size):
        self.fields[name] = field
        self._name(name, label, size)

    def _name(self, name, label, size):
        field = self.fields[name]
        field.label = label
        field.widget.attrs |= {
            "aria-label": f"{label}, {self.program.name}",
            "class": size,
            "form": "semua-baris",
            "data-column": name,
        }


def _as_text(value):
    return "" if value is None else str(value)


@dataclass
class Grid:
    """One page of rows under a dimension, and the heads over the years."""

    dimension: Dimension
    rows: list[GridRow]
    page: object
    years: list
    spans: list


def grid_of(
    masterplan: Masterplan, programs, *, dimension: Dimension, user: User, number: str, data=None
) -> Grid:
    """The rows of one dimension that somebody may write, 25 a page; the queries do not grow."""
    found = programs.filter(subdimension__dimension=dimension).with_rows()
    found = found.prefetch_related("supporters", "partners")
    page = Paginator(found, ROWS_A_PAGE).get_page(number)
    owners = agencies_by_key(user, masterplan)
    rows = []
    for program in page.object_list:
        program.masterplan = masterplan
        rows.append(GridRow(data, program=program, agencies=owners, years=masterplan.years))
    spans, years = heads_of(masterplan)
    return Grid(dimension, rows, page, years, spans)


def agencies_by_key(user: User, masterplan: Masterplan) -> Owners:
    """The agencies that somebody may give a program to."""
    return Owners((str(one.pk), one) for one in agencies_for(user, masterplan.region))
