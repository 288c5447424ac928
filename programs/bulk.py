"""Many programs saved at once, as an import does: all of them, or none.

The same locks and checks as in `documents.py`, but queries for two hundred programs instead of one,
and a revision for each row instead of a line of the trail: the caller writes one line for all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from masterplans.documents import closed_as_sentence, plan_held_open
from masterplans.models import Masterplan
from programs.data import FIELDS, ROWS, ProgramEntry, entry_of, parts_of
from programs.documents import ProgramDocument
from programs.models import (
    BudgetLine,
    Indicator,
    Partner,
    Program,
    ScheduleYear,
    Support,
    Target,
)
from programs.storing import take
from revisions.history import remember_many

BATCH = 200
RELATED = ("subdimension", "agency", "masterplan")


@dataclass(frozen=True)
class ProgramChange:
    """What becomes of a program (`key`, begun from `version`), or of nothing: a new one.

    `of` is asked with the program as it is stored, and says what it shall be.
    """

    key: int | None
    version: int
    of: Callable[[ProgramEntry | None], ProgramEntry]


@transaction.atomic
def save_programs(
    masterplan: Masterplan,
    changes: list[ProgramChange],
    *,
    by: User,
    progress: Callable[[int, int, str], None] = lambda done, total, what: None,
) -> list[int]:
    """Save all changes, or none; gives the keys of programs that somebody changed or removed since.

    When it gives any, nothing was saved. Raises PlanClosedError, PermissionDenied, ValidationError;
    then nothing was saved either.
    """
    with closed_as_sentence():
        plan = plan_held_open(masterplan)  # others may go on saving their programs
        if stale := _stale(plan, changes):
            return stale
        orders = _last_orders(plan)
        for start in range(0, len(changes), BATCH):
            progress(start, len(changes), "Menyimpan program")
            _save_batch(plan, changes[start : start + BATCH], orders, by)
    return []


def _stale(plan, changes):
    """Keys whose version is another one now; all others are locked from here on."""
    began = {change.key: change.version for change in changes if change.key}
    rows = Program.objects.select_for_update(of=("self",)).filter(masterplan=plan, pk__in=began)
    now = dict(rows.order_by("pk").values_list("pk", "version"))
    return [key for key, version in began.items() if now.get(key) != version]


def _last_orders(plan):
    rows = plan.programs.order_by().values_list("subdimension")
    return dict(rows.annotate(last=Max("order")))


def _save_batch(plan, changes, orders, by):
    keys = [change.key for change in changes if change.key]
    stored = plan.programs.filter(pk__in=keys).prefetch_related(*ROWS)
    stored = {one.pk: one for one in stored.select_related("agency", "subdimension__dimension")}
    written = []
    for change in changes:
        program = stored.get(change.key)
        before = entry_of(program) if program else None
        after = change.of(before)
        if after == before:
            continue
        program = program or _new(plan, after, orders)
        program.masterplan = plan
        _take(program, after, by)
        written.append((program, before or ProgramEntry(fields={}), after))
    new = [program for program, _, _ in written if program.pk is None]
    Program.objects.bulk_create(new)
    fresh = {id(program) for program in new}
    for program, _, _ in written:
        if id(program) not in fresh:
            program.save(update_fields=[*FIELDS, "version", "changed_at"])
    _write_rows(written)
    _remember(plan, written, by)


def _remember(plan, written, by):
    """What the programs say now, and what those without a history said before."""
    remember_many(
        [
            (
                ProgramDocument(plan, program),
                parts_of(before) if before.fields else {},
                parts_of(after),
                program.version,
            )
            for program, before, after in written
        ],
        by=by,
    )


def _new(plan, entry, orders):
    part = entry.fields["subdimension"].pk
    orders[part] = orders.get(part) or 0
    orders[part] += 1
    return Program(masterplan=plan, order=orders[part])


def _take(program, entry, by):
    """Put the fields into the row, if this person may write it before and after."""
    if program.pk and not by.has_perm("programs.write_program", program):
        raise PermissionDenied
    take(program, entry, by=by)
    if program.pk:
        program.version += 1


def _write_rows(written):
    """Everything that hangs on the programs; only what differs is touched."""
    for model, rows_of in ((Support, _supports), (ScheduleYear, _schedule), (BudgetLine, _budget)):
        _sync(model, [(one.pk, rows_of(before), rows_of(after)) for one, before, after in written])
    _write_partners(
        [(one, after) for one, before, after in written if before.partners != after.partners]
    )
    _write_indicators(
        [(one, after) for one, before, after in written if before.indicators != after.indicators]
    )


def _supports(entry):
    return {("agency_id", one.pk): {"agency_id": one.pk} for one in entry.supporters}


def _schedule(entry):
    return {
        ("year", year): {"year": year, "activity": what} for year, what in entry.schedule.items()
    }


def _budget(entry):
    return {
        ("year", year, "source", source): {"year": year, "source": source, "amount": amount}
        for (year, source), amount in entry.budget.items()
    }


def _sync(model, differing: Iterable[tuple[int, dict, dict]]):
    """Rows under programs: (program, rows that are, rows that shall be), each by its key."""
    new = []
    for program, before, after in differing:
        rows = model.objects.filter(program=program)
        for key, values in before.items():
            if after.get(key) != values:
                rows.filter(**dict(zip(key[::2], key[1::2], strict=True))).delete()
        new += [
            model(program_id=program, **values)
            for key, values in after.items()
            if before.get(key) != values
        ]
    model.objects.bulk_create(new, batch_size=1000)


def _write_partners(changed):
    Partner.objects.filter(program__in=[program.pk for program, _ in changed]).delete()
    Partner.objects.bulk_create(
        [
            Partner(program=program, helix=helix, name=name)
            for program, entry in changed
            for helix, name in entry.partners
        ]
    )


def _write_indicators(changed):
    """An indicator that goes on keeps its row: what is reported on it later stays with it."""
    kept, new, targets = {}, [], []
    for program, entry in changed:
        for order, one in enumerate(entry.indicators, 1):
            row = Indicator(
                program=program,
                order=order,
                name=one.name,
                unit=one.unit,
                baseline=one.baseline,
                baseline_year=one.baseline_year,
                direction=one.direction,
            )
            if one.key:
                row.pk = one.key
                kept[one.key] = row
            else:
                new.append(row)
            targets.append((row, one.targets))
    present = Indicator.objects.filter(program__in=[program.pk for program, _ in changed])
    present.exclude(pk__in=kept).delete()
    fields = ["order", "name", "unit", "baseline", "baseline_year", "direction"]
    Indicator.objects.bulk_update(kept.values(), fields, batch_size=100)
    Indicator.objects.bulk_create(new, batch_size=1000)
    Target.objects.filter(indicator__in=kept).delete()
    Target.objects.bulk_create(
        [
            Target(indicator=row, year=year, value=value)
            for row, own in targets
            for year, value in own.items()
        ],
        batch_size=1000,
    )
