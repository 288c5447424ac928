"""Masterplan, the decisions that move it, its outline and its text."""

from masterplans.models.choices import (
    STAGE_CONTENTS,
    RegionalPlan,
    SectionKind,
    Stage,
    Status,
)
from masterplans.models.decision import Decision, Verb
from masterplans.models.history import Presence, Revision
from masterplans.models.masterplan import DimensionTeam, Masterplan, Phase
from masterplans.models.outline import Outline, OutlineBook, OutlineChapter, OutlineSection
from masterplans.models.section import Attachment, Section

__all__ = [
    "STAGE_CONTENTS",
    "Attachment",
    "Decision",
    "DimensionTeam",
    "Masterplan",
    "Outline",
    "OutlineBook",
    "OutlineChapter",
    "OutlineSection",
    "Phase",
    "Presence",
    "RegionalPlan",
    "Revision",
    "Section",
    "SectionKind",
    "Stage",
    "Status",
    "Verb",
]
