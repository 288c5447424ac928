"""A masterplan in each stage, filled so that its gate is met."""

from masterplans.models import Stage
from tests.plans import bring_to
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
