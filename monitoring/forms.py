"""The filter above the list of regions."""

from django import forms

from layouts import FilterForm, FilterHelper, Helper, Leave, Row, SubmitRow
from masterplans.models import Stage, Status
from regions.models import Level, Region

STATES = [
    ("", "Semua keadaan"),
    ("none", "Belum punya masterplan"),
    ("outside", "Masterplan di luar Simpul"),
    *Status.choices,
]


class RegionFilter(FilterForm):
    """What to show: text in the name, a province, a stage, a state. All may stay empty."""

    helper = FilterHelper("daerah")

    cari = forms.CharField(label="Cari nama", required=False, max_length=80)
    provinsi = forms.ModelChoiceField(
        Region.objects.none(),
        label="Provinsi",
        required=False,
        empty_label="Semua provinsi",
        to_field_name="code",
    )
    tahap = forms.TypedChoiceField(
        label="Tahap",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Semua tahap"), *Stage.choices],
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=STATES,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        provinces = Region.objects.visible_to(user).filter(level=Level.PROVINCE)
        self.fields["provinsi"].queryset = provinces
        if not user.is_national and len(provinces) == 1:  # her own, and no other to choose
            self.fields["provinsi"].empty_label = None


class OutsidePlanForm(forms.Form):
    """A masterplan that was made before Simpul, or outside it."""

    helper = Helper(
        "title",
        Row("first_year", "last_year"),
        "legal_basis",
        "upload",
        SubmitRow("Catat masterplan", Leave()),
    )

    title = forms.CharField(label="Judul", max_length=200)
    first_year = forms.IntegerField(label="Tahun pertama", min_value=2010, max_value=2060)
    last_year = forms.IntegerField(label="Tahun terakhir", min_value=2010, max_value=2060)
    legal_basis = forms.CharField(label="Dasar hukum", max_length=300)
    upload = forms.FileField(label="Berkas PDF", required=False)

    def __init__(self, *args, region: Region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "legal_basis"
        ].help_text = (
            f"Misalnya Peraturan {region.head_title} {region.name} Nomor 65 Tahun 2018 tentang …"
        )
