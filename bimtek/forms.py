"""The form of a date."""

from django import forms

from bimtek.models import Session
from layouts import Helper, Leave, SubmitRow


class SessionForm(forms.ModelForm):
    """The date and place of a bimtek. The page says what must be mended above its request."""

    helper = Helper(
        "first_day",
        "last_day",
        "mode",
        "place",
        "agenda",
        SubmitRow("Simpan tanggal", Leave()),
        summary=False,
        css_class="sp-medium ms-0",
    )

    class Meta:
        model = Session
        fields = ("first_day", "last_day", "mode", "place", "agenda")
        widgets = {
            "first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "agenda": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "last_day": "Bimtek lazimnya dua hari.",
            "place": "Gedung atau ruangnya; untuk daring, alamat rapatnya.",
            "agenda": "Satu acara pada satu baris, dengan jamnya.",
        }
