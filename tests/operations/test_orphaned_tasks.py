"""A task whose worker was killed is not forgotten, and does not kill its worker for ever."""

import signal
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from operations.orphaned_tasks import Claim, WorkerNameTakenError, requeue_abandoned

pytestmark = pytest.mark.django_db


@task()
def greet(name):
    return f"Selamat pagi, {name}"


def begun_by(*workers, status=TaskResultStatus.RUNNING):
    """A task as a worker leaves it when it is killed in the middle."""
    return DBTaskResult.objects.create(
        id=uuid.uuid4(),
        status=status,
        started_at=timezone.now(),
        args_kwargs={"args": ["Ibu Sari"], "kwargs": {}},
        task_path="tests.operations.test_orphaned_tasks.greet",
        worker_ids=list(workers),
        queue_name="default",
        backend_name="default",
        run_after=get_date_max(),
    )


@pytest.fixture
def claim():
    claim = Claim("machine-1")
    claim.take()
    yield claim
    claim.close()


@pytest.fixture
def usual_signals():
    """A worker sets its own handlers; pytest wants its back."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("killed", ["machine-1", "machine-that-never-came-back"])
def test_a_task_of_a_killed_worker_is_queued_again(claim, killed):
    task = begun_by(killed)

    assert requeue_abandoned(claim) == 1

    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


def test_a_task_of_a_worker_that_lives_is_left_to_it(claim):
    other = Claim("machine-2")
    other.take()
    task = begun_by("machine-1", "machine-2")

    assert requeue_abandoned(claim) == 0

    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING
    other.close()


def test_finished_tasks_are_not_done_again(claim):
    begun_by("machine-1", status=TaskResultStatus.SUCCESSFUL)
    begun_by("machine-1", status=TaskResultStatus.FAILED)

    assert requeue_abandoned(claim) == 0


def test_a_task_that_killed_three_workers_is_given_up(claim):
    task = begun_by("machine-1", "machine-2", "machine-1")

    requeue_abandoned(claim)

    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "died 3 times" in task.traceback


def test_a_name_is_held_by_one_worker_only_and_free_again_when_it_is_gone(claim):
    second = Claim("machine-1")
    with pytest.raises(WorkerNameTakenError, match="--worker-id"):
        second.take(patience=0)

    claim.close()

    second.take()
    second.close()


@pytest.mark.django_db(transaction=True)
def test_the_worker_finishes_what_a_killed_one_had_begun(usual_signals):
    task = begun_by("machine-that-never-came-back")

    call_command("worker", batch=True, startup_delay=False, worker_id="machine-3")

    task.refresh_from_db()
    assert (task.status, task.return_value) == ("SUCCESSFUL", "Selamat pagi, Ibu Sari")
    assert task.worker_ids == ["machine-that-never-came-back", "machine-3"]


def test_a_second_worker_of_the_same_name_is_refused_with_a_sentence(claim, monkeypatch):
    monkeypatch.setattr("operations.orphaned_tasks.PATIENCE", 0)

    with pytest.raises(CommandError, match="machine-1 sudah berjalan"):
        call_command("worker", batch=True, worker_id="machine-1")
