"""The verbs of a program: save it whole, remove it.

Every save carries what its page began from. What only one of two people changed is joined; what
both changed stays as it is stored, the other text is kept in the history, and the page shows both:
nothing typed is lost or silently overwritten.
"""

from collections.abc import Container, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max

from accounts.models import User
from audit.models import Event
from audit.trail import record
from masterplans.models import Masterplan
from masterplans.writing import PlanClosedError, closed_as_sentence, locked_plan
from programs.entry import FIELDS, ProgramEntry, changed_labels, differences, entry_of, told
from programs.merging import Base, merge, replaced
from programs.models import Indicator, Partner, Program
from programs.remembering import (
    KIND,
    close_sitting,
    last_writer,
    part_of_program,
    remember_refused,
    remember_save,
)


class StaleWrite(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster: `program` is the row now, `theirs` what it says, `who` wrote it.

    `clashes` are the parts that both changed; the rest of what was typed is stored.
    """

    def __init__(self, program: Program, theirs: ProgramEntry, clashes: Sequence[str] = ()):
        super().__init__("Program ini sudah diubah orang lain.")
        self.program = program
        self.theirs = theirs
        self.clashes = clashes
        self.who = _name_of(_writer(program, clashes[0] if clashes else ""), program)

    def differences(self, mine: ProgramEntry) -> list:
        """What both changed, in words."""
        return differences(replaced(self.theirs, mine, self.clashes), self.theirs)


def add_program(
    masterplan: Masterplan,
    entry: ProgramEntry,
    *,
    by: User,
    form_key: UUID | None = None,
    base: Base | None = None,
    only: Container[str] | None = None,
    goes_on: bool = False,
) -> Program:
    """Make a program out of what a form held.

    `form_key` names the opened form: sent twice, it makes one program, and what was changed in it
    in between is saved to that program. Raises PlanClosedError, StaleWrite (as `change_program`).
    """
    with closed_as_sentence(), transaction.atomic():
        plan = locked_plan(masterplan)  # one at a time, so that a double click finds the first
        made = form_key and Program.objects.filter(masterplan=plan, form_key=form_key).first()
        if not made:
            return _add(plan, entry, by=by, form_key=form_key)
    return change_program(made, entry, version=1, base=base, only=only, by=by, goes_on=goes_on)


def change_program(
    program: Program,
    entry: ProgramEntry,
    *,
    by: User,
    version: int = 0,
    base: Base | None = None,
    only: Container[str] | None = None,
    goes_on: bool = False,
) -> Program:
    """Make a program say what the form held, which began from `base`, or from `version`.

    The same again changes nothing, so a double click is one change. `only` names the parts that
    the form holds; the others stay as they are stored. `goes_on`: she is still typing, so the
    trail hears of it once a sitting.

    Raises PlanClosedError when the masterplan is not open. Raises StaleWrite when somebody else
    changed the same part; what did not clash is stored then and the whole text is in the history,
    if the caller lets the transaction commit. What she wrote herself in another window does not
    clash: the newest counts, and the older one stays in the history.
    """
    with closed_as_sentence(), transaction.atomic():
        program = locked_program(program, by, alone=False)
        before = entry_of(program)
        wanted, clashes = _joined(program, before, entry, base or Base(version), by, only)
        if wanted != before:
            program = _change(program, before, wanted, by=by, goes_on=goes_on)
        if clashes:
            remember_refused(program, kind=KIND, told=list(told(entry)), by=by)
            stale = StaleWrite(program, entry_of(program), clashes)
    if clashes:
        raise stale
    return program


def _joined(program, before, entry, base, by, only):
    """What is to be stored, and the parts in which somebody else was faster."""
    merged = merge(entry, before, base, version=program.version, only=only)
    own = set()
    if base.marks is not None:  # a page; a caller who names a version means this very one
        own = {part for part in merged.clashes if _writer(program, part) == by}
    if own:
        close_sitting(program, kind=KIND)
    clashes = [part for part in merged.clashes if part not in own]
    return replaced(merged.entry, entry, own), clashes


def _add(plan, entry, *, by, form_key=None):
    _check(plan, entry)
    last = plan.programs.filter(subdimension=entry.fields["subdimension"])
    order = (last.aggregate(last=Max("order"))["last"] or 0) + 1
    program = Program(masterplan=plan, form_key=form_key, order=order)
    _write(program, entry)
    _remember(program, None, by)
    record(by, "program.added", program, agency=str(program.agency))
    return program


def _change(program, before, entry, *, by, goes_on):
    _check(program.masterplan, entry)
    program.version += 1
    _write(program, entry)
    is_new_sitting = _remember(program, before, by)
    if is_new_sitting or not goes_on:
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
        program = locked_program(program, by)
        content = entry_of(program)
        if version != program.version:
            raise StaleWrite(program, content)
        record(by, "program.removed", program, reason=reason, content=dict(told(content)))
        program.delete()


def _remember(program, before, by):
    """Keep it in the history; tells whether a new sitting began."""
    now = told(entry_of(Program.objects.get(pk=program.pk)))
    before = None if before is None else list(told(before))
    return remember_save(program, kind=KIND, before=before, now=list(now), by=by)


def _writer(program, part):
    belongs = part_of_program(part) if part else None
    return last_writer(program, kind=KIND, belongs=belongs)


def _name_of(writer, program):
    """Who was faster; the trail knows it where the history does not."""
    if writer:
        return writer.name
    event = Event.objects.about(program).filter(verb__startswith="program.").first()
    return event.actor_name if event else "Orang lain"


def locked_program(program: Program, by: User, *, alone: bool = True) -> Program:
    """The freshest row, locked, of an open plan, that `by` may write. The plan is locked first:
    every writer of programs takes the two in this order, so none waits for the other for ever.

    With `alone` no other writer of the plan's programs is let in; a deed that makes programs needs
    it. Without, thirty people save their programs at once, and only a handing-in waits for them.
    """
    plan = locked_plan(program.masterplan) if alone else plan_held_open(program.masterplan)
    program = (
        Program.objects.select_for_update(of=("self",))
        .select_related("agency", "aim", "subdimension__dimension")
        .get(pk=program.pk)
    )
    program.masterplan = plan
    if not by.has_perm("programs.write_program", program):
        raise PermissionDenied
    return program


def plan_held_open(masterplan: Masterplan) -> Masterplan:
    """The plan as it is now, which stays open until the transaction ends. Raises PlanClosedError.

    Many may hold it so together; who moves the plan on waits for all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM masterplans_masterplan WHERE id = %s FOR SHARE", [masterplan.pk]
        )
    plan = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
    if not plan.is_open:
        raise PlanClosedError
    return plan


