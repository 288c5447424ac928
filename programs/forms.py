"""The parts of the program form; entry_forms.py joins them to one."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.utils import ErrorDict
from django.utils.html import format_html

from dimensions.models import SubDimension
from layouts import (
    Button,
    Helper,
    Leave,
    Paragraph,
    Row,
    RowFieldset,
    SubmitRow,
    Tick,
    WhenFilled,
    YearBoxes,
)
from masterplans.forms import TOO_LONG
from masterplans.models import Masterplan
from programs.columns import columns_in_words
from programs.data import LONGEST
from programs.models import (
    TEXTS,
    Activity,
    Direction,
    Helix,
    Indicator,
    Program,
    ProgramKind,
    Source,
)
from programs.rules import subdimensions_for
from regions.models import Agency
from regions.rules import agencies_for, agencies_of
from strategy.models import Aim
from strategy.rules import NOT_OFFERED
from tables.form_fields import describe
from tables.number_fields import CountField, DecimalField, RupiahField, YearField

USUAL_SOURCES = (Source.APBD, Source.APBN, Source.DAK, Source.PROVINCE)


def offer_subdimensions(field: forms.TypedChoiceField, masterplan: Masterplan, user, present=None):
    """Give a box the sub-dimensions of the plan under their dimensions: those that `user` may put a
    program into, and the one where it stands at `present`."""
    rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
    rows = rows.select_related("dimension").order_by("dimension__order", "order")
    if (offered := subdimensions_for(user, masterplan)) is not None:
        rows = rows.filter(pk__in=offered | {present})
    groups = {}
    for row in rows:
        groups.setdefault(row.dimension.name, []).append((str(row.pk), row.both_names))
    by_key = {str(row.pk): row for row in rows}
    field.choices = [("", "Pilih subdimensi"), *groups.items()]
    field.coerce = by_key.__getitem__


class QuietForm(forms.BaseForm):
    """A form that can be shown with what was typed before it is time to judge it."""

    def __init__(self, *args, quiet=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.quiet = quiet

    def full_clean(self):
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class AimSelect(forms.Select):
    """Aims under their sub-dimensions; each says its own, so that the page can narrow the list."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if aim := getattr(value, "instance", None):
            option["attrs"]["data-part"] = aim.subdimension_id
        return option


