"""What a worker does again and again: once at a time, whatever else happens."""

import logging
import os
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from letters.actions import send_letter
from letters.models import Letter, LetterState
from operations.orphaned_tasks import Claim
from operations.scheduler import PERIODIC_TASKS, PeriodicTask, Scheduler, run_once
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LOCK = "SELECT pg_try_advisory_lock(hashtext('simpul-task'), hashtext(%s))"


@pytest.fixture
def other_worker():
    """The database connection of another worker."""
    other = Claim("machine-2")
    yield other
    other.close()


def until(is_so, patience=15):
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def news():
    send_letter(
        "letters/mail/step",
        to=[UserFactory()],
        subject="Kabar",
        path="/",
        urgent=False,
        sentence="",
    )


def test_a_round_that_another_worker_does_is_left_to_it(other_worker):
    done = []
    one = PeriodicTask("count", 1, lambda: done.append(1) or len(done))
    assert other_worker.ask(LOCK, "count")

    assert run_once(one) is None

    other_worker.close()
    until(lambda: run_once(one) == 1)
    assert done == [1]


def test_a_round_gives_its_lock_back(other_worker):
    assert run_once(PeriodicTask("count", 1, lambda: 7)) == 7

    assert other_worker.ask(LOCK, "count")


def test_a_round_that_fails_is_logged_and_free_for_the_next(other_worker, caplog):
    def broken():
        raise ValueError("rusak")

    with caplog.at_level(logging.ERROR):
        assert run_once(PeriodicTask("broken", 1, broken)) is None

    assert "Task 'broken' broke off" in caplog.text
    until(lambda: other_worker.ask(LOCK, "broken"))
    assert run_once(PeriodicTask("fine", 1, lambda: 1)) == 1


def test_the_thread_of_a_worker_gathers_and_sends_the_daily_letter():
    news()
    Letter.objects.update(next_attempt=timezone.now())
    beside = Scheduler([PeriodicTask(one.name, 0, one.run) for one in PERIODIC_TASKS])
    beside.start()
    until(
        lambda: Letter.objects.filter(state=LetterState.SENT).count() == 2
    )  # the news and its letter

    beside.stop()

    assert not beside.is_alive()


def connected() -> set[int]:
    """Whoever is connected to the test's database now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def test_the_thread_outlives_a_connection_that_was_cut():
    before = connected()
    beside = Scheduler([PeriodicTask(one.name, 0, one.run) for one in PERIODIC_TASKS])
    beside.start()
    until(lambda: connected() - before)
    with connection.cursor() as cursor:
        for pid in connected() - before:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    news()
    Letter.objects.update(next_attempt=timezone.now())

    until(lambda: Letter.objects.filter(state=LetterState.SENT).count() == 2)
    beside.stop()


def test_a_worker_goes_the_rounds_beside_its_queue_and_ends_when_told(tmp_path):
    """A real one, told to stop as systemd would; the queue holds nothing for it."""
    news()
    Letter.objects.update(next_attempt=timezone.now())
    name = connection.settings_dict["NAME"]
    place = urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker", "--worker-id", "rounds"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": place, "SIMPUL_VAR": str(tmp_path)},
        stderr=subprocess.DEVNULL,
    )
    until(lambda: Letter.objects.filter(state=LetterState.SENT).count() == 2, patience=90)
    worker.terminate()

    assert worker.wait(15) == 0
    (letter,) = (tmp_path / "mail").glob("*.log")
    assert "Subject: [Simpul] Kabar" in letter.read_text()
