"""The verbs of the pokja lead: of the rows of all agencies she makes one list for the book.

Rows that say the same are merged; who named them first is never lost (`merged_rows.py`). Every verb
raises PlanClosedError on a closed plan, and GoneError when a row is not there any more as the page
showed it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from analyses.documents import FindingDocument
from analyses.kinds import KIND_OF
from analyses.models import Finding, GapRow
from audit.trail import record
from compiling.merged_rows import join, part, place_of
from dimensions.models import Dimension
from masterplans.actions import PlanClosedError, closed_as_sentence
from masterplans.models import Masterplan
from revisions.history import last_writer, remember, remember_beginning
from revisions.saving import SOMEBODY
from revisions.tokens import Token

TEXTS = ("title", "description", "source", "text", "now", "wanted", "gap", "need")


@dataclass(frozen=True)
class Pokja:
    """The working group of one dimension; rules ask it who leads it."""

    masterplan: Masterplan
    dimension: Dimension
    lead_id: int | None

    @property
    def region(self):
        return self.masterplan.region


class MergeRefusedError(Exception):
    """These rows cannot be merged. The message is for the user."""


class ChangedError(Exception):
    """Somebody changed a row that the page shows. `who` did it."""

    def __init__(self, document: FindingDocument):
        super().__init__("Isian ini sudah diubah orang lain.")
        self.who = str(last_writer(document) or SOMEBODY)


class GoneError(Exception):
    """A row was removed, merged or taken apart by somebody else. The message is for the user."""

    def __init__(self):
        super().__init__(
            "Sebuah isian sudah digabungkan, dipisahkan, atau dihapus orang lain. Belum ada yang"
            " diubah; halaman ini sekarang menampilkan keadaan yang terbaru."
        )


def pokja_of(masterplan: Masterplan, dimension: Dimension) -> Pokja:
    """The working group of a dimension, with or without a lead."""
    team = masterplan.teams.filter(dimension=dimension).first()
    return Pokja(masterplan, dimension, team.lead_id if team else None)


def rows_beside(finding: Finding):
    """The standing rows of the same place, in the order of the book."""
    rows = type(finding).objects.standing().filter(masterplan=finding.masterplan_id)
    if isinstance(finding, GapRow):
        rows = rows.filter(subdimension=finding.subdimension_id)
    else:
        rows = rows.filter(dimension=finding.dimension_id)
        if hasattr(finding, "kind"):
            rows = rows.filter(kind=finding.kind)
    return rows.order_by("order", "pk")


def texts_of(finding: Finding) -> list[tuple[str, str]]:
    """(field, text) of what a row says, in the order of its page."""
    return [(name, getattr(finding, name)) for name in TEXTS if hasattr(finding, name)]


@transaction.atomic
def merge_findings(
    target: Finding,
    others: Iterable[Finding],
    *,
    kind: str,
    texts: dict[str, str],
    seen: dict[int, Token],
    by: User,
) -> Finding:
    """Let `target` stand for the others as well, with the texts that she decided on.

    `seen` says of each row what the page showed (`token_of`). Raises ChangedError when one was
    changed since, MergeRefusedError when they are not of one place, ValidationError for a text that
    the row may not have.
    """
    with closed_as_sentence():
        target, *others = _as_seen([target, *others], seen)
        _check(target, others)
        target = _write_texts(target, texts, by)
        for row in join(target, others):
            record(by, "finding.merged", row, kind=kind, into=target.pk)
    return target


def token_of(finding: Finding) -> Token:
    """What a page that shows this row begins from."""
    return _document(finding).token()


def _write_texts(target, texts, by):
    """Her own words for the row that stands for all; it is locked, and as she has seen it."""
    document = _document(target)
    before = document.read()
    changed = {name for name, words in texts.items() if before[name] != words}
    if not changed:
        return target
    remember_beginning(document, before)
    document.write(before | texts, changed=changed, by=by)
    remember(document, document.read(), number=document.version() + 1, by=by)
    was = {name: before[name] for name in sorted(changed)}
    record(by, "finding.changed", target, kind=document.kind, fields=sorted(changed), before=was)
    return document.finding


@transaction.atomic
def unmerge_finding(finding: Finding, *, kind: str, by: User) -> Finding:
    """Take a merged row out again; it stands by itself, right behind the row that it was in."""
    with closed_as_sentence():
        finding = _locked(type(finding).objects.all(), finding.pk)
        if finding.merged_into is None:
            raise GoneError
        target = finding.merged_into
        part(finding)
        _put_behind(finding, target)
        record(by, "finding.parted", finding, kind=kind, out_of=target.pk)
    return finding


@transaction.atomic
def put_in_book(finding: Finding, is_in: bool, *, kind: str, by: User) -> Finding:
    """Print a row in the book, or leave it out. The text of the row is not touched."""
    with closed_as_sentence():
        finding = _locked(type(finding).objects.standing(), finding.pk)
        if finding.in_book != is_in:
            finding.in_book = is_in
            finding.save(update_fields=["in_book"])
            verb = "finding.put_in" if is_in else "finding.left_out"
            record(by, verb, finding, kind=kind)
    return finding


@transaction.atomic
def place_finding(finding: Finding, *, to: int, kind: str, by: User) -> Finding:
    """Put a row at a place of its list, the first is 1; beyond the end means the last."""
    with closed_as_sentence():
        finding = _locked(type(finding).objects.standing(), finding.pk)
        rows = list(_lock(rows_beside(finding)))
        at = min(max(to, 1), len(rows)) - 1
        if rows[at] != finding:
            others = _without(rows, finding)
            _write_order([*others[:at], finding, *others[at:]])
            record(by, "finding.moved", finding, kind=kind, to=at + 1)
    return finding


def step_finding(finding: Finding, step: int, *, kind: str, by: User) -> Finding:
    """Move a row up (-1) or down (1) by one place."""
    with transaction.atomic():
        present = [row.pk for row in _lock(rows_beside(finding))]
        if finding.pk not in present:
            raise GoneError
        to = present.index(finding.pk) + 1 + step
        return place_finding(finding, to=to, kind=kind, by=by)


def _document(finding):
    return FindingDocument(finding.masterplan, KIND_OF[type(finding)], finding=finding)


def _as_seen(findings, seen):
    """The rows as they are now, in the given order; stale or gone ones are refused."""
    model = type(findings[0])
    keys = [finding.pk for finding in findings]
    rows = _lock(model.objects.standing().filter(pk__in=keys).order_by("order", "pk"))
    present = {row.pk: row for row in rows.select_related("masterplan__region")}
    if len(present) < len(set(keys)):
        raise GoneError
    for row in present.values():
        if row.pk not in seen or seen[row.pk].marks != token_of(row).marks:
            raise ChangedError(_document(row))
    if not present[keys[0]].masterplan.is_open:
        raise PlanClosedError
    return [present[key] for key in keys]


def _check(target, others):
    if not others:
        raise MergeRefusedError("Tandai paling sedikit dua isian yang isinya sama.")
    if any(place_of(other) != place_of(target) for other in others):
        raise MergeRefusedError("Isian dari tempat yang berbeda tidak dapat digabungkan.")


def _lock(rows):
    return rows.select_for_update(of=("self",), no_key=True)


def _locked(rows, key):
    found = _lock(rows).select_related("masterplan__region", "merged_into").filter(pk=key).first()
    if found is None:
        raise GoneError
    if not found.masterplan.is_open:
        raise PlanClosedError
    return found


def _without(rows, finding):
    return [row for row in rows if row.pk != finding.pk]


def _put_behind(finding, target):
    others = _without(_lock(rows_beside(finding)), finding)
    at = next((place for place, row in enumerate(others, 1) if row == target), len(others))
    _write_order([*others[:at], finding, *others[at:]])


def _write_order(rows):
    """Number the rows of a list; the order is not a text, so nobody's page goes stale."""
    moved = [row for place, row in enumerate(rows, 1) if row.order != place]
    for place, row in enumerate(rows, 1):
        row.order = place
    if moved:
        type(rows[0]).objects.bulk_update(moved, ["order"])
