"""The filter above the list of regions."""

from django import forms

from layouts import FilterForm, FilterHelper
from masterplans.models import Stage, Status
from regions.models import Level, Region


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
        choices=[("", "Semua keadaan"), ("none", "Belum punya masterplan"), *Status.choices],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["provinsi"].queryset = Region.objects.filter(level=Level.PROVINCE)
