"""A masterplan in each stage, filled so that its gate is met."""

import pytest

from masterplans.models import Stage
from tests.plans import bring_to


def at_stage(stage):
    @pytest.fixture
    def plan(masterplan, lead, facilitator):
        """A plan in this stage, whose gate is met."""
        return bring_to(masterplan, stage, lead=lead, facilitator=facilitator)

    return plan


analysed = at_stage(Stage.ANALYSIS)
planned = at_stage(Stage.PROGRAMS)
routed = at_stage(Stage.ROADMAP)
finished = at_stage(Stage.COMMITMENT)
