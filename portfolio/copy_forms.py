"""Forms that make more programs out of one: copy, split, and put into another place."""

from uuid import uuid4

from django import forms

from indonesian import angka, rupiah, terbilang
from layouts import BoxTable, Button, Helper, HiddenFields, Leave, SubmitRow, TemplatePart
from masterplans.forms import TOO_LONG
from portfolio.copying import evenly
from programs.data import entry_of
from programs.forms import offer_subdimensions
from programs.models import Program, Source
from regions.models import Agency
from regions.rules import agencies_for
from strategy.rules import NOT_OFFERED
from tables.number_fields import RupiahField

CHOOSE = "Pilih sedikitnya satu Perangkat Daerah lain."


class CopyForm(forms.Form):
    """The name and the owner of the copy."""

    helper = Helper(
        "name", "agency", SubmitRow("Salin program", Leave("Kembali ke program")), novalidate=True
    )

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Nama singkat program baru",
        max_length=80,
        error_messages={"required": "Tulis nama singkat program.", "max_length": TOO_LONG},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Penanggung jawab",
        empty_label=None,
        error_messages={"invalid_choice": "Pilih Perangkat Daerah dari daftar."},
    )

    def __init__(self, data, *, program: Program, user):
        name = f"Salinan {program.name}"[:80]
        start = {"key": uuid4(), "name": name, "agency": program.agency_id}
        super().__init__(data, initial=start)
        self.fields["agency"].queryset = agencies_for(user, program.region)
        self.fields["agency"].label_from_instance = lambda agency: agency.name


class MoveForm(forms.Form):
    """The new place."""

    helper = Helper(
        "subdimension",
        SubmitRow("Pindahkan program", Leave("Kembali ke program")),
        novalidate=True,
    )

    version = forms.IntegerField(widget=forms.HiddenInput)
    subdimension = forms.TypedChoiceField(
        label="Subdimensi yang baru",
        error_messages={
            "required": "Pilih subdimensi.",
            "invalid_choice": NOT_OFFERED,
        },
    )

    def __init__(self, data, *, program: Program, user):
        start = {"version": program.version, "subdimension": program.subdimension_id}
        super().__init__(data, initial=start)
        place = program.subdimension_id
        offer_subdimensions(self.fields["subdimension"], program.masterplan, user, place)


class SplitForm(forms.Form):
    """Among whom; then how much of every amount each of them gets."""

    helper = Helper(
        "agencies",
        SubmitRow("Lanjutkan ke pembagian anggaran", Leave("Kembali ke program")),
        novalidate=True,
    )

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Perangkat Daerah lain",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "sp-choices"}),
        error_messages={
            "required": CHOOSE,
            "invalid_choice": "Pilih Perangkat Daerah dari daftar.",
        },
    )

    def __init__(self, data, *, program: Program):
        super().__init__(data, initial={"key": uuid4(), "version": program.version})
        self.program, self.stored = program, entry_of(program)
        others = program.region.agencies.filter(is_active=True).exclude(pk=program.agency_id)
        self.fields["agencies"].queryset = others
        self.fields["agencies"].label_from_instance = lambda agency: agency.name

    @property
    def chosen(self) -> list[Agency]:
        """The owner and the others. Only after `is_valid`."""
        return [self.program.agency, *self.cleaned_data["agencies"]]


class ShareForm(forms.Form):
    """A box for each budget line and agency; begins with even shares, and the sums must stay.

    Its page sends once more what was chosen before (`split`, a SplitForm).
    """

    def __init__(self, data, *, split: SplitForm, agencies: list[Agency]):
        super().__init__(data, prefix="bagian")
        self.split, budget = split, split.stored.budget
        self.budget, self.agencies = dict(sorted(budget.items())), agencies
        for (year, source), amount in self.budget.items():
            for agency, share in zip(agencies, evenly(amount, len(agencies)), strict=True):
                label = f"{year} {Source(source).label}, {agency.short_name}"
                field = RupiahField(label=label, required=False, initial=share)
                field.widget.attrs |= {
                    "aria-label": label,
                    "class": "form-control-sm sp-table__cell-input",
                }
                self.fields[f"{year}-{source}-{agency.pk}"] = field

    @property
    def helper(self):
        """The page says what must be mended, and what is divided, above it."""
        table = BoxTable(
            "Tahun dan sumber",
            "Pembagian anggaran, dapat digeser",
            caption="Rupiah setiap Perangkat Daerah menurut tahun dan sumber dana",
        )
        words = f"Pecah menjadi {terbilang(len(self.agencies))} program"
        return Helper(
            HiddenFields("split"),
            TemplatePart("portfolio/_chosen_agencies.html"),
            *([table] if self.budget else []),
            SubmitRow(Button(words, name="bagi", value="1"), Leave("Pilih Perangkat Daerah lagi")),
            summary=False,
            novalidate=True,
        )

    def heads(self):
        """The columns: what the line was, and what each gets."""
        return ["Semula", *(agency.short_name for agency in self.agencies)]

    def table_rows(self):
        """The boxes of each line, for the page."""
        return [
            (f"{year} {Source(source).label}", [angka(amount), *self._boxes(year, source)])
            for (year, source), amount in self.budget.items()
        ]

    def shares(self) -> dict:
        """What each gets of every line. Only after `is_valid`."""
        return {
            (year, source): {
                agency: self.cleaned_data[f"{year}-{source}-{agency.pk}"] or 0
                for agency in self.agencies
            }
            for year, source in self.budget
        }

    def clean(self):
        if not self.errors:
            for (year, source), share in self.shares().items():
                amount, given = self.budget[year, source], sum(share.values())
                if given != amount:
                    way = "lebih" if given > amount else "kurang"
                    self.add_error(
                        None,
                        f"{year} {Source(source).label}: jumlah bagian {rupiah(given)}, {way}"
                        f" {rupiah(abs(given - amount))} dari {rupiah(amount)}.",
                    )
        return self.cleaned_data

    def _boxes(self, year, source):
        return [self[f"{year}-{source}-{agency.pk}"] for agency in self.agencies]
