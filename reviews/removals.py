"""What was removed since a reviewer last decided, with who did it and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from masterplans.models import Decision, Masterplan, Revision, Verb
from revisions.models import Outcome
from revisions.registry import document_of

DECIDED = {Verb.APPROVED, Verb.RETURNED, Verb.REOPENED}


@dataclass(frozen=True)
class Removal:
    """Something that was there at the last decision, and is not any more."""

    title: str
    by: str
    at: datetime
    reason: str


def removals_since_decision(masterplan: Masterplan, decisions: Iterable[Decision]) -> list[Removal]:
    """The newest first; `decisions` are those of the plan, newest first, too.

    Nothing before the first decision: nobody has seen what went before.
    """
    decided = next((one for one in decisions if one.verb in DECIDED), None)
    if decided is None:
        return []
    removed = Revision.objects.filter(
        masterplan=masterplan, outcome=Outcome.REMOVED, at__gt=decided.at
    )
    found = []
    for one in removed.select_related("author").order_by("-at"):
        document = document_of(masterplan, one.kind, one.object_id)
        title = document.heading(one.parts) if document else one.kind
        found.append(Removal(title, one.author.name, one.at, one.names.get("reason", "")))
    return found
