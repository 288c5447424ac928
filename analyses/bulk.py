"""Many rows of one worksheet saved at once, as an import does: all of them, or none.

The same locks and checks as in writing.py: rows are locked, in one order, and no plan. A revision
for each row instead of a line of the trail: the caller writes one line for all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.forms import ModelForm

from accounts.models import User
from analyses.models import Finding
from analyses.state import state_of, told
from masterplans.actions import PlanClosedError, closed_as_sentence
from masterplans.guards import make_triggers_quick
from masterplans.models import Masterplan, RowRevision
from masterplans.row_history import remember_many

BATCH = 200
LARGEST_ORDER = 32_000  # as in writing.py


@dataclass(frozen=True)
class FindingChange:
    """What becomes of a row (`key`, begun from the state `version`), or a new row.

    `form` is asked with the row as it is stored, and gives the bound form that is to be saved.
    """

    key: int | None
    version: str
    form: Callable[[Finding | None], ModelForm]


@transaction.atomic
def save_findings(
    masterplan: Masterplan,
    model: type[Finding],
    changes: list[FindingChange],
    *,
    kind: str,
    by: User,
    progress: Callable[[int, int, str], None] = lambda done, total, what: None,
) -> list[int]:
    """Save all changes, or none; gives the keys of rows that were changed or removed since (0 for a
    new row that its form does not take any more). When it gives any, nothing was saved.

    Raises PlanClosedError, PermissionDenied.
    """
    with closed_as_sentence():
        make_triggers_quick()
        plan = Masterplan.objects.get(pk=masterplan.pk)
        if not plan.is_open:  # the triggers hold a plan that is closed after this line
            raise PlanClosedError
        began = {change.key: change.version for change in changes if change.key}
        rows = model.objects.select_for_update(of=("self",)).select_related(None)
        stored = {one.pk: one for one in rows.filter(masterplan=plan, pk__in=began).order_by("pk")}
        stale = [
            key for key, was in began.items() if key not in stored or state_of(stored[key]) != was
        ]
        if not stale:
            last = model.objects.filter(masterplan=plan).aggregate(last=Max("order"))["last"] or 0
            before = [(key, told(row)) for key, row in stored.items()]
            stale, written = _save(changes, stored, last, by, progress)
            if not stale:
                _remember(plan, before, written, kind, by)
    return stale


def _remember(plan, before, written, kind, by):
    """What the rows say now, and what those without a history said before."""
    known = RowRevision.objects.filter(masterplan=plan, kind=kind).order_by()
    known = set(known.values_list("row_id", flat=True).distinct())
    first = [pair for pair in before if pair[0] not in known]
    remember_many(first, masterplan_id=plan.pk, kind=kind, by=plan.created_by)
    remember_many(written, masterplan_id=plan.pk, kind=kind, by=by)


def _save(changes, stored, order, by, progress):
    written = []
    for number, change in enumerate(changes):
        if number % BATCH == 0:
            progress(number, len(changes), "Menyimpan baris")
        form = change.form(stored.get(change.key))
        if not form.is_valid():
            transaction.set_rollback(True)
            return [change.key or 0], []
        if not form.instance.pk:
            order += 1
            form.instance.order = min(order, LARGEST_ORDER)
        if not by.has_perm("analyses.write_finding", form.instance):
            raise PermissionDenied
        finding = form.save()
        written.append((finding.pk, told(finding)))
    return [], written
