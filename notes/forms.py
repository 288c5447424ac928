"""The words of notes and answers."""

from django import forms


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
