"""What a stage that came back asks to be repaired: its notes and its gate, as one checklist.

The reason stands above it. A line stays and is ticked off when it is done, so that the team sees
how far it is.
"""

from dataclasses import dataclass

from django.utils.text import Truncator

from notes.models import Note, NoteState, NoteWeight

LONGEST = 140


@dataclass(frozen=True)
class Repair:
    """A line of components/check.html: what is asked, about which place, and the way there."""

    text: str
    ok: bool
    detail: str = ""
    url: object = ""
    label: str = ""


def repairs_of(overview) -> list[Repair]:
    """The lines of a stage that came back, open ones first; [] while none has.

    Of the notes those that wait, and those that were written in this review and are answered.
    """
    if overview.return_decision is None:
        return []
    handed_in = next((one.at for one in overview.decisions[1:] if one.verb == "submitted"), None)
    notes = [
        note
        for note in overview.notes
        if note.weight != NoteWeight.PRAISE
        and (note.is_waiting or (handed_in and note.at >= handed_in))
    ]
    lines = [_of_note(note) for note in notes]
    lines += [Repair(one.text, False, one.detail, one.url) for one in overview.blocking]
    return sorted(lines, key=lambda line: line.ok)


def _of_note(note: Note):
    done = "" if note.is_waiting else f" ({NoteState(note.state).label.lower()})"
    return Repair(
        f"{note.by} tentang {note.place_name}{done}",
        not note.is_waiting,
        f"“{Truncator(note.text).chars(LONGEST)}”",
        note.get_absolute_url(),
        "Buka dan jawab",
    )
