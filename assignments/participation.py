"""The verbs of taking part: who is asked in which dimension, and who has nothing to enter."""

from django.db import transaction

from accounts.models import User
from audit.trail import record
from dimensions.models import Dimension
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from progress.catalogue import task_of
from progress.models import NothingToEnter, TakesPart
from regions.models import Agency


@transaction.atomic
def assign_dimensions(
    masterplan: Masterplan, parts: dict[Agency, list[Dimension]], *, by: User
) -> int:
    """Say in which dimensions these agencies take part; how many agencies changed.

    Agencies that are not named stay as they are. An agency with an empty list is asked again by
    what it has written, as at the beginning.
    """
    Masterplan.objects.select_for_update(of=("self",), no_key=True).get(pk=masterplan.pk)
    present: dict[int, set[int]] = {}
    for agency, dimension in TakesPart.objects.filter(masterplan=masterplan).values_list(
        "agency", "dimension"
    ):
        present.setdefault(agency, set()).add(dimension)
    changed = 0
    for agency, dimensions in parts.items():
        wanted = {dimension.pk for dimension in dimensions}
        if wanted == present.get(agency.pk, set()):
            continue
        own = TakesPart.objects.filter(masterplan=masterplan, agency=agency)
        own.exclude(dimension__in=wanted).delete()
        TakesPart.objects.bulk_create(
            TakesPart(masterplan=masterplan, agency=agency, dimension=dimension)
            for dimension in dimensions
            if dimension.pk not in present.get(agency.pk, set())
        )
        names = [str(dimension) for dimension in dimensions]
        record(by, "agency.takes_part", agency, masterplan=masterplan.pk, dimensions=names)
        changed += 1
    return changed


@transaction.atomic
def declare_nothing(
    masterplan: Masterplan, agency: Agency, *, task: str, by: User
) -> NothingToEnter:
    """An agency says that it has nothing to enter for a task. Raises PlanClosedError."""
    _check(masterplan, task)
    said, is_new = NothingToEnter.objects.get_or_create(
        masterplan=masterplan, agency=agency, task=task, defaults={"by": by}
    )
    if is_new:
        record(by, "task.nothing", agency, masterplan=masterplan.pk, task=task_of(task).name)
    return said


@transaction.atomic
def withdraw_nothing(masterplan: Masterplan, agency: Agency, *, task: str, by: User) -> None:
    """The agency has something after all. Raises PlanClosedError."""
    _check(masterplan, task)
    gone, _ = NothingToEnter.objects.filter(
        masterplan=masterplan, agency=agency, task=task
    ).delete()
    if gone:
        record(by, "task.something", agency, masterplan=masterplan.pk, task=task_of(task).name)


def _check(masterplan, task):
    if not task_of(task).may_be_none:
        raise ValueError(f"Somebody must have something to enter for {task}.")
    if not Masterplan.objects.get(pk=masterplan.pk).is_open:
        raise PlanClosedError
