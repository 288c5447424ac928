"""The verbs of the analyses: a row is added, changed, moved or removed, and nothing typed is lost.

They take data (`analyses.parts`), never forms; how two people, two windows or a closed plan meet in
a row is said once, in `revisions.saving`.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from analyses.documents import FindingDocument
from analyses.kinds import KIND_OF, RowKind
from analyses.models import Finding, ReadinessItem
from masterplans.actions import closed_as_sentence
from masterplans.models import Masterplan
from masterplans.uploads import attach
from revisions.saving import Saved, remove, save
from revisions.tokens import Parts, Token


def save_finding(
    masterplan: Masterplan,
    kind: RowKind,
    parts: Parts,
    *,
    key: int | None = None,
    form_key: uuid.UUID | None = None,
    token: Token,
    by: User,
    autosave: bool = False,
) -> Saved:
    """Let a row (`key`), or a new one, say these parts; others stay as they are.

    A new row whose `form_key` was sent before is that row. Raises as `revisions.saving.save` does;
    MergedAway is the Gone of a row that the pokja lead has merged.
    """

    def save_it():
        document = FindingDocument(masterplan, kind, key=key, form_key=form_key)
        return save(document, parts, token=token, by=by, autosave=autosave)

    try:
        return save_it()
    except IntegrityError:
        # The same form, sent twice at once: the other one has made the row.
        if form_key is None or not kind.model.objects.filter(form_key=form_key).exists():
            raise
        return save_it()


def remove_finding(
    masterplan: Masterplan,
    kind: RowKind,
    key: int,
    *,
    token: Token | None,
    by: User,
    reason: str = "",
) -> None:
    """Remove a row; its history keeps what it said. With `token` only if it still says that.

    Raises as `revisions.saving.remove` does, and RowInUseError when others were merged into it.
    """
    with closed_as_sentence():
        remove(FindingDocument(masterplan, kind, key=key), token=token, by=by, reason=reason)


def attach_evidence(item: ReadinessItem, *, upload, by: User) -> ReadinessItem:
    """Keep a file as the proof of a readiness item; None takes the proof away, not the file.

    Raises UploadRefused with a sentence, and as `revisions.saving.save` does.
    """
    file = attach(item.masterplan, upload=upload, alt="", by=by) if upload else None
    document = FindingDocument(item.masterplan, KIND_OF[ReadinessItem], finding=item)
    wanted = {"evidence_file": file.pk if file else None}
    return save(document, wanted, token=document.token(), by=by).document.finding


@transaction.atomic
def move_finding(finding: Finding, *, beside: Finding, after: bool, siblings, by: User) -> None:
    """Put a row directly before or after another one of its heading (`siblings`: its rows).

    The order of the others stays. Raises PlanClosedError, PermissionDenied.
    """
    with closed_as_sentence():
        if not by.has_perm("analyses.write_finding", finding):
            raise PermissionDenied
        rows = list(siblings.select_for_update(of=("self",), no_key=True).select_related(None))
        rows = [row for row in rows if row.pk != finding.pk]
        place = next((i for i, row in enumerate(rows) if row.pk == beside.pk), None)
        if place is None:
            return  # it was removed meanwhile: nothing to stand beside
        rows.insert(place + after, finding)
        moved = []
        for order, row in enumerate(rows, 1):
            if row.order != order:
                row.order = order
                moved.append(row)
        type(finding).objects.bulk_update(moved, ["order"])
