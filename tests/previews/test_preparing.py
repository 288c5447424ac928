"""What was just written is typeset before anybody asks, unless somebody does."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from exports.models import PrintJob, PrintState
from masterplans.models import Revision
from previews import preparing
from previews.preparing import prepare_due

pytestmark = pytest.mark.django_db


def printed(masterplan, lead, **changes):
    return PrintJob.objects.create(
        masterplan=masterplan, number=2, requested_by=lead, state=PrintState.DONE,
        sha256="0" * 64, finished_at=timezone.now(), **changes,
    )  # fmt: skip


def written(masterplan, lead, seconds):
    at = timezone.now() - timedelta(seconds=seconds)
    number = masterplan.revisions.count() + 1
    Revision.objects.create(
        masterplan=masterplan, kind="section", object_id=1, number=number, author=lead, at=at
    )


def test_a_plan_is_queued_once_after_a_pause_in_writing_and_behind_all_others(
    masterplan, lead, monkeypatch
):
    written(masterplan, lead, 30)
    assert prepare_due() == 0  # nobody prints it
    printed(masterplan, lead)
    assert [prepare_due(), prepare_due()] == [1, 0]
    assert DBTaskResult.objects.get().priority == preparing.LAST

    written(masterplan, lead, -1)
    assert prepare_due() == 0  # she goes on writing
    later = timezone.now() + 2 * preparing.PAUSE
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [prepare_due(), prepare_due()] == [1, 0]


def test_nothing_is_prepared_while_somebody_waits_for_a_book(masterplan, lead, monkeypatch):
    PrintJob.objects.create(masterplan=masterplan, number=1, requested_by=lead)

    def never(*_):
        raise AssertionError

    monkeypatch.setattr(preparing, "snapshot", never)

    preparing.prepare.call(masterplan.pk)
