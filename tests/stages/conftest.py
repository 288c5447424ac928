"""A masterplan in each stage, filled so that its gate is met."""

import pytest

from masterplans.models import Stage, Status
from stages import workflow
from tests.plans import bring_to, fill_analysis
from tests.shared import floor


def at_stage(plan, stage, people):
    """The plan in this stage, whose gate is met."""
    return bring_to(plan, stage, lead=people["lead"], facilitator=people["facilitator"])


@floor
def analysed(masterplan, people):
    return at_stage(masterplan, Stage.ANALYSIS, people)


@floor
def planned(masterplan, people):
    return at_stage(masterplan, Stage.PROGRAMS, people)


@floor
def routed(masterplan, people):
    return at_stage(masterplan, Stage.ROADMAP, people)


@floor
def finished(masterplan, people):
    return at_stage(masterplan, Stage.COMMITMENT, people)


@pytest.fixture
def ready(masterplan):
    """A plan whose first stage may be handed in."""
    fill_analysis(masterplan)
    return masterplan


@pytest.fixture
def in_review(ready, lead):
    """The same, handed in."""
    return workflow.submit_stage(ready, by=lead)


@pytest.fixture
def approved(masterplan, lead, facilitator):
    """A plan that was approved to its end, and may be frozen."""
    return bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
