"""What is asked of a Perangkat Daerah after it said that it has nothing to enter."""

from masterplans.models import Masterplan, Stage
from progress.completeness import Completeness
from progress.models import NothingToEnter
from tests import factories as make
from tests.plans import bring_to, give_dimensions


def test_a_program_that_is_begun_is_asked_for_although_there_was_to_be_none(
    masterplan, agency, writer, lead, facilitator
):
    bring_to(masterplan, Stage.PROGRAMS, lead=lead, facilitator=facilitator)
    NothingToEnter.objects.create(masterplan=masterplan, agency=agency, task="program", by=lead)

    def cell():
        plan = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
        [row] = [row for row in Completeness(plan).agencies if row.agency == agency]
        return next(cell for cell in row.cells if cell.key == "program")

    assert cell().words == "tidak ada"
    sub = give_dimensions(masterplan)[0].subdimensions.first()
    make.ProgramFactory(masterplan=masterplan, agency=agency, subdimension=sub, name="Susulan")

    assert cell().is_open
    assert cell().sentence.startswith("Susulan belum punya uraian")
