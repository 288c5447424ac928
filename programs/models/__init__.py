"""Aims, strategies, programs."""

from programs.models.aims import Aim, AimQuerySet, Strategy
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
    "Aim",
    "AimQuerySet",
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
    "Strategy",
    "Support",
    "Target",
]
