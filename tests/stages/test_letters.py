"""Who is told of a step, and with which link; and that mail never stands in the way."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from letters.delivery import send_due
from letters.digest import gather_due
from letters.models import Letter
from masterplans.models import Decision, Masterplan, Stage, Status, Verb
from stages import letters, workflow
from tests.commitments.making import frozen
from tests.plans import bring_to, fill_analysis


@pytest.fixture(autouse=True)
def letter_box(settings):
    """Letters of the test's own process are kept in memory."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def deliver():
    """Run what is queued, and what that queues, as the worker would."""
    while queued := DBTaskResult.objects.first():
        given = queued.args_kwargs
        queued.delete()
        queued.task.call(*given["args"], **given["kwargs"])


def told():
    """Addresses of the letters in the box."""
    return sorted(address for letter in mail.outbox for address in letter.to)


def of(people, *who):
    return sorted(people[one].email for one in who)


@pytest.fixture
def in_review(masterplan, lead):
    fill_analysis(masterplan)
    return workflow.submit_stage(masterplan, by=lead, note="Mohon ditinjau.")


def test_a_hand_in_is_told_to_the_experts_with_a_link_to_the_review(in_review, people, settings):
    deliver()

    assert told() == of(people, "facilitator")
    letter = mail.outbox[0]
    assert letter.subject == "[Simpul] Tahap 1 Kabupaten Banjarnegara menunggu tinjauan Anda"
    assert f"{settings.SITE_URL}/masterplan/{in_review.slug}/baca/putusan/" in letter.body
    assert "Mohon ditinjau." in letter.body
    assert "Tinjau tahap 1" in letter.alternatives[0].content


def test_a_return_is_told_to_the_team_with_the_reason(in_review, people):
    deliver()
    mail.outbox.clear()
    workflow.return_stage(in_review, by=people["facilitator"], note="Sumber <isu> belum disebut.")
    deliver()

    assert told() == of(people, "lead", "dimension_lead", "writer")
    assert "Sumber <isu> belum disebut." in mail.outbox[0].body
    assert "Sumber &lt;isu&gt; belum disebut." in mail.outbox[0].alternatives[0].content


def test_an_approval_tells_the_team_that_the_next_stage_is_open(in_review, people):
    deliver()
    mail.outbox.clear()
    workflow.advance_stage(in_review, by=people["facilitator"])
    deliver()
    assert told() == []  # it waits for nobody, so for the morning
    Letter.objects.uncollected().update(next_attempt=timezone.now())
    gather_due()
    send_due()

    assert told() == of(people, "lead", "dimension_lead", "writer")
    assert "Tahap 2 sudah dibuka" in mail.outbox[0].body


def test_the_last_approval_says_that_freezing_comes_next(masterplan, people, lead, facilitator):
    bring_to(masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator)

    letter = letters._letter(Decision.objects.first())

    assert letter.subject == "Masterplan {region} disetujui"


def test_who_acted_is_not_told_of_her_own_deed(masterplan, people, lead, facilitator):
    approved = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    DBTaskResult.objects.all().delete()
    frozen(approved, lead)
    deliver()

    assert told() == of(people, "facilitator")


def test_people_whose_account_is_closed_are_not_written_to(in_review, people):
    people["facilitator"].is_active = False
    people["facilitator"].save()
    deliver()

    assert told() == []


def test_a_step_that_is_undone_tells_nobody(in_review, people, lead):
    DBTaskResult.objects.all().delete()
    with pytest.raises(workflow.WorkflowError):
        workflow.submit_stage(in_review, by=lead)

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_breaks_no_step(masterplan, people, lead, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    fill_analysis(masterplan)
    workflow.submit_stage(masterplan, by=lead)
    call_command("db_worker", batch=True, interval=0, verbosity=0)

    assert Masterplan.objects.get(pk=masterplan.pk).status == Status.REVIEW
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == ("waiting", 1)
    assert letter.next_attempt > timezone.now()


@pytest.mark.parametrize("verb", Verb.values)
def test_every_step_is_told_here_or_by_the_commitment(verb):
    assert (verb in letters.STEP_LETTERS) == (verb != Verb.SIGNED)
