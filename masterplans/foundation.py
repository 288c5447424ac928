"""The verbs of what a masterplan stands on: title and years, vision, alignment, teams.

Each part is small and edited as a whole, so its version is a fingerprint of what is stored. A
write that began from another version is refused with StalePartError and changes nothing; the page
keeps what was typed, shows what is stored now, and lets the person decide.
"""

import hashlib
import json
from collections.abc import Callable

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.models import Event
from audit.trail import record
from masterplans.creation import TAKEN
from masterplans.models import Alignment, DimensionTeam, Masterplan, Mission, Phase
from masterplans.writing import closed_as_sentence, locked_plan

IDENTITY = "masterplan.identity_changed"
VISION = "masterplan.vision_changed"
ALIGNMENT = "masterplan.alignment_changed"
TEAMS = "masterplan.teams_changed"


class StalePartError(Exception):
    """Somebody else changed this part in the meantime. `who` did it, if the trail knows."""

    def __init__(self, who: str):
        super().__init__("Bagian ini sudah diubah orang lain.")
        self.who = who


class TakenError(Exception):
    """The region has another masterplan of this first year. The message is for the user."""


def identity_of(masterplan: Masterplan) -> list:
    """What the identity page edits, as plain data."""
    phases = [[p.name, p.first_year, p.last_year] for p in masterplan.phases.all()]
    return [masterplan.title, masterplan.first_year, masterplan.last_year, phases]


def vision_of(masterplan: Masterplan) -> list:
    """What the vision page edits, as plain data."""
    missions = [mission.text for mission in masterplan.missions.all()]
    return [masterplan.vision, masterplan.vision_keywords, missions]


def alignment_of(masterplan: Masterplan) -> list:
    """What the alignment page edits, as plain data."""
    rows = masterplan.alignments.order_by("pk")
    return [[row.document, row.mission, row.goal, row.dimension_id] for row in rows]


def teams_of(masterplan: Masterplan) -> list:
    """What the team page edits, as plain data."""
    return sorted([team.dimension_id, team.lead_id] for team in masterplan.teams.all())


def version(part: list) -> str:
    """A short name of one state of a part: equal when and only when nothing changed."""
    return hashlib.sha256(json.dumps(part, ensure_ascii=False).encode()).hexdigest()[:20]


@transaction.atomic
def change_identity(
    masterplan: Masterplan,
    *,
    title: str,
    first_year: int,
    last_year: int,
    phases: list[dict],
    base: str,
    by: User,
) -> Masterplan:
    """Set title, years and phases (name, first_year, last_year; in their order).

    Raises PlanClosedError, StalePartError, or TakenError when another plan has this first year.
    """
    masterplan = _opened(masterplan, identity_of, base, IDENTITY)
    masterplan.title, masterplan.first_year, masterplan.last_year = title, first_year, last_year
    try:
        with transaction.atomic():
            masterplan.save(update_fields=["title", "first_year", "last_year"])
    except IntegrityError as error:
        if "masterplan_once_for_region_and_first_year" in str(error):
            raise TakenError(TAKEN) from error
        raise
    masterplan.phases.all().delete()
    Phase.objects.bulk_create(
        Phase(masterplan=masterplan, order=order, **phase) for order, phase in enumerate(phases, 1)
    )
    record(by, IDENTITY, masterplan, years=masterplan.period, phases=len(phases))
    return masterplan


@transaction.atomic
def write_vision(
    masterplan: Masterplan, *, vision: str, keywords: str, missions: list[str], base: str, by: User
) -> Masterplan:
    """Set the vision, its keywords and the missions. Raises PlanClosedError, StalePartError."""
    masterplan = _opened(masterplan, vision_of, base, VISION)
    masterplan.vision, masterplan.vision_keywords = vision, keywords
    masterplan.save(update_fields=["vision", "vision_keywords"])
    masterplan.missions.all().delete()
    Mission.objects.bulk_create(
        Mission(masterplan=masterplan, order=order, text=text)
        for order, text in enumerate(missions, 1)
    )
    record(by, VISION, masterplan, missions=len(missions))
    return masterplan


@transaction.atomic
def align(masterplan: Masterplan, *, rows: list[dict], base: str, by: User) -> Masterplan:
    """Set the alignment rows (document, mission, goal, dimension).

    Raises PlanClosedError, StalePartError.
    """
    masterplan = _opened(masterplan, alignment_of, base, ALIGNMENT)
    masterplan.alignments.all().delete()
    Alignment.objects.bulk_create(Alignment(masterplan=masterplan, **row) for row in rows)
    record(by, ALIGNMENT, masterplan, rows=len(rows))
    return masterplan


@transaction.atomic
def set_teams(masterplan: Masterplan, *, leads: dict, base: str, by: User) -> Masterplan:
    """Say who leads the working group of each dimension: `{dimension: user or None}`.

    Raises PlanClosedError, StalePartError.
    """
    masterplan = _opened(masterplan, teams_of, base, TEAMS)
    masterplan.teams.all().delete()
    DimensionTeam.objects.bulk_create(
        DimensionTeam(masterplan=masterplan, dimension=dimension, lead=lead)
        for dimension, lead in leads.items()
        if lead
    )
    names = {str(dimension): str(lead) for dimension, lead in leads.items() if lead}
    record(by, TEAMS, masterplan, leads=names)
    return masterplan


def _opened(masterplan: Masterplan, part: Callable, base: str, verb: str) -> Masterplan:
    """The masterplan, locked and open, if the part is still as the writer saw it."""
    with closed_as_sentence():
        masterplan = locked_plan(masterplan)
    if version(part(masterplan)) != base:
        last = Event.objects.about(masterplan).filter(verb=verb).first()
        raise StalePartError(last.actor_name if last else "Orang lain")
    return masterplan
