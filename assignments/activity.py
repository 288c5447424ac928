"""Who did something last, and when: read from the trail in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, Value

from analyses.kinds import KINDS
from audit.models import Event
from masterplans.models import Masterplan
from masterplans.prepared_queries import PreparedQuery
from programs.models import Program
from quickwins.models import QuickWin
from regions.models import Agency, Membership, Role

KINDS_OF_WRITING = "finding|program|section|quickwin|attachment|note|task"
WRITING = Q(verb__regex=rf"^({KINDS_OF_WRITING})\.")


@dataclass(frozen=True)
class LastActivity:
    """Somebody did something at a moment; her name may be unknown for what came from outside."""

    at: datetime
    who: str = ""


def _writers(region: int):
    members = Membership.objects.filter(region=region, role=Role.WRITER)
    return members.values_list("user", "agency")


WRITERS = PreparedQuery(_writers)


def last_activity_by_agency(masterplan: Masterplan) -> dict[int, LastActivity]:
    """By agency: when somebody who writes for it did something last. Two queries."""
    writes_for: dict[int, list[int]] = {}
    for user, agency in WRITERS(masterplan.region_id):
        writes_for.setdefault(user, []).append(agency)
    newest = (
        Event.objects.in_region(masterplan.region.code)
        .filter(WRITING, actor__in=list(writes_for), at__gte=masterplan.created_at)
        .order_by("actor", "-at")
        .distinct("actor")
    )
    found: dict[int, LastActivity] = {}
    for user, at, name in newest.values_list("actor", "at", "actor_name"):
        for agency in writes_for[user]:
            if agency not in found or found[agency].at < at:
                found[agency] = LastActivity(at, name)
    return found


def last_activity_by_task(masterplan: Masterplan, agency: Agency) -> dict[str, LastActivity]:
    """By task: when a row of this agency changed last, and by whom. Three queries."""
    newest: dict[str, tuple] = {}
    types = ContentType.objects.get_for_models(*{model for _, model in _tasks()})
    for number, pk, at in AGENCY_ROWS(masterplan, agency):
        task, model = _tasks()[number]
        if task not in newest or newest[task][2] < at:
            newest[task] = types[model].pk, pk, at
    wanted = Q(pk=None)
    for type_id, pk, _ in newest.values():
        wanted |= Q(target_type=type_id, target_id=pk)
    events = Event.objects.filter(wanted).order_by("target_type", "target_id", "-at")
    events = events.distinct("target_type", "target_id")
    names = {
        (type_id, pk): name
        for type_id, pk, name in events.values_list("target_type", "target_id", "actor_name")
    }
    return {
        task: LastActivity(at, names.get((type_id, pk), ""))
        for task, (type_id, pk, at) in newest.items()
    }


@cache
def _tasks() -> list[tuple[str, type]]:
    """The task of each part of `_rows`, and the kind of thing that the trail names for it."""
    kinds = [(task_of(kind), kind.model) for kind in KINDS.values()]
    # What is done to a quick win is written in the trail of its program.
    return [*kinds, ("program", Program), ("quickwin", Program)]


def _rows(masterplan: int, agency: int):
    """(number in `_tasks`, key, changed) of the agency's rows."""
    own = {"masterplan": masterplan, "agency": agency}
    rows = [(kind.model.objects.filter(**own), "pk") for kind in KINDS.values()]
    profiles = QuickWin.objects.filter(program__masterplan=masterplan, program__agency=agency)
    rows += [(Program.objects.filter(**own), "pk"), (profiles, "program")]
    first, *others = [
        found.order_by().values_list(Value(number), key, "changed_at")
        for number, (found, key) in enumerate(rows)
    ]
    return first.union(*others, all=True)


AGENCY_ROWS = PreparedQuery(_rows, of_another=True)


def task_of(kind) -> str:
    """The task (`progress.tasks`) to which the rows of a kind belong."""
    return {
        "ictstaff": "sdm",
        "ictspending": "belanja",
        "regulation": "regulasi",
        "application": "aplikasi",
    }.get(kind.model._meta.model_name, kind.slug)
