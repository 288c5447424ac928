"""Several programs in one table: owner, what is done in each year, and its money.

Each row is a form of its own, saved by itself (`ProgramRowForm`); without JavaScript one button
sends all rows of the page. A row holds only some parts of its program, so the others stay as they
are.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse

from accounts.models import User
from dimensions.models import Dimension
from indonesian import angka
from masterplans.models import Masterplan
from portfolio.roadmap import heads_of
from programs.actions import save_program
from programs.columns import amount_column, schedule_column
from programs.data import entry_of, parts_of
from programs.documents import ProgramDocument
from programs.models import Activity, Program, Source
from regions.rules import agencies_for
from revisions.saving import Saved
from revisions.tokens import Parts, Token
from tables.choices import ChoiceColumn, Option
from tables.columns import Column
from tables.grid import Box, Grid, GridCell, GridRow, Head
from tables.number_fields import RupiahField

ROWS_A_PAGE = 25
SHARED_FORM = "semua-baris"
SHORT = [("", "–"), *Activity.choices]


class Owners(dict):
    """The agencies that somebody may give a program to, by key as text; offered once a page."""

    @cached_property
    def column(self) -> ChoiceColumn:
        owners = tuple(Option(key, one.short_name) for key, one in self.items())
        return ChoiceColumn("agency", "Penanggung jawab", options=owners)

    def with_owner_of(self, program: Program) -> "Owners":
        """These, and the one that the program has already."""
        key = str(program.agency_id)
        return self if key in self else Owners(self | {key: program.agency})


class ProgramRowForm(forms.Form):
    """The boxes of one program. A year with two sources of money is changed in its own form."""

    version = forms.CharField(widget=forms.HiddenInput({"data-base": True}), required=False)
    agency = forms.TypedChoiceField(
        error_messages={"invalid_choice": "Pilih Perangkat Daerah dari daftar."}
    )

    def __init__(self, data, *, program: Program, agencies: Owners, years):
        self.program, self.years, self.agencies = program, years, agencies
        self.stored = entry_of(program)
        super().__init__(data, prefix=f"r{program.pk}", initial=self._initial())
        self.owners = agencies.with_owner_of(program)
        self.fields["agency"].choices = [(key, one.short_name) for key, one in self.owners.items()]
        self.fields["agency"].coerce = self.owners.__getitem__
        for year in years:
            self.fields[f"kegiatan-{year}"] = forms.ChoiceField(choices=SHORT, required=False)
            if len(self._sources(year)) < 2:
                self.fields[f"anggaran-{year}"] = RupiahField(required=False)

    @property
    def form_id(self) -> str:
        return self.prefix

    def amount(self, year: int) -> int:
        """The money of a year, of all its sources."""
        return sum(self._sources(year).values())

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
        fresh = ProgramRowForm(None, program=program, agencies=self.agencies, years=self.years)
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
            start[f"anggaran-{year}"] = self.amount(year) or None
        return start

    def _token_of_stored(self):
        document = ProgramDocument(self.program.masterplan, self.program)
        return Token(self.program.version, document.marks(parts_of(self.stored)))


def _as_text(value):
    return "" if value is None else str(value)


@dataclass
class ProgramGrid:
    """One page of rows under a dimension, and the heads over the years."""

    dimension: Dimension
    rows: list[ProgramRowForm]
    page: object
    years: list  # each with whether a phase begins there
    spans: list

    def table(self) -> Grid:
        """The rows with their boxes, as they stand now."""
        columns = [(year, *_columns_of(year)) for year, _ in self.years]
        return Grid(
            f"Program {self.dimension.name}: penanggung jawab, kegiatan, dan anggaran per tahun",
            self._heads(),
            [_grid_row(row, columns) for row in self.rows],
            look="sp-table--inputs sp-grid",
            shared_form=SHARED_FORM,
            described_by="cara-tabel",
        )

    def _heads(self):
        phases = [
            Head(
                phase.name if phase else "Tanpa jangka",
                "phase",
                columns=length,
                is_seen=bool(phase),
            )
            for phase, length in self.spans
        ]
        years = [Head(str(year), f"sp-num{' first' * first}") for year, first in self.years]
        return [[Head("Program", rows=2), Head("Penanggung jawab", rows=2), *phases], years]


def _columns_of(year):
    """What is done in a year, and its money, under the names of their boxes."""
    work = replace(schedule_column(year), name=f"kegiatan-{year}", label=f"Kegiatan {year}")
    return work, replace(amount_column(year), name=f"anggaran-{year}")


def _grid_row(row, columns):
    """A row as the table draws it; it says what was typed, also where that cannot be read."""
    program = row.program
    slug = program.masterplan.slug
    edit = reverse("programs:edit", args=[slug, program.pk])
    owner = row.owners.column
    cells = [GridCell(owner.label, [_box(row, owner)])]
    for year, work, money in columns:
        if money.name in row.fields:
            boxes = [_box(row, work), _box(row, money)]
            cells.append(GridCell(str(year), boxes, "sp-num"))
        else:
            cells.append(
                GridCell(
                    str(year),
                    [_box(row, work)],
                    "sp-num",
                    words=angka(row.amount(year)),
                    link=f"{edit}#isi-budget",
                    link_hint="dari beberapa sumber dana, ubah dalam program",
                )
            )
    return GridRow(
        program.name,
        f"{row.form_id}-form",
        reverse("portfolio:grid_row", args=[slug, program.pk]),
        f"tabel-program-{program.pk}",
        cells,
        key=program.pk,
        anchor=row.form_id,
        began=str(row.token),
        began_name=row["version"].html_name,
        url=edit,
        note=program.subdimension.name,
    )


def _box(row, column: Column) -> Box:
    bound = row[column.name]
    error = " ".join(bound.errors)
    value = _as_text(bound.value())
    return Box(column, value, SHARED_FORM, row.program.name, bound.html_name, error=error)


def grid_of(
    masterplan: Masterplan, programs, *, dimension: Dimension, user: User, number: str, data=None
) -> ProgramGrid:
    """The rows of one dimension that somebody may write, 25 a page; the queries do not grow."""
    found = programs.filter(subdimension__dimension=dimension).with_rows()
    found = found.prefetch_related("supporters", "partners")
    page = Paginator(found, ROWS_A_PAGE).get_page(number)
    owners = agencies_by_key(user, masterplan)
    rows = []
    for program in page.object_list:
        program.masterplan = masterplan
        rows.append(ProgramRowForm(data, program=program, agencies=owners, years=masterplan.years))
    spans, years = heads_of(masterplan)
    return ProgramGrid(dimension, rows, page, years, spans)


def agencies_by_key(user: User, masterplan: Masterplan) -> Owners:
    """The agencies that somebody may give a program to."""
    return Owners((str(one.pk), one) for one in agencies_for(user, masterplan.region))
