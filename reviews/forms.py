"""The words that are written while one reads."""

from notes.forms import NoteForm
from notes.targets import PROGRAM, QUICKWIN
from quickwins.models import QuickWin

# The texts of a program and a profile of which words can be quoted, as their documents name them.
QUOTED = {
    PROGRAM: {
        "expansion", "description", "problem", "output", "outcome", "beneficiaries", "rpjmd_link",
        "risks",
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
