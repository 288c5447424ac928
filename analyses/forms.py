"""One form for each kind of analysis row. Choices are narrowed to the masterplan's own."""

from django import forms

from analyses.models import (
    GapRow,
    Issue,
    QuickWinIdea,
    ReadinessItem,
    SwotEntry,
    TowsLink,
    TowsStrategy,
)
from dimensions.models import SubDimension
from masterplans.models import Masterplan
from regions.models import Agency
from regions.rules import agencies_of, roles_of

LONG = forms.Textarea(attrs={"rows": 3})


def agencies_for(user, region):
    """The agencies that somebody may write for: all for the team, her own for a writer."""
    agencies = region.agencies.filter(is_active=True)
    if roles_of(user, region) & {"lead", "dimension_lead"}:
        return agencies
    return agencies.filter(pk__in=agencies_of(user, region))


class FindingForm(forms.ModelForm):
    """What all of them share: the agency, and the dimensions of this masterplan."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Perangkat Daerah yang mengisi", empty_label=None
    )

    def __init__(self, *args, masterplan: Masterplan, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.masterplan = self.instance.masterplan = masterplan
        agencies = agencies_for(user, masterplan.region)
        self.fields["agency"].queryset = agencies
        if not self.instance.pk and (own := agencies_of(user, masterplan.region)):
            self.fields["agency"].initial = min(own)
        if "dimension" in self.fields:
            self.fields["dimension"].queryset = masterplan.dimension_set.dimensions
            self.fields["dimension"].empty_label = None
        self.order_fields([*(name for name in self.fields if name != "agency"), "agency"])


class IssueForm(FindingForm):
    class Meta:
        model = Issue
        fields = ["dimension", "title", "description", "source", "agency"]
        widgets = {"description": LONG}
        help_texts = {
            "title": "Satu kalimat tentang masalahnya, bukan tentang aplikasinya.",
            "description": "Siapa yang terkena, di mana, berapa banyak.",
            "source": "Misalnya BPS, Banjarnegara dalam Angka 2023.",
        }


class SwotForm(FindingForm):
    class Meta:
        model = SwotEntry
        fields = ["dimension", "kind", "text", "agency"]
        widgets = {"text": LONG}


class TowsForm(FindingForm):
    class Meta:
        model = TowsStrategy
        fields = ["dimension", "kind", "text", "agency"]
        widgets = {"text": LONG}

    entries = forms.ModelMultipleChoiceField(
        SwotEntry.objects.none(),
        label="Berangkat dari baris SWOT",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Pilih kekuatan, kelemahan, peluang, atau ancaman yang digabungkan.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = self.masterplan.swot_entries.select_related("dimension")
        self.fields["entries"].queryset = entries
        self.fields["entries"].label_from_instance = lambda entry: (
            f"{entry.dimension}: {entry.get_kind_display()}: {entry.text}"
        )
        if self.instance.pk:
            self.initial["entries"] = list(self.instance.entries.values_list("pk", flat=True))

    def clean(self):
        cleaned = super().clean()
        dimension = cleaned.get("dimension")
        if any(entry.dimension != dimension for entry in cleaned.get("entries") or []):
            self.add_error("entries", "Pilih baris SWOT dari dimensi yang sama.")
        return cleaned

    def save(self, commit=True):
        strategy = super().save(commit)
        strategy.links.all().delete()
        TowsLink.objects.bulk_create(
            TowsLink(strategy=strategy, entry=entry) for entry in self.cleaned_data["entries"]
        )
        return strategy


class ReadinessForm(FindingForm):
    class Meta:
        model = ReadinessItem
        fields = ["head", "dimension", "statement", "score", "evidence", "evidence_url", "agency"]
        widgets = {"statement": LONG, "evidence": LONG}
        help_texts = {
            "dimension": "Kosongkan bila berlaku untuk semua dimensi.",
            "score": "0 belum ada, 1 mulai, 2 sebagian, 3 berjalan, 4 berjalan dan terukur.",
            "evidence": "Dokumen, nomor, atau data. Tanpa bukti, butir ini tidak dihitung.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dimension"].empty_label = "Semua dimensi"


class GapForm(FindingForm):
    class Meta:
        model = GapRow
        fields = [
            "subdimension",
            "now",
            "level_now",
            "wanted",
            "level_wanted",
            "gap",
            "need",
            "agency",
        ]
        widgets = {"now": LONG, "wanted": LONG, "gap": LONG, "need": LONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        subdimensions = SubDimension.objects.filter(
            dimension__set=self.masterplan.dimension_set_id
        ).select_related("dimension")
        self.fields["subdimension"].queryset = subdimensions
        self.fields["subdimension"].empty_label = None
        self.fields["subdimension"].label_from_instance = lambda sub: f"{sub.dimension}: {sub}"


class IdeaForm(FindingForm):
    class Meta:
        model = QuickWinIdea
        fields = ["dimension", "text", "agency"]
        widgets = {"text": LONG}
        help_texts = {
            "text": "Apa yang berubah bagi warga dalam satu tahun, dan siapa pelaksananya."
        }
