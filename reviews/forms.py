"""The words that are written while one reads."""

from django.urls import reverse

from layouts import Button, Helper, Hidden
from notes.forms import NoteForm


class ReadNoteForm(NoteForm):
    """A note beside the passage that it is about; one of many on the page."""

    def __init__(self, *args, reading, passage, **kwargs):
        super().__init__(*args, **kwargs)
        chapter = reading.chapter
        self.fields["text"].widget.attrs["id"] = f"catatan-{passage.key}"
        self.helper = Helper(
            Hidden("pada", passage.key),
            Hidden("sejak", reading.since_code),
            "text",
            Button("Kirim catatan", "outline-primary", small=True),
            summary=False,
            action=reverse(
                "reviews:note", args=[reading.masterplan.slug, chapter.book, chapter.number]
            ),
        )


def offer_notes(reading, refused: tuple = ("", None)) -> None:
    """Let a note be written beside each passage (`passage.note_form`).

    `refused` is the key of a passage and the bound form of a note that was not taken.
    """
    for passage in reading.readable:
        form = refused[1] if refused[0] == passage.key else None
        passage.note_form = ReadNoteForm(form and form.data, reading=reading, passage=passage)
        if form:
            for sentence in form.non_field_errors():  # what the verb refused
                passage.note_form.add_error(None, sentence)
