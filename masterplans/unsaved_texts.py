"""What somebody typed when it could not be stored any more: kept, shown, taken or put away.

The stage was handed in, the section was given away, the row was removed while she was typing. The
text is hers; nobody else sees it here (the history of the document shows it to those who may read
it).
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from masterplans.models import Masterplan, Revision
from revisions.diff import marked_rows
from revisions.models import Outcome
from revisions.registry import document_of
from revisions.saving import Saved, restore

WHY = {
    Outcome.CLOSED: "diketik sesudah tahap diserahkan",
    Outcome.DENIED: "diketik sesudah penugasan berubah",
    Outcome.GONE: "diketik ke isian yang sudah dihapus",
}


@dataclass(frozen=True)
class UnsavedText:
    """One text that was kept, beside what the document says now."""

    revision: Revision
    title: str
    why: str
    parts: list[tuple[str, str, str]]  # label, hers, what stands there; what differs is marked
    may_be_taken: bool


def unsaved_for(masterplan: Masterplan, user: User) -> QuerySet[Revision]:
    """The texts of a person that wait for her decision, the newest first."""
    kept = Revision.objects.too_late().filter(masterplan=masterplan, author=user, settled=False)
    return kept.order_by("-at", "-pk")


def as_shown(masterplan: Masterplan, revisions) -> list[UnsavedText]:
    """The texts as the page shows them, each beside what its document says now."""
    found = []
    for revision in revisions:
        document = document_of(masterplan, revision.kind, revision.object_id)
        if document is not None:
            found.append(_shown(masterplan, document, revision))
    return found


def _shown(masterplan, document, revision):
    is_there = document.exists()
    now = document.read() if is_there else {}
    names = document.names(now | revision.parts) | revision.names
    parts = marked_rows(
        (
            document.label(part),
            document.display(part, revision.parts.get(part), names),
            document.display(part, now.get(part), names),
        )
        for part in document.order(_differing(document, now, revision))
    )
    return UnsavedText(
        revision,
        document.heading(now or revision.parts),
        WHY[revision.outcome],
        parts,
        may_be_taken=masterplan.is_open and is_there,
    )


def _differing(document, now, revision):
    """The parts that she typed and that say something else than what stands there."""
    stored, typed = document.marks(now), document.marks(revision.parts)
    return {part for part in typed if typed[part] != stored.get(part, "")}


def restore_unsaved(masterplan: Masterplan, revision: Revision, *, by: User) -> Saved:
    """Put a kept text into its document: only what she typed, the rest stays as it is.

    Raises as `revisions.saving.restore`; Revision.DoesNotExist when the document is not known.
    """
    document = document_of(masterplan, revision.kind, revision.object_id)
    if document is None:
        raise Revision.DoesNotExist
    now = document.read()
    mine = _differing(document, now, revision)
    saved = restore(document, revision, token=document.token(), by=by, parts=mine)
    settle_unsaved(revision)
    return saved


def settle_unsaved(revision: Revision) -> None:
    """She has decided; the text stays in the history of its document."""
    revision.settled = True
    revision.save(update_fields=["settled"])
