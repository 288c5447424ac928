"""The words of notes and answers."""

from django import forms
from django.urls import reverse

from layouts import Button, Helper, Hidden


class TextForm(forms.Form):
    """A note or an answer: some words, never none."""

    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = missing


class NoteForm(TextForm):
    """A new note. The page says what must be mended above it."""

    helper = Helper("text", Button("Kirim catatan"), summary=False)

    def __init__(self, *args, **kwargs):
        missing = "Tulis apa yang ingin Anda tanyakan atau usulkan."
        super().__init__(*args, label="Catatan", missing=missing, **kwargs)


class SectionNoteForm(NoteForm):
    """A new note about a section, below it on a page of many sections (`back`)."""

    def __init__(self, *, section, back):
        super().__init__()
        self.fields["text"].widget.attrs["id"] = f"catatan-bagian-{section.pk}"
        address = [section.masterplan.slug, "bagian", section.pk]
        self.helper = Helper(
            Hidden("dari", back),
            "text",
            Button("Kirim catatan", "outline-primary", small=True),
            summary=False,
            action=reverse("notes:place_notes", args=address),
        )


class AnswerForm(TextForm):
    """An answer to a note, below it or on a page of its own (`alone`).

    `back` is the page to which one returns.
    """

    dari = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, note, back="", alone=False, **kwargs):
        missing = "Tulis jawaban Anda, paling sedikit satu kalimat."
        super().__init__(*args, label="Jawaban", missing=missing, initial={"dari": back}, **kwargs)
        self.note, self.alone = note, alone
        if not alone:  # several stand on one page
            self.fields["text"].widget.attrs["id"] = f"jawaban-{note.pk}"
            self.fields["dari"].widget.attrs["id"] = f"dari-{note.pk}"

    @property
    def helper(self):
        """The page says what must be mended above the note."""
        look = "primary" if self.alone else "outline-primary"
        send = Button("Kirim jawaban", look, small=not self.alone)
        address = reverse("notes:answer", args=[self.note.masterplan.slug, self.note.pk])
        return Helper("text", send, summary=False, action=address)


def offer_answers(notes, *, back: str) -> None:
    """Let each of these notes be answered where it stands (`note.answer_form`)."""
    for note in notes:
        note.answer_form = AnswerForm(note=note, back=back)
