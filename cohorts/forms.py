"""Forms of a cohort: its year, its rules, the decision about a region."""

from django import forms

from cohorts.criteria import criteria_under, usual_criteria
from cohorts.models import FIRST_YEAR, LAST_YEAR, YEARS_IN_WORDS, Cohort
from cohorts.terms import FIGURES, Terms
from dimensions.models import DimensionSet
from instruments.models import Instrument, InstrumentPurpose
from layouts import Fieldset, Helper, Leave, Row, SubmitRow
from masterplans.models import Outline
from regions.naming import Naming

WEIGHT, MOST_WEIGHT = "bobot_", 100
YEAR = {"min_value": YEARS_IN_WORDS, "max_value": YEARS_IN_WORDS, "invalid": YEARS_IN_WORDS}


class YearForm(forms.Form):
    """For which year a cohort is opened."""

    helper = Helper("year", SubmitRow("Buka kohort"))

    year = forms.IntegerField(
        label="Tahun", min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=YEAR
    )


class TermsForm(forms.Form):
    """The next version of a cohort's rules; `seen` is the one that is changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    outline = forms.ModelChoiceField(Outline.objects.none(), label="Kerangka buku")
    dimension_set = forms.ModelChoiceField(DimensionSet.objects.all(), label="Perangkat dimensi")
    instrument = forms.ModelChoiceField(
        Instrument.objects.none(),
        label="Instrumen asesmen",
        help_text="Pertanyaan kesiapan dengan bobotnya.",
        required=False,
        empty_label="Belum ditetapkan",
    )
    reason = forms.CharField(
        label="Alasan perubahan",
        help_text="Dibaca oleh petugas lain dan tercatat selamanya.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan perubahan aturan."},
    )

    def __init__(self, *args, cohort: Cohort, **kwargs):
        super().__init__(*args, **kwargs)
        # The same books in the words of a Smart Regency or Province follow by themselves.
        self.fields["outline"].queryset = Outline.objects.filter(naming=Naming.CITY)
        asked = Instrument.objects.filter(purpose=InstrumentPurpose.ASSESSMENT)
        self.fields["instrument"].queryset = asked
        for name, figure in FIGURES.items():
            bounds = f"Tulis angka antara {figure.least} dan {figure.most}."
            self.fields[name] = forms.IntegerField(
                label=figure.label,
                min_value=figure.least,
                max_value=figure.most,
                help_text=f"{figure.unit}, {figure.least} sampai {figure.most}",
                error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), bounds),
            )
        weights = [self._add_weight(row) for row in usual_criteria()]
        self.helper = Helper(
            Row("outline", "dimension_set", "instrument"),
            Fieldset("Angka", *_in_pairs(list(FIGURES))),
            Fieldset("Bobot kriteria quick win", *_in_pairs(weights)),
            "reason",
            SubmitRow("Simpan sebagai versi baru", Leave()),
        )

    def _add_weight(self, criterion) -> str:
        """A box for what a criterion weighs; its name."""
        name = f"{WEIGHT}{criterion['key']}"
        bounds = f"Tulis angka antara 0 dan {MOST_WEIGHT}."
        self.fields[name] = forms.IntegerField(
            label=criterion["name"],
            min_value=0,
            max_value=MOST_WEIGHT,
            help_text=f"0 sampai {MOST_WEIGHT}; yang berbobot 0 tidak dinilai",
            error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), bounds),
        )
        return name

    @property
    def figures(self) -> dict[str, object]:
        """The figures and weights that were typed, as a version keeps them."""
        figures = {name: self.cleaned_data[name] for name in FIGURES}
        keys = [criterion["key"] for criterion in usual_criteria()]
        weights = {key: self.cleaned_data[f"{WEIGHT}{key}"] for key in keys}
        return figures | {"criterion_weights": weights}


def figures_in_boxes(terms: Terms) -> dict[str, int]:
    """What rules say, by the boxes of `TermsForm`."""
    figures = {name: getattr(terms, name) for name in FIGURES}
    return figures | {f"{WEIGHT}{row['key']}": row["weight"] for row in criteria_under(terms)}


def _in_pairs(names):
    return [Row(*names[at : at + 2]) for at in range(0, len(names), 2)]


class VerdictForm(forms.Form):
    """Chosen or not, and why."""

    helper = Helper("verdict", "reason", SubmitRow("Simpan keputusan", Leave()))

    verdict = forms.ChoiceField(
        label="Keputusan",
        choices=[("chosen", "Terpilih"), ("passed", "Tidak terpilih")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih: terpilih atau tidak terpilih."},
    )
    reason = forms.CharField(
        label="Alasan",
        help_text="Dibaca oleh daerah di halamannya, dan dikirim kepada koordinatornya.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis alasan keputusan; daerah membacanya."},
    )


class TakeBackForm(forms.Form):
    """Why a decision is opened again."""

    helper = Helper("reason", SubmitRow("Buka kembali keputusan", Leave()))

    reason = forms.CharField(
        label="Alasan membuka kembali",
        help_text="Tercatat di jejak perubahan. Daerah tidak lagi melihat keputusan yang lama.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan membuka kembali keputusan ini."},
    )
