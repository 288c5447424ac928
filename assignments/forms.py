"""The words that go with a reminder."""

from django import forms


class ReminderForm(forms.Form):
    """What goes along with a reminder."""

    message = forms.CharField(
        label="Pesan Anda",
        help_text="Boleh dikosongkan. Ditulis di bawah daftar isian.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
