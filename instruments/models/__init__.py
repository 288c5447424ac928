"""Instruments, what regions answer to them, and what assessors say of it."""

from instruments.models.assessment import (
    Assessment,
    AssessmentAnswer,
    AssessmentRevision,
    AssessmentState,
    Evidence,
)
from instruments.models.instrument import (
    Instrument,
    InstrumentComponent,
    InstrumentPurpose,
    InstrumentState,
    Question,
)
from instruments.models.scoring import Assessor, AssessorScore, DiscussionRemark

__all__ = [
    "Assessment",
    "AssessmentAnswer",
    "AssessmentRevision",
    "AssessmentState",
    "Assessor",
    "AssessorScore",
    "DiscussionRemark",
    "Evidence",
    "Instrument",
    "InstrumentComponent",
    "InstrumentPurpose",
    "InstrumentState",
    "Question",
]
