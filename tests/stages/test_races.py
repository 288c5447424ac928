"""Two people at the same moment: real transactions beside each other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from masterplans.models import Decision, Masterplan, Status, Verb
from stages import workflow
from stages.workflow import WorkflowError
from tests.factories import IssueFactory
from tests.plans import give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds until a test that hangs is a test that fails


def beside(*deeds):
    """Run each in a thread and a database connection of its own; what they return or raise."""

    def alone(deed):
        try:
            return deed()
        except (WorkflowError, IntegrityError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(alone, d) for d in deeds]]


def test_of_two_experts_who_decide_at_once_one_is_refused(ready, lead, facilitator, national):
    workflow.submit_stage(ready, by=lead)

    answers = beside(
        lambda: workflow.advance_stage(ready, by=facilitator),
        lambda: workflow.return_stage(ready, by=national, note="Sumber data belum disebut."),
    )

    assert sum(isinstance(answer, WorkflowError) for answer in answers) == 1
    assert Decision.objects.exclude(verb=Verb.SUBMITTED).count() == 1


def test_a_write_under_way_is_part_of_what_is_handed_in(ready, lead):
    """The gate waits for it: an issue that fills the last gap is seen."""
    dimension = give_dimensions(ready)[1]
    ready.issues.filter(dimension=dimension).delete()
    written = Event()

    def write():
        with transaction.atomic():
            IssueFactory(masterplan=ready, dimension=dimension)
            written.set()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.5)")

    def hand_in():
        assert written.wait(PATIENCE)
        return workflow.submit_stage(ready, by=lead)

    _, handed_in = beside(write, hand_in)

    assert handed_in.status == Status.REVIEW


def test_a_write_that_comes_while_the_stage_is_handed_in_is_refused(ready, lead):
    begun = Event()

    def hand_in():
        with transaction.atomic():
            workflow.submit_stage(ready, by=lead)
            begun.set()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.5)")

    def write():
        assert begun.wait(PATIENCE)
        return IssueFactory(masterplan=ready, dimension=give_dimensions(ready)[0])

    before = ready.issues.count()
    _, refused = beside(hand_in, write)

    assert isinstance(refused, IntegrityError)
    assert ready.issues.count() == before
    assert Masterplan.objects.get(pk=ready.pk).status == Status.REVIEW
