"""Several programs in one table: owner, what is done in each year, and its money.

Each row is a form of its own, saved by itself (`GridRow`); without JavaScript one button sends all
rows of the page. A row holds only some parts of its program, so the others stay as they are.
"""

from dataclasses import dataclass, replace

from django import forms
from django.core.paginator import Paginator

from accounts.models import User
from analyses.forms import agencies_for
from dimensions.models import Dimension
from masterplans.models import Masterplan
from masterplans.quick_widgets import QuickSelect
from programs.entry import ProgramEntry, entry_of
from programs.fields import RupiahField
from programs.merging import Base, changed_parts
from programs.models import Activity, Program, Source
from programs.roadmap import heads_of
from programs.writing import change_program

ROWS_A_PAGE = 25
SHORT = [("", "–"), *Activity.choices]


class GridRow(forms.Form):
    """The boxes of one program. A year with two sources of money is changed in its own form."""

    version = forms.CharField(widget=forms.HiddenInput({"data-base": True}), required=False)
    agency = forms.TypedChoiceField(
        widget=QuickSelect, error_messages={"invalid_choice": "Pilih Perangkat Daerah dari daftar."}
    )

    def __init__(self, data, *, program: Program, agencies: dict, years):
        self.program, self.years, self.agencies = program, years, agencies
        self.stored = entry_of(program)
        super().__init__(data, prefix=f"r{program.pk}", initial=self._initial())
        owners = agencies | {str(program.agency_id): program.agency}
        self.fields["agency"].choices = [(key, one.short_name) for key, one in owners.items()]
        self.fields["agency"].coerce = owners.__getitem__
        for year in years:
            what = forms.ChoiceField(choices=SHORT, required=False, widget=QuickSelect)
            self._add(f"kegiatan-{year}", what, f"Kegiatan {year}", "form-select-sm")
            if len(self._sources(year)) < 2:
                money = RupiahField(required=False)
                self._add(f"anggaran-{year}", money, f"Anggaran {year}", "form-control-sm")
        self._name(self.fields["agency"], "Penanggung jawab", "form-select-sm")

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
    def parts(self) -> set[str]:
        """The parts of the program (`merging.parts_of`) that this row holds."""
        years = {f"schedule-{year}" for year in self.years}
        return {"agency"} | years | {f"budget-{name[9:]}" for name in self.fields if "angg" in name}

    @property
    def base(self) -> Base:
        return Base.read(self["version"].value() or "")

    def entry(self) -> ProgramEntry:
        """The program as the row says it; a box that cannot be read says what is stored."""
        stored = self.stored
        cleaned = {  # a box that was not sent says nothing
            name: value
            for name, value in self.cleaned_data.items()
            if self.add_prefix(name) in self.data
        }
        schedule, budget = dict(stored.schedule), dict(stored.budget)
        for year in self.years:
            if f"kegiatan-{year}" in cleaned:
                schedule[year] = cleaned[f"kegiatan-{year}"]
            if f"anggaran-{year}" in cleaned:
                source = next(iter(self._sources(year)), self._usual_source())
                budget[year, source] = cleaned[f"anggaran-{year}"] or 0
        return replace(
            stored,
            fields=stored.fields | {"agency": cleaned.get("agency", stored.fields["agency"])},
            supporters=stored.supporters - {cleaned.get("agency")},
            schedule={year: what for year, what in schedule.items() if what},
            budget={line: amount for line, amount in budget.items() if amount},
        )

    def save(self, *, by: User, goes_on: bool = False) -> Program:
        """Write what the row holds. Raises as `change_program`."""
        parts = self.parts | ({"supporters"} if "agency" in self.changed_data else set())
        return change_program(
            self.program, self.entry(), base=self.base, only=parts, by=by, goes_on=goes_on
        )

    def next_base(self, program: Program, *, told=()) -> Base:
        """What the row begins from after a save; `told` are the parts that it learns of now."""
        untold = changed_parts(self.entry(), entry_of(program)) - {*told}
        return self.base.moved_to(program, except_for=untold | self.unread_parts())

    def unread_parts(self) -> set[str]:
        """The parts whose box shows something that was not stored."""
        words = {"kegiatan": "schedule", "anggaran": "budget"}
        found = (name.partition("-") for name in self.errors if name != "__all__")
        return {f"{words[head]}-{year}" if year else head for head, _, year in found}

    def boxes_of(self, program: Program, parts) -> dict[str, str]:
        """What boxes of some parts show when the row is opened now."""
        fresh = GridRow(None, program=program, agencies=self.agencies, years=self.years)
        words = {"kegiatan": "schedule", "anggaran": "budget"}
        found = {}
        for field in fresh:
            head, dash, year = field.name.partition("-")
            if words.get(head, head) + dash + year in parts and field.name in self.fields:
                found[field.html_name] = "" if field.value() is None else str(field.value())
        return found

    def take_base(self, program: Program, *, told=()) -> None:
        """Show the row again so that it knows of what it clashed with."""
        self.data = self.data.copy()
        self.data[self["version"].html_name] = str(self.next_base(program, told=told))

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
            "version": str(Base.of(self.program)),
        }
        start |= {f"kegiatan-{year}": what for year, what in self.stored.schedule.items()}
        for year in self.years:
            start[f"anggaran-{year}"] = sum(self._sources(year).values()) or None
        return start

    def _add(self, name, field, label, size):
        self.fields[name] = field
        self._name(field, label, size)

    def _name(self, field, label, size):
        field.label = label
        field.widget.attrs |= {
            "aria-label": f"{label}, {self.program.name}",
            "class": size,
            "form": "semua-baris",
            "data-row": self.prefix,
        }


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


def agencies_by_key(user: User, masterplan: Masterplan) -> dict:
    """The agencies that somebody may give a program to."""
    return {str(one.pk): one for one in agencies_for(user, masterplan.region)}
