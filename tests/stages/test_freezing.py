"""Freezing: one hash for one content, books kept for ever, and a killed worker does no harm."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from editions.canonical import canonical, verify
from editions.models import Edition, EditionBook
from editions.snapshot import snapshot
from masterplans.models import Decision, Masterplan, Stage, Status, Verb
from stages import freezing, workflow
from stages.freezing import freeze, request_freeze, run_freezing
from stages.models import SILENCE, Freezing, FreezingState
from stages.workflow import WorkflowError
from tests.factories import IssueFactory, SectionFactory
from tests.plans import bring_to


def state(masterplan):
    return Masterplan.objects.get(pk=masterplan.pk).status


# --- asking -----------------------------------------------------------------------------------


def test_freezing_is_queued_and_a_second_click_gets_the_same_one(approved, lead):
    first = request_freeze(approved, by=lead)
    second = request_freeze(approved, by=lead)

    assert first == second
    assert first.state == FreezingState.WAITING
    queued = DBTaskResult.objects.filter(task_path="stages.freezing.run_freezing")
    assert [task.args_kwargs["args"] for task in queued] == [[first.pk]]
    assert state(approved) == Status.APPROVED


def test_only_an_approved_masterplan_is_frozen(masterplan, lead):
    with pytest.raises(WorkflowError, match="sedang ditulis, jadi tidak dapat dibekukan"):
        request_freeze(masterplan, by=lead)
    with pytest.raises(WorkflowError, match="sedang ditulis, jadi tidak dapat dibekukan"):
        freeze(masterplan, by=lead)

    assert not Freezing.objects.exists()


def test_the_database_keeps_a_second_freezing_out(approved, lead):
    request_freeze(approved, by=lead)

    with pytest.raises(IntegrityError, match="one_freezing"), transaction.atomic():
        Freezing.objects.create(masterplan=approved, requested_by=lead)


def test_a_freezing_whose_worker_was_killed_is_given_up_for_a_new_one(approved, lead):
    killed = request_freeze(approved, by=lead)
    long_ago = timezone.now() - SILENCE - timedelta(seconds=1)
    Freezing.objects.filter(pk=killed.pk).update(state="running", heartbeat_at=long_ago)

    again = request_freeze(approved, by=lead)

    killed.refresh_from_db()
    assert again != killed
    assert (killed.state, killed.message) == (FreezingState.FAILED, freezing.GIVEN_UP)
    assert again.state == FreezingState.WAITING


def test_one_that_still_gives_signs_of_life_is_not_given_up(approved, lead):
    running = request_freeze(approved, by=lead)
    Freezing.objects.filter(pk=running.pk).update(state="running", heartbeat_at=timezone.now())

    assert request_freeze(approved, by=lead) == running


# --- what is frozen ---------------------------------------------------------------------------


def test_a_frozen_edition_holds_content_hash_and_every_book(approved, lead):
    progress = []

    edition = freeze(approved, by=lead, progress=lambda *now: progress.append(now))

    assert state(approved) == Status.FROZEN
    assert edition.sha256 == hashlib.sha256(edition.content.encode()).hexdigest()
    book = edition.books.get()
    assert (book.number, book.title) == (1, "Buku 1 Analisis Strategis Smart City Daerah")
    assert bytes(book.pdf).startswith(b"%PDF-")
    assert book.sha256 == hashlib.sha256(bytes(book.pdf)).hexdigest()
    assert book.pages >= 3
    assert Decision.objects.first().verb == Verb.FROZEN
    assert verify(edition) == []
    assert progress[-1][:2] == (100, 100)
    assert [done for done, _, _ in progress] == sorted(done for done, _, _ in progress)


def test_the_content_is_canonical_and_says_everything_by_name(approved, lead):
    edition = freeze(approved, by=lead)
    content = json.loads(edition.content)

    assert canonical(content) == (edition.content, edition.sha256)
    program = approved.programs.select_related("agency").first()
    frozen = content["programs"][0]
    assert frozen["name"] == program.name
    assert frozen["agency"]["name"] == program.agency.name
    assert frozen["indicators"][0]["targets"][0] == {"year": 2024, "value": "50.00"}
    assert content["masterplan"]["region"] == {
        "code": "33.04",
        "name": "Kabupaten Banjarnegara",
        "emblem": "",
    }
    assert content["books"][0]["chapters"][0]["sections"][0]["html"] == "<p>Uraian bagian ini.</p>"
    assert content["quick_wins"][0]["risks"][0]["text"] == "Jaringan desa terputus"


def test_no_personal_number_is_in_the_frozen_content(approved, lead):
    official = approved.region.officials.get()
    official.nip = "198001012005011001"
    official.save()

    assert official.nip not in freeze(approved, by=lead).content


def test_the_same_content_gives_the_same_hash(approved):
    assert canonical(snapshot(approved)) == canonical(snapshot(approved))


def test_an_agency_renamed_later_keeps_its_name_in_the_edition(approved, lead, national):
    edition = freeze(approved, by=lead)
    agency = approved.programs.first().agency
    before = agency.name
    agency.name = "Dinas Gabungan Baru"
    with pytest.raises(IntegrityError, match="sedang ditandatangani"), transaction.atomic():
        agency.save()
    workflow.reopen_stage(approved, by=national, note="Perangkat Daerah digabung.")
    agency.save()

    edition.refresh_from_db()
    assert before in edition.content
    assert "Dinas Gabungan Baru" not in edition.content
    assert canonical(snapshot(approved))[1] != edition.sha256


def test_a_name_that_changes_while_the_books_are_printed_stops_the_freezing(approved, lead):
    agency = approved.programs.first().agency

    def rename(done, total, what):
        agency.name = "Dinas yang Berganti Nama"
        agency.save()

    with pytest.raises(WorkflowError, match="berubah selama buku dicetak"):
        freeze(approved, by=lead, progress=rename)

    assert state(approved) == Status.APPROVED
    assert not Edition.objects.exists()


def test_a_plan_reopened_while_the_books_are_printed_is_not_frozen(approved, lead, facilitator):
    def reopen(done, total, what):
        if state(approved) == Status.APPROVED:
            workflow.reopen_stage(approved, by=facilitator, note="Anggaran keliru.")

    with pytest.raises(WorkflowError, match="sedang ditulis, jadi tidak dapat dibekukan"):
        freeze(approved, by=lead, progress=reopen)

    assert state(approved) == Status.WRITING
    assert not Edition.objects.exists()


def test_of_two_workers_at_once_one_freezes_and_the_other_reads_why_not(approved, lead):
    def another_worker(done, total, what):
        if state(approved) == Status.APPROVED and done == total:
            freeze(approved, by=lead)

    with pytest.raises(WorkflowError, match="tidak dapat dibekukan"):
        freeze(approved, by=lead, progress=another_worker)

    assert Edition.objects.count() == EditionBook.objects.count() == 1


# --- what nobody can change -------------------------------------------------------------------


def test_frozen_content_cannot_be_changed_by_a_shell_loop(approved, lead):
    edition = freeze(approved, by=lead)

    for program in approved.programs.all():
        program.name = "Lain"
        with pytest.raises(IntegrityError, match="tidak sedang ditulis"), transaction.atomic():
            program.save()
    with pytest.raises(IntegrityError, match="tidak sedang ditulis"), transaction.atomic():
        approved.sections.update(body="<p>Lain.</p>")
    with pytest.raises(IntegrityError, match="tidak sedang ditulis"), transaction.atomic():
        IssueFactory(masterplan=approved)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(content="{}")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        edition.books.update(pdf=b"%PDF-lain")
    assert verify(Edition.objects.get(pk=edition.pk)) == []


def test_a_changed_edition_is_told(approved, lead):
    edition = freeze(approved, by=lead)
    edition.content = edition.content.replace("Program", "Progrem", 1)

    assert verify(edition) == ["Isi edisi tidak cocok dengan nilai hash-nya."]


def test_a_plan_frozen_again_is_the_next_edition_and_the_first_stays(approved, lead, facilitator):
    first = freeze(approved, by=lead)
    workflow.reopen_stage(approved, by=facilitator, note="Tambah satu isu.")
    IssueFactory(masterplan=approved, title="Isu yang ditambahkan kemudian")
    workflow.submit_stage(approved, by=lead)
    workflow.advance_stage(approved, by=facilitator)

    second = freeze(approved, by=lead)

    assert [first.number, second.number] == [1, 2]
    assert "Isu yang ditambahkan kemudian" in second.content
    assert "Isu yang ditambahkan kemudian" not in first.content


# --- the worker -------------------------------------------------------------------------------


def test_the_worker_freezes_and_says_so(approved, lead):
    asked = request_freeze(approved, by=lead)

    run_freezing.call(asked.pk)

    asked.refresh_from_db()
    assert asked.state == FreezingState.DONE
    assert asked.finished_at is not None
    assert state(approved) == Status.FROZEN


def test_a_task_that_is_run_twice_freezes_once(approved, lead):
    asked = request_freeze(approved, by=lead)

    run_freezing.call(asked.pk)
    run_freezing.call(asked.pk)

    assert Edition.objects.count() == 1


def test_the_task_of_a_given_up_freezing_does_nothing(approved, lead):
    asked = request_freeze(approved, by=lead)
    Freezing.objects.filter(pk=asked.pk).update(state=FreezingState.FAILED)

    run_freezing.call(asked.pk)

    assert state(approved) == Status.APPROVED


def test_a_plan_that_is_no_longer_approved_ends_the_freezing_with_a_sentence(
    approved, lead, facilitator
):
    asked = request_freeze(approved, by=lead)
    workflow.reopen_stage(approved, by=facilitator, note="Anggaran keliru.")

    run_freezing.call(asked.pk)

    asked.refresh_from_db()
    assert asked.state == FreezingState.FAILED
    assert "sedang ditulis, jadi tidak dapat dibekukan" in asked.message


def test_a_book_that_needs_too_much_ends_the_freezing_with_a_sentence(approved, lead, settings):
    settings.BOOK_SECONDS = 0
    begun = request_freeze(approved, by=lead)

    run_freezing.call(begun.pk)

    begun.refresh_from_db()
    assert begun.state == FreezingState.FAILED
    assert begun.message.startswith("Buku 1: Buku ini terlalu lama disusun.")
    assert state(approved) == Status.APPROVED


def test_what_could_not_be_printed_is_remarked(masterplan, lead, facilitator):
    section = SectionFactory(masterplan=masterplan)
    gone = f"/masterplan/{masterplan.slug}/isi/berkas/999999/"
    body = f'<p>Peta.</p><figure><img src="{gone}" alt="Peta"></figure>'
    type(section).objects.filter(pk=section.pk).update(
        body=body, revision_number=1, changed_at=timezone.now()
    )
    approved = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    asked = request_freeze(approved, by=lead)

    run_freezing.call(asked.pk)

    asked.refresh_from_db()
    assert asked.state == FreezingState.DONE
    assert len(asked.remarks) == 1
    assert asked.remarks[0].startswith("Buku 1, Bab I: ")


@pytest.mark.django_db(transaction=True)
def test_the_real_worker_takes_the_freezing_from_the_queue(approved, lead):
    asked = request_freeze(approved, by=lead)

    call_command("db_worker", batch=True, interval=0, verbosity=0)

    asked.refresh_from_db()
    assert asked.state == FreezingState.DONE
    assert verify(Edition.objects.get()) == []
