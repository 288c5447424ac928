"""What a guest is asked on her page."""

from django import forms
from django.core.exceptions import ValidationError

from commitments.forms import DeclineForm
from indonesian import bare_name
from indonesian.same_names import is_same_name
from layouts import Button, Div, ErrorSummary, Helper, Layout, Leave, SubmitRow, Tick
from signing.reading import WhatWasRead


class GuestSignForm(forms.Form):
    """The affirmation, her name, and the code from her letter: of who has no account."""

    layout = Layout(
        ErrorSummary("Belum ditandatangani."),
        Div(Tick("agree"), css_class="sp-affirm"),
        "typed_name",
        "code",
        Button("Tanda tangani komitmen", "primary w-100", icon="pen"),
    )
    agree = forms.BooleanField(
        label="Saya telah membaca naskah ini dan menyetujui isinya atas nama jabatan saya.",
        error_messages={"required": "Beri tanda bahwa Anda sudah membaca dan menyetujui naskah."},
    )
    typed_name = forms.CharField(label="Nama Anda", max_length=150)
    code = forms.CharField(
        label="Kode dari surel",
        max_length=12,
        help_text="Enam angka, berlaku 15 menit.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Ketik kode dari surel."},
    )

    read = forms.CharField(widget=forms.HiddenInput, required=False)
    public_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    def __init__(self, *args, signatory, **kwargs):
        super().__init__(*args, **kwargs)
        self.signatory = signatory
        self.helper = Helper(self.layout, summary=False)
        name = bare_name(signatory.name)
        self.fields["typed_name"].help_text = f"Ketik persis: {name}. Gelar tidak perlu."

    def clean_typed_name(self):
        typed = self.cleaned_data["typed_name"]
        if not is_same_name(typed, self.signatory.name):
            asked = bare_name(self.signatory.name)
            raise ValidationError(f"Belum sama. Ketik nama Anda: {asked}.")
        return typed

    def for_verb(self) -> dict:
        """The values as `sign_as_guest` takes them. OtherTextError without what was read."""
        given = {name: self.cleaned_data[name] for name in ("typed_name", "code")}
        return given | {"read": WhatWasRead.parse(self.cleaned_data["read"])}


class GuestDeclineForm(DeclineForm):
    """Why a guest does not sign, with the code from her letter."""

    helper = Helper(
        "reason",
        "code",
        SubmitRow(
            Button("Kirim penolakan dengan alasan", "outline-danger"), Leave("Kembali ke naskah")
        ),
    )
    code = GuestSignForm.base_fields["code"]
