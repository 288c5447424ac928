"""Who did something last, and when: read from the trail in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, Value

from analyses.kinds import KINDS
from audit.models import Event
from masterplans.models import Masterplan
from programs.models import Program
from quickwins.models import QuickWin
from regions.models import Agency, Membership, Role

WRITING = ("finding.", "program.", "section.", "quickwin.", "attachment.", "note.", "task.")
REMINDED = "agency.reminded"


@dataclass(frozen=True)
class Last:
    """Somebody did something at a moment; her name may be unknown for what came from outside."""

    at: datetime
    who: str = ""


def last_of_agencies(masterplan: Masterplan) -> dict[int, Last]:
    """By agency: when somebody who writes for it did something last. Two queries."""
    members = Membership.objects.filter(region=masterplan.region_id, role=Role.WRITER)
    writes_for: dict[int, list[int]] = {}
    for user, agency in members.values_list("user", "agency"):
        writes_for.setdefault(user, []).append(agency)
    verbs = Q()
    for beginning in WRITING:
        verbs |= Q(verb__startswith=beginning)
    newest = (
        Event.objects.in_region(masterplan.region.code)
        .filter(verbs, actor__in=list(writes_for), at__gte=masterplan.created_at)
        .order_by("actor", "-at")
        .distinct("actor")
    )
    found: dict[int, Last] = {}
    for event in newest:
        for agency in writes_for[event.actor_id]:
            if agency not in found or found[agency].at < event.at:
                found[agency] = Last(event.at, event.actor_name)
    return found


def reminded(masterplan: Masterplan) -> dict[int, Event]:
    """By agency: the last reminder that was sent about this masterplan. One query."""
    events = (
        Event.objects.in_region(masterplan.region.code)
        .filter(
            verb=REMINDED,
            target_type=ContentType.objects.get_for_model(Agency),
            data__masterplan=masterplan.pk,
        )
        .order_by("target_id", "-at")
        .distinct("target_id")
    )
    return {event.target_id: event for event in events}


def last_by_task(masterplan: Masterplan, agency: Agency) -> dict[str, Last]:
    """By task: when a row of this agency changed last, and by whom. Three queries."""
    newest: dict[str, tuple] = {}
    for task, type_id, pk, at in _rows(masterplan, agency):
        if task not in newest or newest[task][2] < at:
            newest[task] = type_id, pk, at
    wanted = Q(pk=None)
    for type_id, pk, _ in newest.values():
        wanted |= Q(target_type=type_id, target_id=pk)
    names = {
        (event.target_type_id, event.target_id): event.actor_name
        for event in Event.objects.filter(wanted)
        .order_by("target_type", "target_id", "-at")
        .distinct("target_type", "target_id")
    }
    return {
        task: Last(at, names.get((type_id, pk), "")) for task, (type_id, pk, at) in newest.items()
    }


def _rows(masterplan, agency):
    """(task, content type, key, changed) of the agency's rows, in one query."""
    queries = []
    for kind in KINDS.values():
        rows = kind.model.objects.filter(masterplan=masterplan, agency=agency).order_by()
        queries.append(_told(rows, task_of(kind), kind.model))
    programs = Program.objects.filter(masterplan=masterplan, agency=agency).order_by()
    queries.append(_told(programs, "program", Program))
    profiles = QuickWin.objects.of(masterplan).filter(program__agency=agency).order_by()
    # What is done to a quick win is written in the trail of its program.
    queries.append(_told(profiles, "quickwin", Program, key="program"))
    return queries[0].union(*queries[1:], all=True)


def _told(rows, task, model, key="pk"):
    type_id = ContentType.objects.get_for_model(model).pk
    return rows.values_list(Value(task), Value(type_id), key, "changed_at")


def task_of(kind) -> str:
    """The task (`progress.tasks`) to which the rows of a kind belong."""
    return {
        "ictstaff": "sdm",
        "ictspending": "belanja",
        "regulation": "regulasi",
        "application": "aplikasi",
    }.get(kind.model._meta.model_name, kind.slug)
