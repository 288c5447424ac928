"""The two things a visitor can give: a code, or a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from layouts import Button, Helper, SubmitRow
from seals.verification import LARGEST, MEBIBYTE


class DocumentCodeForm(forms.Form):
    helper = Helper(
        "kode",
        Button("Cari dokumen"),
        summary=False,
        method="get",
        action=reverse_lazy("verification:search"),
        role="search",
        aria_labelledby="kode",
    )
    kode = forms.CharField(
        label="Kode dokumen",
        max_length=40,
        help_text="Dua belas huruf dan angka di kaki dokumen, misalnya 7K2M-9QXD-04VT.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Ketik kode yang tertulis di kaki dokumen."},
    )


class FileForm(forms.Form):
    helper = Helper(
        "file",
        SubmitRow(
            Button("Periksa berkas", "outline-primary"),
            Button(
                "Bandingkan tanpa mengirim berkas",
                "link",
                type="button",
                hidden=True,
                data_fingerprint=True,
            ),
            css_class="sp-ask__do",
        ),
        summary=False,
    )
    file = forms.FileField(
        label="Berkas PDF",
        help_text="Berkas dibandingkan dengan yang kami simpan, lalu dibuang. Paling besar"
        f" {LARGEST // MEBIBYTE} MB.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Pilih berkas PDF yang akan diperiksa.",
            "empty": "Berkas ini kosong (0 bita). Pilih berkas lain.",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            size = -(-file.size // MEBIBYTE)
            raise ValidationError(
                f"Berkas {size} MB; batasnya {LARGEST // MEBIBYTE} MB. Dokumen asli kami jauh"
                " lebih kecil, jadi berkas ini bukan salinannya."
            )
        return file
