"""Forms of a quick win: scores, a reason, the profile with its risks and twelve months."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory

from quickwins.describing import state_of
from quickwins.models import Criterion, Milestone, QuickWin, Risk

ONE_TO_FIVE = [(n, str(n)) for n in range(1, 6)]
SCORES = [(1, "1, lemah"), (2, "2"), (3, "3, cukup"), (4, "4"), (5, "5, sangat kuat")]
PICK = [("", "Pilih"), *ONE_TO_FIVE]
MONTHS = [(n, f"Bulan {n}") for n in range(1, 13)]


class ScoreForm(forms.Form):
    """One score for each criterion."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            self.fields[criterion.value] = forms.TypedChoiceField(
                label=criterion.label,
                choices=[("", "Pilih nilai"), *SCORES],
                coerce=int,
                error_messages={"required": "Pilih nilai."},
            )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class ProfileForm(forms.ModelForm):
    """The profile as evaluators ask for it (domain §4)."""

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = QuickWin
        fields = QuickWin.PROFILE_FIELDS
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in QuickWin.PROFILE_FIELDS
            if name != "person_in_charge"
        }
        help_texts = {
            "background": "Masalah apa yang dijawab, dan mengapa sekarang.",
            "purpose": "Apa yang ingin dicapai dalam satu tahun.",
            "benefits": "Bagi warga, penyelenggara, dan pemerintah daerah.",
            "beneficiaries": "Siapa dan berapa banyak.",
            "uniqueness": "Apa yang baru atau berbeda dari daerah lain.",
            "partnership": "Siapa bekerja sama, dalam bentuk apa.",
            "development_potential": "Perluasan, peningkatan, atau peniruan di tempat lain.",
            "sustainability": "Regulasi, kelembagaan, dan anggaran yang menjaga kelanjutannya.",
            "resources": "Anggaran, tenaga, dan fasilitas: berapa dan dari mana.",
            "person_in_charge": "Nama jabatan dan timnya.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["base"] = state_of(self.instance)
        for name in QuickWin.PROFILE_FIELDS:
            self.fields[name].later = True  # asked for in the end, but not today

    def take_base(self, quickwin) -> None:
        """Show what was typed once more, begun from the quick win as it is now."""
        self.data = self.data.copy()
        self.data["base"] = state_of(quickwin)


class RowFormSet(BaseInlineFormSet):
    """Rows of a profile: the box to remove one says what it does."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = f"Hapus {self.model._meta.verbose_name} ini"


RiskFormSet = inlineformset_factory(
    QuickWin,
    Risk,
    formset=RowFormSet,
    fields=["text", "likelihood", "impact", "mitigation"],
    labels={"text": "Apa yang dapat menggagalkan"},
    widgets={
        "mitigation": forms.Textarea(attrs={"rows": 2}),
        "likelihood": forms.Select(choices=PICK),
        "impact": forms.Select(choices=PICK),
    },
    extra=1,
)
MilestoneFormSet = inlineformset_factory(
    QuickWin,
    Milestone,
    formset=RowFormSet,
    fields=["month", "text"],
    labels={"month": "Bulan", "text": "Yang selesai pada bulan itu"},
    widgets={"month": forms.Select(choices=[("", "Pilih bulan"), *MONTHS])},
    extra=3,
)
