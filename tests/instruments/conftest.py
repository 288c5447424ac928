"""One region under one instrument, and people from outside."""

import pytest

from instruments.models import AssessmentState, Question
from tests.factories import (
    AssessmentFactory,
    AssessorFactory,
    UserFactory,
    bring_assessment_to,
)
from tests.shared import floor


@floor
def assessment(region, people):
    """Banjarnegara answers an instrument of three questions: 60 and 40 percent."""
    return AssessmentFactory(region=region, opened_by=people["national"])


@pytest.fixture
def questions(assessment):
    return list(Question.objects.of(assessment.instrument))


@floor
def seats(assessment):
    """Three assessors from outside; nobody has given a score."""
    return [
        AssessorFactory(
            assessment=assessment,
            user=UserFactory(name=name),
            affiliation="Universitas Gadjah Mada",
        )
        for name in ("Ani", "Budi", "Cici")
    ]


@pytest.fixture
def scoring(assessment, seats):
    """The assessment is being scored by the three."""
    return bring_assessment_to(assessment, AssessmentState.SCORING)
