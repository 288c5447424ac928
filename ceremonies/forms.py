"""What a guest says at the door of the hall: who she is, and where her letters arrive."""

from django import forms

from commitments.models import Signatory
from layouts import Button, ErrorSummary, Helper, Layout


class GuestAtDoorForm(forms.Form):
    """Her name in the list of those who are asked to sign now, and her own e-mail address."""

    place = forms.ModelChoiceField(
        Signatory.objects.none(),
        label="Nama Anda",
        empty_label="Pilih nama Anda",
        error_messages={"required": "Pilih nama Anda dalam daftar."},
    )
    email = forms.EmailField(
        label="Surel Anda",
        max_length=254,
        help_text="Alamat yang Anda berikan kepada koordinator.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Tulis alamat surel Anda."},
    )
    helper = Helper(
        Layout(
            ErrorSummary("Belum dikirim."),
            "place",
            "email",
            Button("Kirim tautan dan kode ke surel saya", "outline-primary w-100"),
        ),
        summary=False,
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places
        self.fields["place"].label_from_instance = lambda one: f"{one.name}, {one.position}"
