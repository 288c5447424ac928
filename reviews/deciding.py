"""A stage is returned or approved with what was noted while it was read."""

from django.db import transaction

from accounts.models import User
from indonesian import many, named
from masterplans.models import Masterplan
from notes.actions import weigh_note
from notes.models import Note, NoteState, NoteWeight
from reviews.approvals import Verdicts
from reviews.passages import PlanText
from stages import workflow
from stages.workflow import ReasonNeededError

HEADS = {
    NoteWeight.MUST: "Wajib diperbaiki",
    NoteWeight.SHOULD: "Saran",
    NoteWeight.PRAISE: "Apresiasi",
}


def gathered(masterplan: Masterplan) -> list[Note]:
    """The notes that belong into a return: written since the hand-in, and musts still open."""
    handed_in = masterplan.decisions.filter(verb="submitted").first()
    notes = masterplan.notes.select_related("by").exclude(state=NoteState.RESOLVED)
    since = handed_in.at if handed_in else masterplan.created_at
    return [one for one in notes if one.at >= since or one.must_be_mended]


@transaction.atomic
def return_with_notes(
    masterplan: Masterplan, *, weights: dict[Note, str], note: str, by: User
) -> Masterplan:
    """Give the stage back with a reason and these notes, each as must, should or praise.

    Raises ReasonNeededError when neither words nor a must or should say what has to be mended.
    """
    asked = [one for one, weight in weights.items() if weight != NoteWeight.PRAISE]
    if not note.strip() and not asked:
        raise ReasonNeededError(workflow.REASON_NEEDED)
    returned = workflow.return_stage(masterplan, by=by, note=_with_notes(note, weights))
    _weigh(weights, by)
    return returned


@transaction.atomic
def approve_with_notes(
    masterplan: Masterplan, *, weights: dict[Note, str], note: str, by: User
) -> Masterplan:
    """Approve the stage; chapters that nobody approved, or that changed since, ask for a word.

    Raises ReasonNeededError with all that is open, and their names, when `note` is empty.
    """
    queue = Verdicts(PlanText(masterplan)).queue
    names = named(one.chapter.name for one in queue)
    unread = [f"{many(len(queue), 'bab')} belum disetujui: {names}."] if queue else []
    approved = workflow.advance_stage(
        masterplan, by=by, note=note, also_open=unread, enclosed=_with_notes("", weights)
    )
    _weigh(weights, by)
    return approved


def _weigh(weights, by):
    for one, weight in weights.items():
        weigh_note(one, weight=weight, by=by)


def _with_notes(note, weights):
    """The reason as it is sent and kept: the words, then the notes under their heads."""
    parts = [note.strip()]
    for weight, head in HEADS.items():
        those = [one for one, chosen in weights.items() if chosen == weight]
        lines = [f"{number}. {_line(one)}" for number, one in enumerate(those, start=1)]
        if lines:
            parts.append("\n".join([f"{head}:", *lines]))
    return "\n\n".join(filter(None, parts))


def _line(note):
    quoted = f" “{note.exact}”" if note.exact else ""
    return f"{note.place_name}{quoted}: {note.text}"
