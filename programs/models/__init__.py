"""Aims, strategies, programs."""

from programs.models.programs import (
    ITEM_COUNT,
    TEXTS,
    WRITTEN,
    Activity,
    AlignedProgram,
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
from programs.models.splits import ProgramSplit

__all__ = [
    "ITEM_COUNT",
    "TEXTS",
    "WRITTEN",
    "Activity",
    "AlignedProgram",
    "BudgetLine",
    "Direction",
    "Helix",
    "Indicator",
    "Partner",
    "Program",
    "ProgramKind",
    "ProgramQuerySet",
    "ProgramSplit",
    "ScheduleYear",
    "Source",
    "Support",
    "Target",
]
