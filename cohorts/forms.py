"""Forms of a cohort: its year, its rules, the decision about a region."""

from django import forms

from cohorts.models import FIRST_YEAR, LAST_YEAR, YEARS_IN_WORDS, Cohort
from cohorts.terms import FIGURES
from dimensions.models import DimensionSet
from instruments.models import Instrument, InstrumentPurpose
from layouts import Fieldset, Helper, Leave, Row, SubmitRow
from masterplans.models import Outline
from regions.naming import Naming

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
        names = list(FIGURES)
        pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
        self.helper = Helper(
            "seen",
            Row("outline", "dimension_set", "instrument"),
            Fieldset("Angka", *(Row(*pair) for pair in pairs)),
            "reason",
            SubmitRow("Simpan sebagai versi baru", Leave()),
        )

    @property
    def figures(self) -> dict[str, int]:
        """The figures that were typed, by name."""
        return {name: self.cleaned_data[name] for name in FIGURES}


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
