"""What to show of the programs. Parameters are Indonesian: people read and share addresses."""

import re

from django import forms
from django.db.models import Exists, OuterRef

from dimensions.models import Dimension
from layouts import FilterForm, FilterHelper
from masterplans.models import Masterplan
from programs.models import BudgetLine, ProgramKind, ScheduleYear, Source
from programs.states import ProgramState

YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")


class ProgramFilter(FilterForm):
    """By dimension and agency."""

    helper = FilterHelper("peta jalan")

    dimensi = forms.ChoiceField(label="Dimensi", required=False)
    perangkat = forms.ChoiceField(label="Perangkat Daerah", required=False)

    def __init__(self, data, *, masterplan: Masterplan, dimensions: list[Dimension]):
        super().__init__(data)
        agencies = masterplan.region.agencies.filter(programs__masterplan=masterplan).distinct()
        self.offer("dimensi", "Semua", [(one.code, one.name) for one in dimensions])
        self.offer("perangkat", "Semua", [(str(one.pk), one.short_name) for one in agencies])

    def offer(self, name, everything, choices):
        self.fields[name].choices = [("", everything), *choices]

    def apply(self, programs):
        """The programs that pass every filter that is on."""
        chosen = self.chosen
        if code := chosen.get("dimensi"):
            programs = programs.filter(subdimension__dimension__code=code)
        if agency := chosen.get("perangkat"):
            programs = programs.filter(agency=agency)
        return programs


class AgencyFilter(FilterForm):
    """By agency alone, those without a program too."""

    helper = FilterHelper("hal yang diperiksa")

    perangkat = forms.ChoiceField(label="Perangkat Daerah", required=False)

    def __init__(self, data, *, masterplan: Masterplan):
        super().__init__(data)
        agencies = masterplan.region.agencies.filter(is_active=True)
        rows = [(str(key), name) for key, name in agencies.values_list("pk", "short_name")]
        self.fields["perangkat"].choices = [("", "Semua"), *rows]

    @property
    def agency(self) -> int | None:
        """The key of the chosen agency; what cannot be understood is no choice."""
        return int(self.chosen.get("perangkat", 0)) or None


class ProgramBoardFilter(ProgramFilter):
    """All filters of the list. Its programs are annotated (`ProgramQuerySet.for_board`)."""

    helper = FilterHelper("program")

    cari = forms.CharField(
        label="Cari nama atau uraian",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    jangka = forms.ChoiceField(label="Jangka", required=False)
    sumber = forms.ChoiceField(
        label="Sumber dana", required=False, choices=[("", "Semua"), *Source.choices]
    )
    jenis = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), *ProgramKind.choices]
    )
    tahun = forms.ChoiceField(label="Anggaran tahun", required=False)
    isian = forms.ChoiceField(
        label="Isian",
        required=False,
        choices=[("", "Semua"), ("belum", "Belum lengkap"), ("lengkap", "Lengkap")],
    )
    field_order = ["cari", "dimensi", "perangkat", "jenis", "jangka", "sumber", "tahun", "isian"]

    def __init__(self, data, *, masterplan: Masterplan, dimensions: list[Dimension]):
        super().__init__(data, masterplan=masterplan, dimensions=dimensions)
        self.phases = list(masterplan.phases.all())
        self.offer("jangka", "Semua", [(str(one.order), one.name) for one in self.phases])
        year = data.get("tahun", "")
        years = {*map(str, masterplan.years), *YEAR.findall(year)}
        self.offer("tahun", "Semua tahun", [(year, year) for year in sorted(years)])
        if not year:  # only links from the budget tables ask for it
            del self.fields["tahun"]

    def apply(self, programs, states: list[ProgramState]):
        chosen = self.chosen
        programs = super().apply(programs).matching(chosen.get("cari", ""))
        if order := chosen.get("jangka"):
            phase = next(one for one in self.phases if str(one.order) == order)
            runs = ScheduleYear.objects.filter(program=OuterRef("pk"), year__in=phase.years)
            programs = programs.filter(Exists(runs))
        if kind := chosen.get("jenis"):
            programs = programs.filter(kind=kind)
        if state := chosen.get("isian"):
            wanted = [one.pk for one in states if bool(one.missing) == (state == "belum")]
            programs = programs.filter(pk__in=wanted)
        return self._with_money(programs, chosen)

    @staticmethod
    def _with_money(programs, chosen):
        """Source and year speak of the same budget line, so that a figure leads to its programs."""
        lines = {
            name: chosen[key]
            for name, key in (("source", "sumber"), ("year", "tahun"))
            if key in chosen
        }
        if not lines:
            return programs
        money = BudgetLine.objects.filter(program=OuterRef("pk"), amount__gt=0, **lines)
        return programs.filter(Exists(money))
