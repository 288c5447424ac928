"""The verbs of notes: write, answer, resolve. Nothing is changed or removed; a thread grows.

Who writes a note waits for an answer; an answer of anybody else says "Sudah dijawab"; another
word of the author makes it wait again. Notes never keep a stage from being handed in.
"""

from collections import defaultdict
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans.models import Masterplan
from notes.models import FROZEN, TAKES_NOTES, Note, NoteAnswer, NoteState
from notes.notifications import notify_of_answer, notify_of_note
from notes.targets import PROGRAM, QUICKWIN, SECTION, NoteTarget


class NotesClosedError(Exception):
    """The plan takes no more notes. The message is a sentence for the user."""


@transaction.atomic
def write_note(masterplan: Masterplan, place: NoteTarget, *, text: str, by: User) -> Note:
    """Put a note on a place; those who answer for it are told. Raises NotesClosedError."""
    with _before_freezing(masterplan):
        note = Note.objects.create(
            masterplan=masterplan,
            kind=place.kind,
            row_id=place.row_id,
            place_name=place.name[:250],
            text=text.strip(),
            by=by,
        )
    record(by, "note.written", note)
    notify_of_note(note, place)
    return note


@transaction.atomic
def answer_note(note: Note, *, text: str, by: User) -> NoteAnswer:
    """Answer in the thread; its author is told. Raises NotesClosedError."""
    note = _fresh(note)
    with _before_freezing(note.masterplan):
        answer = NoteAnswer.objects.create(note=note, text=text.strip(), by=by)
    note.state = NoteState.WAITING if by.pk == note.by_id else NoteState.ANSWERED
    note.resolved_at = note.resolved_by = None  # who writes again has not finished
    note.save(update_fields=["state", "resolved_at", "resolved_by"])
    record(by, "note.answered", note)
    notify_of_answer(note, answer)
    return answer


@transaction.atomic
def resolve_note(note: Note, *, by: User) -> Note:
    """Close a thread: it folds, and stays. Closing it twice is once. Raises NotesClosedError."""
    note = _fresh(note)
    if note.state == NoteState.RESOLVED:
        return note
    note.state, note.resolved_at, note.resolved_by = NoteState.RESOLVED, timezone.now(), by
    with _before_freezing(note.masterplan):
        note.save(update_fields=["state", "resolved_at", "resolved_by"])
    record(by, "note.resolved", note)
    return note


def _fresh(note):
    """The row locked: two answers at the same moment come one after the other."""
    rows = Note.objects.select_for_update(of=("self",)).select_related("masterplan__region", "by")
    return rows.get(pk=note.pk)


def attach_notes(masterplan: Masterplan, changes) -> None:
    """Give every changed section, program and quick win its notes as `notes`, in three queries."""
    found = defaultdict(list)
    for note in masterplan.notes.with_threads():
        found[note.kind, note.row_id].append(note)
    for change in changes.sections:
        change.section.notes = found[SECTION, change.section.pk]
    for program in changes.programs:
        program.notes = found[PROGRAM, program.pk]
    for quickwin in changes.quickwins:
        quickwin.notes = found[QUICKWIN, quickwin.pk]


@contextmanager
def _before_freezing(masterplan):
    """The plan takes notes now; a freezing that wins the race is told by the database's trigger."""
    if Masterplan.objects.get(pk=masterplan.pk).status not in TAKES_NOTES:
        raise NotesClosedError(FROZEN)
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        if FROZEN in str(refusal):
            raise NotesClosedError(FROZEN) from refusal
        raise
