"""What the second person says, and the code that the official types in."""

from django import forms

from identities.models import Handover
from layouts import Button, Helper, Leave, SubmitRow


class ConfirmForm(forms.Form):
    """That she is who she is said to be, and how the code reaches her."""

    helper = Helper("is_hers", "handover", SubmitRow("Konfirmasi identitas", Leave()))
    is_hers = forms.BooleanField(
        label="Saya sudah memastikan bahwa akun dan surel ini milik orang tersebut.",
        error_messages={"required": "Beri tanda bahwa Anda sudah memastikannya."},
    )
    handover = forms.ChoiceField(
        label="Penyerahan kode",
        choices=Handover.choices,
        initial=Handover.IN_PERSON,
        widget=forms.RadioSelect,
        help_text="Kode tampil sekali di halaman berikutnya, dalam surat yang dapat dicetak."
        " Jangan kirim lewat surel.",
    )

    def __init__(self, *args, is_guest: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_guest:
            del self.fields["handover"]
            self.helper = Helper("is_hers", SubmitRow("Konfirmasi identitas", Leave()))


class CodeForm(forms.Form):
    """The code from the letter."""

    helper = Helper("code", SubmitRow(Button("Buktikan identitas saya")))
    code = forms.CharField(
        label="Kode",
        max_length=20,
        help_text="Delapan huruf dan angka, misalnya 7K3M-9QPD. Huruf kecil boleh.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": "Ketik kode yang Anda terima."},
    )
