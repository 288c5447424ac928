"""A masterplan in each stage, filled so that its gate is met."""

from datetime import timedelta

import pytest
from django.utils import timezone

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


@pytest.fixture
def time_machine_days(monkeypatch):
    """`time_machine_days(2)`: for the code, it is two days later."""

    def travel(days):
        later = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: later)
        monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: later.date())

    return travel
