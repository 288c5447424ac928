"""The verbs of what a masterplan stands on: title and years, vision, alignment, teams."""

from accounts.models import User
from masterplans.models import Masterplan
from revisions.history import last_writer
from revisions.saving import Saved, save
from revisions.tokens import Parts, Token
from strategy.documents import AlignmentDocument, PlanPartDocument


def save_part(
    document: PlanPartDocument, wanted: Parts, *, token: Token, by: User, autosave: bool = False
) -> Saved:
    """Save the parts that a page of the masterplan holds. Raises as `revisions.saving.save`."""
    return save(document, wanted, token=token, by=by, autosave=autosave)


def align(
    masterplan: Masterplan,
    *,
    rows: list[dict],
    token: Token,
    by: User,
    unread: frozenset[str] = frozenset(),
    autosave: bool = False,
) -> Saved:
    """Set the alignment rows: dicts of document, mission, goal, dimension, and `id` or `form_key`.

    A row keeps its identity: what was linked to it stays linked. A row that the page showed and
    does not send any more is removed; those of `unread` (keys) are left as they are. Raises as
    `revisions.saving.save`.
    """
    document = AlignmentDocument(masterplan)
    made = dict(masterplan.alignments.exclude(form_key=None).values_list("form_key", "pk"))
    marks, stored = dict(token.marks or {}), document.marks(document.read())
    wanted = {}
    for row in rows:
        part, new = f"row.{row.get('id')}", f"new.{row.get('form_key')}"
        if not row.get("id"):
            key = made.get(row.get("form_key"))
            part = f"row.{key}" if key else new
            if new in marks:  # her own new row, sent again
                marks[part] = marks.pop(new)
            elif part in stored and part not in marks and last_writer(document, part) == by:
                marks[part] = stored[part]  # the same, and its answer was lost
        wanted[part] = [row["document"], row["mission"], row.get("goal", ""), row["dimension"]]
    left = {f"row.{key}" for key in unread}
    gone = {part for part in marks if part.startswith("row.")} - wanted.keys() - left
    wanted |= dict.fromkeys(gone)
    token = Token(token.version, marks if token.marks is not None else None)
    return save(document, wanted, token=token, by=by, autosave=autosave)
