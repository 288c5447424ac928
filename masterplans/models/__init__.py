"""Masterplan, its outline, its text and its frozen editions."""

from masterplans.models.choices import (
    STAGE_CONTENTS,
    PlanDocument,
    SectionKind,
    Stage,
    Status,
)
from masterplans.models.edition import Edition, EditionBook
from masterplans.models.history import Presence, Revision, RowRevision
from masterplans.models.masterplan import (
    Alignment,
    DimensionTeam,
    Masterplan,
    Mission,
    Phase,
)
from masterplans.models.outline import Outline, OutlineBook, OutlineChapter, OutlineSection
from masterplans.models.section import Attachment, Section

__all__ = [
    "STAGE_CONTENTS",
    "Alignment",
    "Attachment",
    "DimensionTeam",
    "Edition",
    "EditionBook",
    "Masterplan",
    "Mission",
    "Outline",
    "OutlineBook",
    "OutlineChapter",
    "OutlineSection",
    "Phase",
    "PlanDocument",
    "Presence",
    "Revision",
    "RowRevision",
    "Section",
    "SectionKind",
    "Stage",
    "Status",
]
