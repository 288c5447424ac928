"""Many rows of one worksheet saved at once, as an import or a paste does: all of them, or none.

The same document, checks and history as for one row (`documents.py`): rows are locked, in one
order, and no plan. The caller writes one line of the trail for all.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from analyses.codes import join_entries
from analyses.documents import LARGEST_ORDER, FindingDocument
from analyses.kinds import RowKind
from analyses.models import Finding
from analyses.parts import ENTRIES, Mentions, names_of, part_of
from masterplans.actions import closed_as_sentence
from masterplans.documents import PlanClosedError
from masterplans.models import Masterplan
from revisions.history import remember_many
from revisions.tokens import Parts, digest, normalized

BATCH = 200
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class FindingChange:
    """What a row (`key`) shall say, or a new one; parts that are not named stay as they are.

    `fingerprint` is that of the row that it began from (`FindingDocument.fingerprint`), `form_key`
    that of a new row, by which it is known when it comes again.
    """

    parts: Parts
    key: int | None = None
    fingerprint: str = ""
    form_key: uuid.UUID | None = None


class RowsChanged(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Rows (`keys`) that were changed or removed since. Nothing was saved."""

    def __init__(self, keys: Sequence[int]):
        super().__init__("Sebagian baris sudah diubah orang lain.")
        self.keys = sorted(keys)


@dataclass
class Pending:
    """A row on its way: what it says, what it shall say, and the row as it will be stored."""

    document: FindingDocument
    before: Parts
    after: Parts
    changed: set[str]
    finding: Finding

    @property
    def is_new(self) -> bool:
        return self.document.key is None


@transaction.atomic
def save_findings(
    masterplan: Masterplan,
    kind: RowKind,
    changes: Sequence[FindingChange],
    *,
    by: User,
    progress: Progress = lambda done, total, what: None,
) -> int:
    """Save all changes, or none; gives how many rows were written.

    A new row whose `form_key` was saved before is not made again. Raises PlanClosedError,
    RowsChanged, PermissionDenied, and ValidationError for a row that may not be so.
    """
    with closed_as_sentence():
        plan = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
        if not plan.is_open:  # the triggers hold a plan that is closed after this line
            raise PlanClosedError
        if not by.has_perm("analyses.enter_finding", plan):
            raise PermissionDenied
        mentions, count = Mentions(plan), 0
        documents = _documents(plan, kind, changes, mentions)
        parts = [(document.read(), change.parts) for document, change in documents]
        mentions.load(kind.model, [one for pair in parts for one in pair])
        order = FindingDocument(plan, kind).next_order()
        for start in range(0, len(documents), BATCH):
            progress(start, len(documents), "Menyimpan baris")
            batch = [_pending(*one, by) for one in documents[start : start + BATCH]]
            batch = [one for one in batch if one is not None]
            order = _store(kind, batch, order)
            remember_many([(one.document, one.before, one.after, None) for one in batch], by=by)
            count += len(batch)
    return count


def _documents(plan, kind, changes, mentions):
    """Each change with its document, those that are stored locked; not what was made before."""
    keys = {change.key for change in changes if change.key}
    rows = kind.model.objects.select_for_update(of=("self",)).select_related(None)
    rows = rows.filter(masterplan=plan, pk__in=keys, merged_into=None).order_by("pk")
    rows = rows.prefetch_related(*kind.linked)
    stored = {one.pk: one for one in rows}
    made = _made_before(plan, kind, changes)
    found, stale = [], []
    for change in changes:
        if change.form_key in made:
            continue
        finding = stored.get(change.key)
        if finding is not None:
            finding.masterplan = plan
        document = FindingDocument(
            plan, kind, finding=finding, form_key=change.form_key, mentions=mentions
        )
        if change.key and (finding is None or document.fingerprint() != change.fingerprint):
            stale.append(change.key)
        found.append((document, change))
    if stale:
        raise RowsChanged(stale)
    return found


def _made_before(plan, kind, changes):
    keys = [change.form_key for change in changes if change.form_key]
    if not keys:
        return set()
    rows = kind.model.objects.filter(masterplan=plan, form_key__in=keys)
    return set(rows.values_list("form_key", flat=True))


def _pending(document, change, by):
    """What is to be stored for a change; None when the row says so already."""
    before = document.read()
    wanted = {name: normalized(value) for name, value in change.parts.items()}
    changed = {one for one, value in wanted.items() if digest(value) != digest(before.get(one))}
    if document.finding is not None:
        if not changed:
            return None
        if not by.has_perm("analyses.write_finding", document.finding):
            raise PermissionDenied
    finding = document.filled(wanted, changed)
    after = before | wanted | {one: part_of(finding, one) for one in _fields(document.model)}
    if problems := document.faults(finding, after, changed=changed, by=by):
        raise ValidationError(problems)
    return Pending(document, before, after, changed, finding)


def _fields(model):
    return [name for name in names_of(model) if name != ENTRIES]


def _store(kind, batch, order):
    """Write the rows; gives the place of the next new one."""
    new = [one.finding for one in batch if one.is_new]
    for order_of_it, finding in enumerate(new, order):
        finding.order = min(order_of_it, LARGEST_ORDER)
    kind.model.objects.bulk_create(new)
    for one in batch:
        if not one.is_new:
            one.finding.save(update_fields=[*(one.changed - {ENTRIES}), "changed_at"])
        if ENTRIES in one.changed:
            join_entries(one.finding, one.after.get(ENTRIES) or [])
        one.document.wrote(one.finding)
    return order + len(new)
