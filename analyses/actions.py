"""The verbs of the analyses: a row is added, changed, moved or removed, and nothing typed is lost.

Whoever changes a row sends back the fingerprint of the row that she read (`state.state_of`). A
field that she left alone is never written. Where somebody else has changed the very field that she
changed, nothing is overwritten: both texts are kept, she sees both, and decides.
"""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from analyses.codes import join_entries
from analyses.kinds import KINDS
from analyses.models import Finding, ReadinessItem
from analyses.state import digest, digests_of, names_of, state_of, told, value_of
from audit.models import Event
from audit.trail import record
from masterplans.actions import PlanClosedError, closed_as_sentence
from masterplans.models import RowRevision
from masterplans.row_history import remember, revisions_of
from masterplans.uploads import attach

LARGEST_ORDER = 32_000


class StaleFinding(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster. `theirs` is the row as it is now, `mine` what was refused.

    Both are in the row's history. `base` is what a form goes on from that shows both: with it, the
    fields that clashed (`fields`) are overwritten knowingly, and no others.
    """

    def __init__(self, theirs: Finding, mine: Finding, fields: list[str], base: str, who: str):
        super().__init__("Isian ini sudah diubah orang lain.")
        self.theirs, self.mine, self.fields, self.base = theirs, mine, fields, base
        self.who = who


class RowInUseError(Exception):
    """Other rows hang on this one. The message is for the user."""


@dataclass
class Saved:
    """A row that was saved. `theirs` are fields that stand otherwise than the form shows them."""

    finding: Finding
    base: str
    is_new: bool = False
    theirs: list[str] = field(default_factory=list)


def save_finding(form, *, kind: str, by: User) -> Finding:
    """Add or change the row of a valid form. Raises as `save_row` does."""
    return save_row(form, kind=kind, by=by).finding


def save_row(form, *, kind: str, by: User) -> Saved:
    """Add or change the row of a valid form; what the form did not send is left as it is.

    A new row whose key was sent before is that row. Raises PlanClosedError; StaleFinding, with
    both texts kept; UploadRefused; PermissionDenied when the key is of a row that is not hers to
    write; and the model's DoesNotExist when the row was removed.
    """
    with closed_as_sentence():
        if not form.instance.pk:
            found = _with_key(form)
            if found is None:
                try:
                    return _add(form, kind, by)
                except IntegrityError:
                    found = _with_key(form)  # the same form, sent twice at once
                    if found is None:
                        raise
            if not by.has_perm("analyses.write_finding", found):  # given to others since
                raise PermissionDenied
            form.instance.pk, form.instance.form_key = found.pk, found.form_key
        outcome = _change(form, kind, by)
    if isinstance(outcome, StaleFinding):
        raise outcome  # after the commit: what was refused stays in the history
    return outcome


def _with_key(form):
    key = form.cleaned_data.get("form_key")
    rows = type(form.instance).objects.filter(masterplan=form.masterplan)
    found = rows.filter(form_key=key).first() if key else None
    # A row that the pokja lead has merged meanwhile speaks through the one it was merged into.
    while found is not None and found.merged_into_id:
        found = found.merged_into
    return found


@transaction.atomic
def _add(form, kind, by):
    row = form.instance
    row.form_key = form.cleaned_data.get("form_key")
    last = type(row).objects.filter(masterplan=form.masterplan).aggregate(n=Max("order"))["n"] or 0
    row.order = min(last + 1, LARGEST_ORDER)
    _take_upload(form, row, by)
    form.save()
    remember(row, kind=kind, told=told(row), by=by)
    record(by, "finding.added", row, kind=kind)
    return Saved(row, state_of(row), is_new=True)


@transaction.atomic
def _change(form, kind, by):
    """The changed row, or a StaleFinding to be raised when the transaction is through."""
    present = _locked(form.instance)
    base = digests_of(form.cleaned_data["base"], type(present))
    sent = form.values()
    now = {name: value_of(present, name) for name in names_of(type(present))}
    if form.cleaned_data.get("form_key") and not base and last_writer(present, kind=kind) == by:
        base = {name: digest(value) for name, value in now.items()}  # her own new row, sent again
    mine, theirs, clash = [], [], []
    for name, value in sent.items():
        before = base.get(name)
        if value == now[name]:
            continue
        if before == digest(now[name]):
            mine.append(name)
        elif before == digest(value):
            theirs.append(name)
        else:
            clash.append(name)
    if clash:
        return _refuse(form, present, clash, base, kind, by)
    if mine or form.cleaned_data.get("evidence_upload"):
        _write(form, present, mine, kind, by)
    # What the form shows is what it goes on from, also where it shows an older text.
    seen = {name: sent.get(name, now[name]) for name in now}
    seen = {name: value_of(present, name) if name in mine else seen[name] for name in seen}
    return Saved(present, ".".join(digest(value) for value in seen.values()), theirs=theirs)


def _write(form, present, names, kind, by):
    _remember_first(present, kind, by)
    for name in names:
        if name != "entries":
            setattr(present, name, form.cleaned_data[name])
    if _take_upload(form, present, by):
        names = [*names, "evidence_file"]
    present.save(update_fields=[*(n for n in names if n != "entries"), "changed_at"])
    if "entries" in names:
        join_entries(present, form.cleaned_data["entries"])
    _remember(present, kind, by)


def _remember(row, kind, by):
    """One line in the trail a sitting, not one a second."""
    revision = remember(row, kind=kind, told=told(row), by=by)
    if revision.at == revision.started_at:
        record(by, "finding.changed", row, kind=kind)


def _remember_first(row, kind, by):
    """What a row said before anybody's history began (an import, an older version of Simpul)."""
    if not revisions_of(row, kind=kind).exists():
        author = _adder(row) or row.masterplan.created_by
        revision = remember(row, kind=kind, told=told(row), by=author)
        if author == by:  # or her sitting would write over it
            RowRevision.objects.filter(pk=revision.pk).update(is_open=False)


def _refuse(form, present, clash, base, kind, by):
    mine = type(present).objects.get(pk=present.pk)
    for name in form.sent:
        if name != "entries":
            setattr(mine, name, form.cleaned_data[name])
    mine.entries_sent = entries = (
        form.cleaned_data.get("entries") if "entries" in form.sent else None
    )
    _remember_first(present, kind, by)
    remember(mine, kind=kind, told=told(mine, entries=entries), by=by, refused=True)
    names = names_of(type(present))
    now = {name: digest(value_of(present, name)) for name in names}
    token = ".".join(now[n] if n in clash or n not in base else base[n] for n in names)
    return StaleFinding(present, mine, clash, token, _who(present, kind, by))


def _take_upload(form, row, by):
    upload = form.cleaned_data.get("evidence_upload")
    if upload:
        row.evidence_file = attach(form.masterplan, upload=upload, alt="", by=by)
    return bool(upload)


@transaction.atomic
def attach_evidence(item: ReadinessItem, *, upload, kind: str, by: User) -> ReadinessItem:
    """Keep a file as the proof of a readiness item; None takes the proof away, not the file.

    Raises UploadRefused and PlanClosedError with a sentence.
    """
    with closed_as_sentence():
        item = _locked(item)
        _remember_first(item, kind, by)
        file = attach(item.masterplan, upload=upload, alt="", by=by) if upload else None
        item.evidence_file = file
        item.save(update_fields=["evidence_file", "changed_at"])
        _remember(item, kind, by)
    return item


@transaction.atomic
def move_finding(finding: Finding, *, beside: Finding, after: bool, siblings, by: User) -> None:
    """Put a row directly before or after another one of its heading (`siblings`: its rows).

    The order of the others stays. Raises PlanClosedError.
    """
    with closed_as_sentence():
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


@transaction.atomic
def remove_finding(finding: Finding, *, kind: str, by: User, base: str = "") -> None:
    """Remove a row; its history and the trail keep its text.

    With `base` only when it still says what she read. Raises PlanClosedError, StaleFinding, and
    RowInUseError when other rows were merged into it.
    """
    with closed_as_sentence():
        present = _locked(finding)
        if base and digests_of(base, type(present)) and base != state_of(present):
            who = _who(present, kind, by)
            raise StaleFinding(present, finding, [], state_of(present), who)
        if count := present.origins.count():
            raise RowInUseError(
                f"Baris ini memuat {count} baris lain yang digabungkan, jadi belum dihapus."
                " Pisahkan dahulu di halaman pokja."
            )
        _remember_first(present, kind, by)
        # Where it stood: whoever is still writing into it is offered a new row there.
        place = {name: value_of(present, name) for name in ("agency", *KINDS[kind].fixed)}
        record(by, "finding.removed", present, kind=kind, text=str(present), place=place)
        revisions_of(present, kind=kind).filter(is_open=True).update(is_open=False)
        present.delete()


def removal_of(pk: int, *, kind: str, region) -> Event | None:
    """Who removed a row, and when; None when there never was one."""
    removals = Event.objects.filter(verb="finding.removed", region_code=region.code)
    return removals.filter(target_id=pk, data__kind=kind).first()


def last_writer(finding: Finding, *, kind: str) -> User | None:
    """Who saved the row last; None when it was loaded."""
    last = revisions_of(finding, kind=kind).filter(refused=False).first()
    return last.author if last else _adder(finding)


def _who(finding, kind, by):
    author = last_writer(finding, kind=kind)
    return "Anda di jendela lain" if author == by else str(author or "Orang lain")


def _adder(finding):
    saved = Event.objects.filter(
        verb__in=["finding.added", "finding.changed"],
        target_type__app_label="analyses",
        target_type__model=finding._meta.model_name,
        target_id=finding.pk,
    ).select_related("actor")
    event = saved.first()
    return event.actor if event else None


def _locked(finding):
    rows = type(finding).objects.select_for_update(of=("self",), no_key=True)
    present = rows.select_related("masterplan__region__parent").get(pk=finding.pk)
    if not present.masterplan.is_open:
        raise PlanClosedError
    return present
