"""The verbs of a program: save it whole, remove it.

Every save carries the version that its page began from. A save from a stale page is refused and
changes nothing; the page shows both, so that nothing typed is lost or silently overwritten.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.models import Event
from audit.trail import record
from masterplans.models import Masterplan
from masterplans.writing import closed_as_sentence, locked_plan
from programs.entry import FIELDS, ProgramEntry, changed_labels, entry_of, told
from programs.models import Indicator, Partner, Program


class StaleWrite(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster: `program` is the row now, `theirs` what it says, `who` wrote it."""

    def __init__(self, program: Program, theirs: ProgramEntry):
        super().__init__("Program ini sudah diubah orang lain.")
        self.program = program
        self.theirs = theirs
        last = Event.objects.about(program).first()
        self.who = last.actor_name if last else "Orang lain"


@transaction.atomic
def add_program(
    masterplan: Masterplan, entry: ProgramEntry, *, by: User, form_key: UUID | None = None
) -> Program:
    """Make a program out of what a form held.

    `form_key` names the opened form: sent twice, it makes one program, and what was changed in it
    in between is saved to that program. Raises PlanClosedError, StaleWrite (as `change_program`).
    """
    with closed_as_sentence():
        plan = locked_plan(masterplan)  # one at a time, so that a double click finds the first
        made = Program.objects.filter(masterplan=plan, form_key=form_key).first()
        if form_key and made:
            return change_program(made, entry, version=1, by=by)
        _check(plan, entry)
        last = plan.programs.filter(subdimension=entry.fields["subdimension"])
        order = (last.aggregate(last=Max("order"))["last"] or 0) + 1
        program = Program(masterplan=plan, form_key=form_key, order=order)
        _write(program, entry)
        record(by, "program.added", program, agency=str(program.agency))
    return program


@transaction.atomic
def change_program(program: Program, entry: ProgramEntry, *, version: int, by: User) -> Program:
    """Make a program say what the form held, which began from `version`.

    The same again changes nothing, so a double click is one change. Raises PlanClosedError when the
    masterplan is not open, StaleWrite when another version came between.
    """
    with closed_as_sentence():
        program = _locked(program, by)
        before = entry_of(program)
        if before == entry:
            return program
        if version != program.version:
            raise StaleWrite(program, before)
        _check(program.masterplan, entry)
        program.version += 1
        _write(program, entry)
        labels = changed_labels(before, entry)
        record(by, "program.changed", program, version=program.version, fields=labels)
        program.refresh_from_db()  # forget the rows that were read before
    return program


@transaction.atomic
def remove_program(program: Program, *, reason: str, version: int, by: User) -> None:
    """Take a program out of the plan. What it said stays in the trail, with the reason.

    Raises PlanClosedError, StaleWrite.
    """
    with closed_as_sentence():
        program = _locked(program, by)
        content = entry_of(program)
        if version != program.version:
            raise StaleWrite(program, content)
        record(by, "program.removed", program, reason=reason, content=dict(told(content)))
        program.delete()


def _locked(program, by):
    """The freshest row, locked, of an open plan, that `by` may write. The plan is locked first:
    every writer of programs takes the two in this order, so none waits for the other for ever."""
    plan = locked_plan(program.masterplan)
    program = (
        Program.objects.select_for_update(of=("self",))
        .select_related("agency", "subdimension__dimension")
        .get(pk=program.pk)
    )
    program.masterplan = plan
    if not by.has_perm("programs.write_program", program):
        raise PermissionDenied
    return program


def _check(plan, entry):
    """What a form cannot let through, and no other caller may."""
    agencies = {entry.fields["agency"], *entry.supporters}
    if any(agency.region_id != plan.region_id for agency in agencies):
        raise ValueError("An agency of another region has no part in this plan.")
    if entry.fields["subdimension"].dimension.set_id != plan.dimension_set_id:
        raise ValueError("This sub-dimension is not one of the plan's dimensions.")


def _write(program, entry):
    for name in FIELDS:
        setattr(program, name, entry.fields[name])
    program.full_clean()
    program.save()
    program.supporters.set(entry.supporters)
    if entry.partners != tuple((row.helix, row.name) for row in program.partners.all()):
        program.partners.all().delete()
        Partner.objects.bulk_create(
            Partner(program=program, helix=helix, name=name) for helix, name in entry.partners
        )
    _write_indicators(program, entry.indicators)
    _sync(
        program.schedule,
        {year: {"year": year, "activity": activity} for year, activity in entry.schedule.items()},
        key=lambda row: row.year,
    )
    _sync(
        program.budget,
        {
            (year, source): {"year": year, "source": source, "amount": amount}
            for (year, source), amount in entry.budget.items()
        },
        key=lambda row: (row.year, row.source),
    )


def _write_indicators(program, entries):
    """An indicator that goes on keeps its row: what is reported on it later stays with it."""
    present = {row.pk: row for row in program.indicators.all()}
    for order, entry in enumerate(entries, 1):
        row = present.pop(entry.key, None) or Indicator(program=program)
        row.order, row.name, row.unit = order, entry.name, entry.unit
        row.baseline, row.baseline_year = entry.baseline, entry.baseline_year
        row.direction = entry.direction
        row.save()
        targets = {year: {"year": year, "value": value} for year, value in entry.targets.items()}
        _sync(row.targets, targets, key=lambda target: target.year)
    program.indicators.filter(pk__in=present).delete()


def _sync(related, wanted: dict, *, key):
    """Make the rows under one parent be the wanted ones: {key: values}; touch only what differs."""
    present = {key(row): row for row in related.all()}
    gone = [row.pk for at, row in present.items() if at not in wanted]
    related.filter(pk__in=gone).delete()
    parent = {related.field.name: related.instance}
    new = [related.model(**parent, **values) for at, values in wanted.items() if at not in present]
    related.model.objects.bulk_create(new)
    for at, values in wanted.items():
        row = present.get(at)
        if row and any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))
