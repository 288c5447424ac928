"""Aims, strategies, programs."""

from programs.models.programs import (
    ITEM_COUNT,
    TEXTS,
    WRITTEN,
    Activity,
    BudgetLine,
    Direction,
    Helix,
    Indicator,
    Partner,
    Program,
    ProgramKind,
    ProgramQuerySet,
    ScheduleYear,
    Source,
    Support,
    Target,
)

__all__ = [
    "ITEM_COUNT",
    "TEXTS",
    "WRITTEN",
    "Activity",
    "BudgetLine",
    "Direction",
    "Helix",
    "Indicator",
    "Partner",
    "Program",
    "ProgramKind",
    "ProgramQuerySet",
    "ScheduleYear",
    "Source",
    "Support",
    "Target",
]