def _check(plan, entry):
    """What a form cannot let through, and no other caller may."""
    agencies = {entry.fields["agency"], *entry.supporters}
    if any(agency.region_id != plan.region_id for agency in agencies):
        raise ValueError("An agency of another region has no part in this plan.")
    if entry.fields["subdimension"].dimension.set_id != plan.dimension_set_id:
        raise ValueError("This sub-dimension is not one of the plan's dimensions.")
    if (aim := entry.fields["aim"]) and aim.masterplan_id != plan.pk:
        raise ValueError("An aim of another masterplan is not served here.")


def _write(program, entry):
    for name in FIELDS:
        setattr(program, name, entry.fields[name])
    # Moved to another sub-dimension while somebody else chose the aim: the place counts.
    if program.aim and program.aim.subdimension_id != program.subdimension_id:
        program.aim = None
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
    """An indicator that goes on keeps its row: what is reported on it later stays with it.

    A page that saves itself does not learn the key of a new row: it is found by its name.
    """
    present = {row.pk: row for row in program.indicators.all()}
    claimed = {entry.key for entry in entries}
    by_name = {row.name: pk for pk, row in present.items() if pk not in claimed}
    for order, entry in enumerate(entries, 1):
        key = entry.key or by_name.pop(entry.name, None)
        row = present.pop(key, None) or Indicator(program=program)
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
