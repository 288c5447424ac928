"""The form of a regulation."""

from django import forms

from enactments.models import Enactment, EnactmentForm
from layouts import Helper, Leave, Row, SubmitRow
from layouts.days import DayField


class RecordForm(forms.Form):
    """By what an edition was enacted. The kinds are named as the region has them."""

    helper = Helper(
        Row("form", "number"), "date", "about", "upload", SubmitRow("Simpan penetapan", Leave())
    )

    form = forms.ChoiceField(label="Bentuk")
    number = forms.CharField(
        label="Nomor", max_length=100, help_text="Misalnya 45 Tahun 2024 atau 050/188 Tahun 2024."
    )
    date = DayField(label="Tanggal ditetapkan")
    about = forms.CharField(label="Tentang", max_length=300)
    upload = forms.FileField(
        label="Salinan",
        required=False,
        help_text="PDF, PNG, atau JPEG.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args, edition, enactment: Enactment | None = None, **kwargs):
        plan = edition.masterplan
        initial = {"form": EnactmentForm.REGULATION, "about": plan.title}
        if enactment:
            initial = {
                name: getattr(enactment, name) for name in ("form", "number", "date", "about")
            }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["form"].choices = [
            (kind.value, kind.title_for(plan.region)) for kind in EnactmentForm
        ]
        if enactment and enactment.file:
            self.fields[
                "upload"
            ].help_text = f"Sudah ada: {enactment.name}. Berkas baru menggantikannya."
