"""The words that are written while one reads."""

from django import forms
from django.urls import reverse

from layouts import Button, ChoiceSet, Div, Fieldset, Helper, Paragraph, Tick
from notes.forms import NoteForm
from notes.models import NoteWeight
from notes.targets import PROGRAM, QUICKWIN
from quickwins.models import QuickWin

# The texts of a program and a profile of which words can be quoted, as their documents name them.
QUOTED = {
    PROGRAM: {
        "expansion", "description", "problem", "output", "outcome", "beneficiaries", "rpjmd_link",
        "risks", "achievement",
    },
    QUICKWIN: {*QuickWin.PROFILE_FIELDS},
}  # fmt: skip


def offer_notes(reading, user) -> None:
    """Let a note be written beside each passage (`passage.note_form`), on words of it or on all.

    `notes` takes it, and leads back to the passage.
    """
    weighs = user.has_perm("notes.weigh_notes", reading.masterplan)
    for passage in reading.readable:
        quoted = QUOTED.get(passage.kind, ())
        passage.note_form = NoteForm(
            masterplan=reading.masterplan,
            kind=passage.kind,
            pk=passage.row_id,
            weighs=weighs,
            parts=[(name, label) for name, label, _ in passage.words.fields if name in quoted],
            back=reading.back,
        )


class StageDecisionForm(forms.Form):
    """The decision about a stage, with the notes that were written while it was read."""

    note = forms.CharField(
        label="Alasan atau pesan kepada daerah",
        help_text=(
            "Wajib bila mengembalikan, atau bila menyetujui sementara ada hal yang belum terpenuhi."
            " Dikirim kepada koordinator, ketua pokja, dan staf, bersama catatan yang disertakan."
        ),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, masterplan, notes, **kwargs):
        super().__init__(*args, **kwargs)
        self.masterplan, self.notes = masterplan, notes
        for note in notes:
            self.fields[f"pakai-{note.pk}"] = forms.BooleanField(
                label="Sertakan", required=False, initial=True
            )
            self.fields[f"sifat-{note.pk}"] = forms.ChoiceField(
                label="Sifat",
                choices=NoteWeight,
                initial=note.weight,
                widget=forms.RadioSelect,
            )

    @property
    def weights(self) -> dict:
        """The notes that go along, each with what it asks for."""
        data = self.cleaned_data
        return {note: data[f"sifat-{note.pk}"] for note in self.notes if data[f"pakai-{note.pk}"]}

    @property
    def helper(self):
        """Each note with its tick and its weight, the words, then both ways to decide."""
        stage = self.masterplan.stage
        approve = reverse("reviews:approve", args=[self.masterplan.slug])
        notes = [
            Fieldset(
                note.place_name,
                Paragraph(note.text, css_class=""),
                Tick(f"pakai-{note.pk}"),
                ChoiceSet(f"sifat-{note.pk}", "rv-weights"),
            )
            for note in self.notes
        ]
        return Helper(
            *notes,
            "note",
            Div(
                Button("Kembalikan dengan alasan", "outline-danger"),
                Button(f"Setujui tahap {stage}", "primary", formaction=approve),
                css_class="sp-ask__do",
            ),
            summary=False,
            action=reverse("reviews:return", args=[self.masterplan.slug]),
        )
