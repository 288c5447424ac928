"""The words that books print for the codes of a snapshot: part of what is signed.

Lists, because their order is that of the columns and lines which they name.
"""

from analyses.models import (
    READINESS_AREAS,
    Education,
    Integration,
    Post,
    ReadinessHead,
    RegulationStatus,
)
from masterplans.models import RegionalPlan
from programs.models import Activity, Helix, ProgramKind, Source
from quickwins.models import (
    Handling,
    InnovationKind,
    InnovationStatus,
    QuickWin,
    Side,
    Standing,
)
from quickwins.risk_levels import LEVELS


def _choices(choices) -> list[dict]:
    return [{"code": code, "label": label} for code, label in choices.choices]


LABELS = {
    "documents": _choices(RegionalPlan),
    "readiness": [
        {"code": head, "label": ReadinessHead(head).label, "area": area}
        for area, heads in READINESS_AREAS.items()
        for head in heads
    ],
    "regulation_statuses": _choices(RegulationStatus),
    "integrations": _choices(Integration),
    "educations": _choices(Education),
    "posts": _choices(Post),
    "program_kinds": _choices(ProgramKind),
    "activities": _choices(Activity),
    "sources": _choices(Source),
    "helixes": _choices(Helix),
    "standings": _choices(Standing),
    "sides": _choices(Side),
    "innovation_kinds": _choices(InnovationKind),
    "innovation_statuses": _choices(InnovationStatus),
    "handlings": _choices(Handling),
    "risk_levels": [{"code": code, "label": label} for code, label in LEVELS.items()],
    "profile": [
        {"code": name, "label": QuickWin._meta.get_field(name).verbose_name}
        for name in QuickWin.PROFILE_FIELDS
    ],
}
