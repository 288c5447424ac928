"""Steps of a masterplan, its bimtek meetings, notes in its margin, and who takes part in what."""

from bimtek.models.meetings import MODES_IN_WORDS, Mode, Session
from bimtek.models.notes import Note, NoteAnswer, NoteState
from bimtek.models.parts import NothingToEnter, TakesPart
from bimtek.models.steps import (
    SILENCE,
    UNDER_WAY,
    Decision,
    Freezing,
    FreezingState,
    Verb,
)

__all__ = [
    "MODES_IN_WORDS",
    "SILENCE",
    "UNDER_WAY",
    "Decision",
    "Freezing",
    "FreezingState",
    "Mode",
    "Note",
    "NoteAnswer",
    "NoteState",
    "NothingToEnter",
    "Session",
    "TakesPart",
    "Verb",
]
