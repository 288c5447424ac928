"""The words that go with a step, a date, a note, a reminder."""

from django import forms

from bimtek.models import Session
from bimtek.workflow import REASON_NEEDED


class StepForm(forms.Form):
    """A message with a step; it may be left empty."""

    note = forms.CharField(
        label="Pesan", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, label="", help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label or self.fields["note"].label
        self.fields["note"].help_text = help_text


class ReasonForm(StepForm):
    """A step that needs its reason: going back, or handing in what is unusual."""

    def __init__(self, *args, missing=REASON_NEEDED, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = missing


class SessionForm(forms.ModelForm):
    """The date and place of a bimtek."""

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


class TextForm(forms.Form):
    """A note or an answer: some words, never none."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = missing


class NoteForm(TextForm):
    """A new note."""

    def __init__(self, *args, **kwargs):
        missing = "Tulis apa yang ingin Anda tanyakan atau usulkan."
        super().__init__(*args, label="Catatan", missing=missing, **kwargs)


class AnswerForm(TextForm):
    """An answer to a note."""

    def __init__(self, *args, **kwargs):
        missing = "Tulis jawaban Anda, paling sedikit satu kalimat."
        super().__init__(*args, label="Jawaban", missing=missing, **kwargs)


class ReminderForm(forms.Form):
    """What goes along with a reminder."""

    message = forms.CharField(
        label="Pesan Anda",
        help_text="Boleh dikosongkan. Ditulis di bawah daftar isian.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