class ProgramForm(QuietForm, forms.ModelForm):
    """The program's own fields. Choices are narrowed to the masterplan's own."""

    version = forms.CharField(widget=forms.HiddenInput({"data-base": True}), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    subdimension = forms.TypedChoiceField(error_messages={"invalid_choice": NOT_OFFERED})
    is_new = forms.TypedChoiceField(
        choices=[("1", "Program baru"), ("0", "Melanjutkan program yang sudah ada")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    aim = forms.ModelChoiceField(
        Aim.objects.none(),
        required=False,
        empty_label="Belum dipilih",
        widget=AimSelect,
        error_messages={"invalid_choice": "Pilih sasaran dari daftar."},
    )
    rpjmd_amount = RupiahField(required=False)
    beneficiaries_count = CountField(required=False)
    supporters = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Perangkat Daerah pendukung",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "sp-choices"}),
        error_messages={"invalid_choice": "Pilih Perangkat Daerah dari daftar."},
    )

    class Meta:
        model = Program
        fields = [
            "name", "expansion", "subdimension", "agency", "aim", "supporters", "kind", "is_new",
            "since_year", "achievement", "description", "problem", "output", "outcome",
            "beneficiaries", "beneficiaries_count", "rpjmd_link", "rpjmd_amount", "risks",
        ]  # fmt: skip
        error_messages = {"agency": {"invalid_choice": "Pilih Perangkat Daerah dari daftar."}}

    def __init__(self, *args, masterplan: Masterplan, user, program: Program | None, **kwargs):
        super().__init__(*args, **kwargs)
        for column in columns_in_words():
            describe(self.fields[column.name], column)
        self._offer_agencies(masterplan, user, program)
        present = program.subdimension_id if program else None
        offer_subdimensions(self.fields["subdimension"], masterplan, user, present)
        self._offer_aims(masterplan)
        self.fields["kind"].choices = [("", "Pilih jenis"), *ProgramKind.choices]
        for name in (*TEXTS, "risks", "achievement", "expansion"):
            field = self.fields[name]
            field.error_messages["max_length"] = TOO_LONG
            field.later = name in TEXTS  # asked for in the end, but not today
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
                # No `maxlength` on the box: a browser would cut a pasted text without a word.
                field.validators.append(MaxLengthValidator(LONGEST, TOO_LONG))

    def _offer_agencies(self, masterplan, user, program):
        region = masterplan.region
        present = Agency.objects.filter(pk=program.agency_id if program else None)
        mine = agencies_for(user, region)
        self.fields["agency"].queryset = mine | present
        self.fields["agency"].empty_label = "Pilih Perangkat Daerah"
        self.fields["agency"].label_from_instance = lambda agency: agency.name
        if not program and (own := agencies_of(user, region)):
            self.fields["agency"].initial = min(own)
        helping = Agency.objects.filter(supports__program=program.pk if program else None)
        everyone = region.agencies.filter(is_active=True) | region.agencies.filter(pk__in=helping)
        self.fields["supporters"].queryset = everyone
        self.fields["supporters"].label_from_instance = lambda agency: agency.name

    def _offer_aims(self, masterplan):
        field = self.fields["aim"]
        field.queryset = masterplan.aims.select_related("subdimension__dimension")
        field.label_from_instance = lambda aim: aim.text
        groups = {}
        for choice in field.choices:
            aim = getattr(choice[0], "instance", None)
            place = f"{aim.subdimension.dimension}: {aim.subdimension}" if aim else ""
            groups.setdefault(place, []).append(choice)
        field.choices = [*groups.pop("", []), *groups.items()]

    def clean(self):
        cleaned = super().clean()
        aim, place = cleaned.get("aim"), cleaned.get("subdimension")
        if aim and place and aim.subdimension_id != place.pk:
            self.add_error("aim", "Sasaran ini milik subdimensi lain. Pilih lagi.")
        for name in (*TEXTS, "risks", "achievement"):  # browsers send lines of a box with CRLF
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        return cleaned


class PartnerForm(QuietForm, forms.Form):
    """Somebody outside the agencies. A row without a name is no row."""

    layout = RowFieldset("Mitra", Row("name", "helix"), legend_is_seen=False)

    name = forms.CharField(
        label="Nama mitra", max_length=150, error_messages={"max_length": TOO_LONG}
    )
    helix = forms.ChoiceField(label="Unsur", choices=Helix.choices, initial=Helix.GOVERNMENT)

    def has_changed(self):
        return bool(self["name"].data and self["name"].data.strip())


class IndicatorForm(QuietForm, forms.Form):
    """An indicator with a target for every year."""

    layout = RowFieldset(
        "Indikator",
        "name",
        Row("unit", "direction"),
        Row("baseline", "baseline_year"),
        Paragraph("Target setiap tahun", css_class="form-label"),
        YearBoxes("targets", "Target"),
        WhenFilled("key", Tick("DELETE")),
    )

    key = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    name = forms.CharField(
        label="Indikator",
        max_length=200,
        help_text="Apa yang dihitung untuk melihat bahwa program berhasil.",
        error_messages={"required": "Tulis indikatornya.", "max_length": TOO_LONG},
    )
    unit = forms.CharField(
        label="Satuan",
        max_length=40,
        help_text="Misalnya persen, orang, hari.",
        error_messages={"required": "Tulis satuannya.", "max_length": TOO_LONG},
    )
    baseline = DecimalField(label="Nilai awal", required=False, help_text="Misalnya 84,6.")
    baseline_year = YearField(label="Tahun nilai awal", required=False, help_text="Misalnya 2023.")
    direction = forms.ChoiceField(
        label=Indicator._meta.get_field("direction").verbose_name.capitalize(),
        choices=[(Direction.UP, "Naik lebih baik"), (Direction.DOWN, "Turun lebih baik")],
        help_text="Ke mana angkanya seharusnya bergerak.",
        initial=Direction.UP,
    )

    def __init__(self, *args, years, plan_years, runs=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.years, self.plan_years, self.runs = years, plan_years, runs
        for name in ("baseline", "baseline_year"):
            self.fields[name].later = True
        for year in years:
            self.fields[f"target_{year}"] = DecimalField(label=f"Target {year}", required=False)

    def targets(self):
        """The box of each year, for the page."""
        return [(year, self[f"target_{year}"]) for year in self.years]

    def resting(self) -> set[int]:
        """The years that nobody is asked for: once the program has a schedule, those in which it
        does not run and that hold no target. `static/js/programs.js` says the same while one types.
        """
        if not self.runs:
            return set()
        return {
            year
            for year, box in self.targets()
            if year not in self.runs and box.value() in (None, "")
        }


class ScheduleForm(QuietForm, forms.Form):
    """What is done in each year."""

    def __init__(self, *args, years, plan_years, **kwargs):
        super().__init__(*args, **kwargs)
        self.years, self.plan_years = years, plan_years
        choices = [("", "–"), *Activity.choices]
        for year in years:
            self.fields[str(year)] = forms.ChoiceField(
                label=str(year), choices=choices, required=False
            )

    def runs(self) -> set[int]:
        """The years in which something is done, as far as the page says."""
        return {year for year, box in self.boxes() if box.value()}

    def boxes(self):
        """The box of each year, for the page."""
        return [(year, self[str(year)]) for year in self.years]


class BudgetForm(QuietForm, forms.Form):
    """Rupiah by year and source. Columns: the usual sources, and those that are used."""

    def __init__(self, *args, years, plan_years, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.years, self.plan_years, self.sources = years, plan_years, sources
        for year in years:
            for source in sources:
                label = f"Anggaran {year} {Source(source).label}"
                field = RupiahField(label=label, required=False)
                field.widget.attrs |= {
                    "aria-label": label,
                    "class": "form-control-sm sp-table__cell-input",
                }
                self.fields[f"{year}-{source}"] = field

    def heads(self):
        """The columns: the sources."""
        return [Source(source).label for source in self.sources]

    def table_rows(self):
        """The boxes by year, for the page."""
        return [
            (self._head(year), [self[f"{year}-{source}"] for source in self.sources])
            for year in self.years
        ]

    def _head(self, year):
        if year in self.plan_years:
            return str(year)
        return format_html('{}<span class="sp-table__sub">di luar masa</span>', year)

    def others(self):
        """The sources without a column."""
        return [(one.value, one.label) for one in Source if one.value not in self.sources]


def initial_budget(budget: dict) -> dict:
    """Amounts by (year, source) as the form's boxes want them."""
    return {f"{year}-{source}": amount for (year, source), amount in budget.items()}


class RemoveForm(forms.Form):
    """Why a program leaves the plan. A program that is a quick win must be let go there first."""

    helper = Helper("reason", SubmitRow(Button("Hapus program", "outline-danger"), Leave()))

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat. Alasan dan isi program tetap tersimpan dalam jejak perubahan.",
        error_messages={"required": "Tulis alasannya.", "max_length": TOO_LONG},
    )

    def __init__(self, *args, program: Program, **kwargs):
        super().__init__(*args, initial={"version": program.version}, **kwargs)
        self.program = program

    def clean(self):
        if hasattr(self.program, "quickwin"):
            raise ValidationError(
                "Program ini calon quick win. Batalkan dahulu pencalonannya, lalu hapus."
            )
        return super().clean()
