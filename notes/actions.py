"""The verbs of notes: write, answer, assign, weigh, resolve, reopen. A thread grows.

Who writes a note waits for an answer; an answer of anybody else says "Sudah dijawab"; another
word of the author makes it wait again. Praise waits for nothing. Notes never keep a stage from
being handed in. Nothing is removed, and no word is changed.
"""

from contextlib import contextmanager
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans.models import Masterplan
from notes.anchors import LONGEST, Anchor
from notes.models import FROZEN, TAKES_NOTES, Note, NoteAnswer, NoteState, NoteWeight
from notes.notifications import notify_of_answer, notify_of_assignment, notify_of_note
from notes.passages import quoted
from notes.targets import NoteTarget, may_be_assigned

NOT_THEIRS = "Orang ini tidak menulis di daerah ini, jadi tidak dapat ditugasi catatan."
NO_WORDS = "Kutip dahulu kata-kata yang ingin Anda ganti."
TOO_LONG = f"Kutip paling banyak {LONGEST:,} huruf.".replace(",", ".")


class NoteError(Exception):
    """The step is not possible. The message is a sentence for the user."""


class NotesClosedError(NoteError):
    """The plan takes no more notes. The message is a sentence for the user."""


@transaction.atomic
def write_note(
    masterplan: Masterplan,
    place: NoteTarget,
    *,
    text: str,
    by: User,
    weight: str = NoteWeight.SHOULD,
    anchor: Anchor | None = None,
    suggestion: str = "",
    assignee: User | None = None,
) -> Note:
    """Put a note on a place, or on the words of it that `anchor` quotes.

    Those who answer for it are told, or the assignee alone. Words that somebody has changed
    meanwhile are kept as they were quoted: `note.passage` says where they stand now, or that they
    are gone. Raises NotesClosedError; NoteError when it suggests words for none, quotes too much,
    or is assigned to somebody who does not write there.
    """
    _check(masterplan, anchor, suggestion, assignee)
    passage, quotation = None, {}
    if anchor:
        anchor, passage = quoted(masterplan, place.kind, place.row_id, anchor)
        quotation = asdict(anchor) | {"suggestion": suggestion.strip()}
    with _before_freezing(masterplan):
        note = Note.objects.create(
            masterplan=masterplan,
            kind=place.kind,
            row_id=place.row_id,
            place_name=place.name[:250],
            text=text.strip(),
            weight=weight,
            state=_beginning(weight),
            assignee=assignee,
            by=by,
            **quotation,
        )
    note.passage = passage
    record(by, "note.written", note)
    notify_of_note(note, place)
    return note


def _check(masterplan, anchor, suggestion, assignee):
    if suggestion.strip() and not anchor:
        raise NoteError(NO_WORDS)
    if anchor and len(anchor.exact) > LONGEST:
        raise NoteError(TOO_LONG)
    if assignee and not may_be_assigned(masterplan.region, assignee):
        raise NoteError(NOT_THEIRS)


def _beginning(weight):
    return NoteState.STANDS if weight == NoteWeight.PRAISE else NoteState.WAITING


@transaction.atomic
def answer_note(note: Note, *, text: str, by: User) -> NoteAnswer:
    """Answer in the thread; its author is told. Raises NotesClosedError."""
    note = fresh(note)
    with _before_freezing(note.masterplan):
        answer = NoteAnswer.objects.create(note=note, text=text.strip(), by=by)
    if note.weight == NoteWeight.PRAISE:
        note.state = NoteState.STANDS
    else:
        note.state = NoteState.WAITING if by.pk == note.by_id else NoteState.ANSWERED
    note.resolved_at = note.resolved_by = None  # who writes again has not finished
    note.save(update_fields=["state", "resolved_at", "resolved_by"])
    record(by, "note.answered", note)
    notify_of_answer(note, answer)
    return answer


@transaction.atomic
def resolve_note(note: Note, *, by: User) -> Note:
    """Close a thread: it folds, and stays. Closing it twice is once. Raises NotesClosedError."""
    note = fresh(note)
    if note.state == NoteState.RESOLVED:
        return note
    note.state, note.resolved_at, note.resolved_by = NoteState.RESOLVED, timezone.now(), by
    with _before_freezing(note.masterplan):
        note.save(update_fields=["state", "resolved_at", "resolved_by"])
    record(by, "note.resolved", note)
    return note


@transaction.atomic
def reopen_note(note: Note, *, by: User) -> Note:
    """Take up a resolved thread again: it waits for an answer. Twice is once.

    Raises NotesClosedError.
    """
    note = fresh(note)
    if note.state != NoteState.RESOLVED:
        return note
    note.state, note.resolved_at, note.resolved_by = _beginning(note.weight), None, None
    note.reopened_at, note.reopened_by = timezone.now(), by
    with _before_freezing(note.masterplan):
        note.save(
            update_fields=["state", "resolved_at", "resolved_by", "reopened_at", "reopened_by"]
        )
    record(by, "note.reopened", note)
    return note


@transaction.atomic
def weigh_note(note: Note, *, weight: str, by: User) -> Note:
    """Say what a note asks for: must, should, or praise, which waits for nothing.

    Raises NotesClosedError.
    """
    note = fresh(note)
    if note.weight == weight:
        return note
    before, note.weight = note.weight, weight
    if note.state == NoteState.WAITING or before == NoteWeight.PRAISE:
        note.state = _beginning(weight) if note.state != NoteState.RESOLVED else note.state
    with _before_freezing(note.masterplan):
        note.save(update_fields=["weight", "state"])
    record(by, "note.weighed", note, before=before, weight=weight)
    return note


@transaction.atomic
def assign_note(note: Note, *, assignee: User | None, by: User) -> Note:
    """Give a note to one person of the region, who is told once; None takes it back.

    Raises NotesClosedError, and NoteError when she does not write there.
    """
    note = fresh(note)
    if assignee and not may_be_assigned(note.masterplan.region, assignee):
        raise NoteError(NOT_THEIRS)
    if note.assignee_id == (assignee and assignee.pk):
        return note
    note.assignee = assignee
    with _before_freezing(note.masterplan):
        note.save(update_fields=["assignee"])
    record(by, "note.assigned", note, person=assignee.name if assignee else "")
    if assignee and assignee != by:
        notify_of_assignment(note, by)
    return note


def fresh(note: Note) -> Note:
    """The row locked: two answers at the same moment come one after the other."""
    rows = Note.objects.select_for_update(of=("self",)).select_related("masterplan__region", "by")
    return rows.get(pk=note.pk)


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
