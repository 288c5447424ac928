"""Suggested words are put into the plan with one click, with the expert's name in the history."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans.rich_text import clean
from notes.actions import NoteError, fresh
from notes.models import Note, NoteState
from notes.replacing import CannotReplaceError, replaced, replaced_in_html
from notes.targets import SECTION, SECTION_PART, document_at
from revisions.documents import Document
from revisions.history import close_sitting
from revisions.saving import Gone, NotOpen, Stale, save

CLOSED = "Masterplan ini sedang tidak ditulis, jadi usulan belum dapat diterima."
NOT_YOURS = "Isian ini ditulis orang lain; hanya penulisnya yang dapat menerima usulan ini."
NOT_THERE = "Isian ini sudah dihapus, jadi usulannya tidak dapat diterima lagi."
FASTER = "Orang lain baru saja mengubah isian ini. Baca dahulu yang tertulis sekarang."
NOTHING = "Catatan ini tidak mengusulkan kata-kata lain."
NOT_WORDS = "Isian ini bukan tulisan, jadi usulannya perlu diisi sendiri."
NAME_LENGTH = 80  # of a version


@transaction.atomic
def accept_suggestion(note: Note, *, by: User) -> Note:
    """Put the suggested words in place of the quoted ones and close the note. Twice is once.

    It is saved as if `by` had typed it, and the version carries the expert's name. Raises NoteError
    when the words have changed, the plan is closed, or it is not hers to write: nothing is changed.
    """
    note = fresh(note)
    if note.accepted_at:
        return note
    if not note.suggestion:
        raise NoteError(NOTHING)
    if not note.masterplan.is_open:
        raise NoteError(CLOSED)
    document = document_at(note.masterplan, note.kind, note.row_id)
    if document is None or not document.exists():
        raise NoteError(NOT_THERE)
    _save(document, note, by)
    note.accepted_by, note.accepted_at = by, timezone.now()
    note.state, note.resolved_by, note.resolved_at = NoteState.RESOLVED, by, note.accepted_at
    note.save(update_fields=["accepted_by", "accepted_at", "state", "resolved_by", "resolved_at"])
    record(by, "note.accepted", note, expert=note.by.name)
    return note


def _save(document: Document, note: Note, by: User):
    part = note.part or (SECTION_PART if note.kind == SECTION else "")
    try:
        value = document.read().get(part)
        token = document.token()
        wanted = _value(document, note, part, value)
        close_sitting(document)  # so that this change is a version of its own
        saved = save(document, {part: wanted}, token=token, by=by)
    except (CannotReplaceError, NotOpen) as refusal:
        raise NoteError(str(refusal)) from refusal
    except PermissionDenied as refusal:
        raise NoteError(NOT_YOURS) from refusal
    except Gone as refusal:
        raise NoteError(NOT_THERE) from refusal
    except Stale as refusal:
        raise NoteError(FASTER) from refusal
    except ValidationError as refusal:
        raise NoteError(" ".join(refusal.messages)) from refusal
    name = f"Saran {note.by.name}, diterima oleh {by.name}"
    name = name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"
    saved.document.revisions().taken().filter(number=saved.version).update(name=name, is_open=False)


def _value(document, note, part, value):
    if note.kind == SECTION:
        html = replaced_in_html(value or "", note.anchor, note.suggestion)
        return clean(html, note.masterplan)
    if not isinstance(value, str) or document.display(part, value, {}) != value:
        raise CannotReplaceError(NOT_WORDS)
    return replaced(value, note.anchor, note.suggestion)
