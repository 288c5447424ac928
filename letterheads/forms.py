"""Forms of the kop: the file of the emblem, the address of an office."""

from django import forms

from layouts import Fieldset, Helper, Leave, Row, SubmitRow
from letterheads.models import OfficeAddress


class EmblemForm(forms.Form):
    helper = Helper("upload", SubmitRow("Unggah lambang"))

    upload = forms.FileField(
        label="Berkas lambang",
        help_text="PNG atau JPEG, paling baik PNG tembus pandang dengan tinggi 600 piksel.",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        error_messages={"required": "Pilih berkas lambangnya dahulu."},
    )


class OfficeAddressForm(forms.ModelForm):
    helper = Helper(
        Fieldset("Alamat", Row("street", "postal_code")),
        Fieldset("Hubungan", "phone", Row("website", "email")),
        SubmitRow("Simpan alamat", Leave()),
    )

    class Meta:
        model = OfficeAddress
        fields = ["street", "postal_code", "phone", "website", "email"]
        help_texts = {
            "street": "Dengan kota atau kecamatan, misalnya Jalan Ahmad Yani Nomor 16,"
            " Banjarnegara.",
            "phone": "Misalnya (0286) 591218, faksimile (0286) 591187.",
            "website": "Tanpa https://, misalnya banjarnegarakab.go.id.",
        }
