"""How an entry gets into the tables: the checks that every writer shares, and the rows.

Only `programs.documents` and `programs.bulk` call it, inside their transactions.
"""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from programs.data import FIELDS, ProgramEntry
from programs.models import Indicator, Partner, Program

REFERENCES = ("subdimension", "agency", "aim")


def take(program: Program, entry: ProgramEntry, *, by: User) -> None:
    """Put the fields of an entry into a program, unsaved; the same checks for whoever writes.

    Raises ValidationError by field; PermissionDenied when the program is not hers to write as it
    shall be; ValueError for what no form lets through.
    """
    plan = program.masterplan
    agencies = {entry.fields["agency"], *entry.supporters} - {None}
    if any(agency.region_id != plan.region_id for agency in agencies):
        raise ValueError("An agency of another region has no part in this plan.")
    subdimension = entry.fields["subdimension"]
    if subdimension and subdimension.dimension.set_id != plan.dimension_set_id:
        raise ValueError("This sub-dimension is not one of the plan's dimensions.")
    if (aim := entry.fields["aim"]) and aim.masterplan_id != plan.pk:
        raise ValueError("An aim of another masterplan is not served here.")
    for name in FIELDS:
        setattr(program, name, entry.fields[name])
    # Moved to another sub-dimension while somebody else chose the aim: the place counts.
    if program.aim and program.aim.subdimension_id != program.subdimension_id:
        program.aim = None
    given = [name for name in REFERENCES if entry.fields[name] is not None]  # were looked up
    program.clean_fields(exclude=[*given, "masterplan"])
    if not by.has_perm("programs.write_program", program):
        raise PermissionDenied


def store(program: Program, entry: ProgramEntry) -> None:
    """Save a program that took an entry, with everything that hangs on it."""
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
