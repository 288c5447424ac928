"""A plan that was frozen with all that it says, and programs of two offices in it."""

import pytest

from editions.actions import keep_edition
from editions.canonical import canonical
from editions.snapshot import snapshot
from masterplans.models import Masterplan, Stage, Status
from stages import workflow
from tests.plans import bring_to


@pytest.fixture
def frozen_plan(masterplan, people):
    """Approved and frozen; no book is printed."""
    plan = bring_to(
        masterplan,
        Stage.COMMITMENT,
        Status.APPROVED,
        lead=people["lead"],
        facilitator=people["facilitator"],
    )
    edition = keep_edition(plan, content=canonical(snapshot(plan))[0], by=people["lead"])
    workflow.mark_frozen(plan, edition=edition, by=people["lead"])
    return Masterplan.objects.get(pk=plan.pk)


@pytest.fixture
def tracked(frozen_plan):
    """Its first program as it is reported."""
    return frozen_plan.editions.get().frozen_programs.first().tracked
