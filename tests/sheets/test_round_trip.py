"""What we write is what we read: a file that nobody changed changes nothing."""

import pytest

from analyses.kinds import KINDS
from tests.plans import fill_analysis

pytestmark = pytest.mark.django_db


def states(found):
    return [(one.state, one.mends, [cell.label for cell in one.shown]) for one in found]


def test_programs_that_nobody_changed_are_unchanged(program, foreign, downloaded, outcomes):
    found = outcomes(downloaded())

    assert states(found) == [("same", [], []), ("same", [], [])]
    assert outcomes.remarks == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_worksheets_that_nobody_changed_are_unchanged(kind, masterplan, downloaded, outcomes):
    fill_analysis(masterplan)

    found = outcomes(downloaded(kind), kind)

    assert {one.state for one in found} <= {"same"}, states(found)
    assert outcomes.remarks == []
