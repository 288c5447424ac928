"""Letters through a real mail server: taken, refused, put off, and each sent once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from letters import delivery
from letters.actions import send_letter
from letters.models import Letter, LetterState, Urgency
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parent.parent.parent


def write(*people, **more):
    return send_letter(
        "letters/mail/step",
        to=people,
        subject="Tahap 1 menunggu tinjauan Anda",
        path="/masterplan/contoh/",
        title="Masterplan",
        sentence="Silakan meninjau.",
        button="Tinjau",
        **more,
    )


def only():
    return Letter.objects.get()


def later(**moved):
    """Let the clock of what waits run on."""
    Letter.objects.waiting().update(next_attempt=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def siti(db):
    return UserFactory(email="siti@banjarnegara.example", name="Siti Rahmawati, S.K.M.")


def test_a_letter_reaches_the_mailbox_with_its_text_and_its_headers(siti, box, work, settings):
    write(siti, reason="Anda tenaga ahli daerah ini")
    work()

    (letter,) = box.to(siti.email)
    text = letter.get_body(("plain",)).get_content()
    assert letter["Subject"] == "[Simpul] Tahap 1 menunggu tinjauan Anda"
    assert f"{settings.SITE_URL}/masterplan/contoh/" in text
    assert "Anda menerima surat ini karena Anda tenaga ahli daerah ini." in text
    assert f"{settings.SITE_URL}/akun/surat/" in text
    assert "Silakan meninjau." in letter.get_body(("html",)).get_content()
    assert letter["Message-ID"].startswith(f"<{only().pk}.0@")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] is None  # what waits for her cannot be switched off
    assert (only().state, only().attempts) == (LetterState.SENT, 1)
    assert only().sent_at is not None


def test_a_task_that_runs_twice_sends_once(siti, box, work):
    (letter,) = write(siti)
    work()
    delivery.deliver.call([str(letter.pk)])
    delivery.send_due()

    assert len(box.letters) == 1


def test_a_key_writes_to_an_address_only_once(siti, box, work):
    write(siti, "lain@contoh.example", once="keputusan-7")
    write(siti, "lain@contoh.example", once="keputusan-7")
    work()

    assert [letter["To"] for letter in box.letters] == [siti.email, "lain@contoh.example"]


def test_somebody_named_twice_gets_one_letter(siti, box, work):
    write(siti, siti, siti.email)
    work()

    assert len(box.letters) == 1


def test_a_permanent_refusal_is_failed_at_once_with_the_servers_sentence(siti, box, work):
    box.refusals[siti.email] = "550 5.1.1 No such mailbox here"
    write(siti, "ada@contoh.example")
    work()

    letter = Letter.objects.get(address=siti.email)
    assert letter.state == LetterState.FAILED
    assert letter.last_error == "Server surel menolak: 550 5.1.1 No such mailbox here"
    assert [one["To"] for one in box.letters] == ["ada@contoh.example"]
    later()
    assert delivery.send_due() == 0


def test_a_permanent_refusal_of_the_content_is_failed_at_once(siti, box, work):
    box.answer = "554 5.7.1 Looks like spam"
    write(siti)
    work()

    assert (only().state, only().attempts) == (LetterState.FAILED, 1)
    assert "554 5.7.1 Looks like spam" in only().last_error


def test_a_temporary_refusal_is_tried_again_after_pauses_that_grow(siti, box, work):
    box.refusals[siti.email] = "451 4.7.1 Greylisted, come back later"
    write(siti)
    work()
    pauses = [only().next_attempt - timezone.now()]
    assert delivery.send_due() == 0  # not before its time
    assert only().attempts == 1
    later()
    delivery.send_due()
    pauses.append(only().next_attempt - timezone.now())

    assert pauses[0] < timedelta(minutes=1, seconds=1) < timedelta(minutes=4) < pauses[1]
    assert "451 4.7.1 Greylisted" in only().last_error
    box.refusals.clear()
    later()
    assert delivery.send_due() == 1
    assert (only().state, only().attempts, only().last_error) == (LetterState.SENT, 3, "")


def test_a_letter_is_given_up_after_the_last_pause(siti, box, work):
    box.refusals[siti.email] = "451 4.3.0 Later"
    write(siti)
    work()
    for _ in delivery.PAUSES:
        later()
        delivery.send_due()

    assert (only().state, only().attempts) == (LetterState.GIVEN_UP, len(delivery.PAUSES) + 1)
    assert sum(delivery.PAUSES, timedelta()) > timedelta(days=1, hours=12)


def test_a_server_that_is_down_delays_letters_and_loses_none(server, box, work):
    people = UserFactory.create_batch(5)
    server.stop()
    write(*people)
    work()

    assert Letter.objects.waiting().count() == 5
    tried = Letter.objects.filter(attempts=1)
    assert "Connection refused" in tried.get().last_error  # one finds out, not each
    back = server.again()
    back.start()
    later()
    assert delivery.send_due() == 5
    back.stop()
    assert sorted(letter["To"] for letter in box.letters) == sorted(one.email for one in people)


def test_a_letter_to_a_closed_account_is_not_sent(siti, box, work):
    write(siti)
    siti.is_active = False
    siti.save()
    work()

    assert box.letters == []
    assert (only().state, only().last_error) == (
        LetterState.DROPPED,
        "Akun penerima sudah ditutup.",
    )


def test_a_line_break_in_a_subject_adds_no_header(siti, box, work):
    send_letter(
        "letters/mail/step",
        to=[siti],
        subject="Judul\r\nBcc: mata@contoh.example",
        path="/",
        title="",
        sentence="",
        button="",
    )
    work()

    assert box.letters[0]["Bcc"] is None
    assert box.letters[0]["Subject"] == "[Simpul] Judul Bcc: mata@contoh.example"


def test_a_letter_sent_again_by_hand_is_a_new_one_to_the_mail_program(siti, box, work):
    (letter,) = write(siti)
    work()
    delivery.send_again(letter)
    work()

    first, second = (one["Message-ID"] for one in box.letters)
    assert first != second


def test_what_waits_for_its_pause_is_sent_now_by_hand_and_once(siti, box, work):
    box.refusals[siti.email] = "451 4.7.1 Later"
    (letter,) = write(siti)
    work()
    box.refusals.clear()
    delivery.send_again(letter)
    delivery.send_again(letter)
    work()

    assert len(box.letters) == 1


def test_a_letter_that_is_not_needed_is_not_sent_again(siti):
    (letter,) = write(siti)
    Letter.objects.update(state=LetterState.DROPPED)
    with pytest.raises(delivery.LetterError, match="tidak diperlukan"):
        delivery.send_again(letter)


def test_a_letter_whose_words_are_forgotten_is_not_sent_empty(siti, box, work):
    (letter,) = write(siti)
    work()
    Letter.objects.update(text="", html="")
    with pytest.raises(delivery.LetterError, match="sudah tidak disimpan"):
        delivery.send_again(letter)


SENDER = """
import os, sys
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from letters.delivery import deliver
print("mulai", flush=True)
deliver.call(sys.argv[2:])
"""


def sender(*ids):
    """A worker's process that hands over these letters, for the test to kill."""
    database = connection.settings_dict
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "smartcity.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{configured.EMAIL_PORT}",
        "DATABASE_URL": configured.DATABASE_URL,
    }
    return subprocess.Popen(
        [sys.executable, "-c", SENDER, database["NAME"], *ids],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
    )


def test_a_worker_killed_before_the_server_answers_sends_the_letter_later_and_once(siti, box):
    """The server has the text but has not said 250: nobody was promised anything."""
    (letter,) = write(siti)
    DBTaskResult.objects.all().delete()
    killed = sender(str(letter.pk))

    def kill():
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        box.answer = "451 the line is gone"

    box.before_answer = kill
    killed.communicate()
    box.before_answer, box.answer = (lambda: None), "250 OK"

    assert (only().state, only().attempts) == (LetterState.WAITING, 1)
    assert delivery.send_due() == 0  # its attempt may still be under way
    later()
    assert delivery.send_due() == 1
    assert len(box.to(siti.email)) == 1
    assert only().state == LetterState.SENT


def test_a_letter_that_a_killed_worker_had_handed_over_keeps_its_message_id(siti, box):
    """What SMTP cannot exclude is shown once by mail programs that know the id."""
    (letter,) = write(siti)
    DBTaskResult.objects.all().delete()
    killed = sender(str(letter.pk))

    def kill():
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()

    box.before_answer = kill  # the letter is kept all the same, as if the answer had got lost
    killed.communicate()
    box.before_answer = lambda: None
    assert len(box.to(siti.email)) == 1
    later()
    delivery.send_due()

    first, second = box.to(siti.email)
    assert first["Message-ID"] == second["Message-ID"]


def test_two_workers_at_the_same_letter_send_it_once(siti, box):
    """The second comes while the first still speaks to the server."""
    (letter,) = write(siti)
    DBTaskResult.objects.all().delete()
    first = []

    def slow():
        if not first:
            first.append(sender(str(letter.pk)))
            first[0].communicate()  # it ends: the letter is in other hands
            time.sleep(0.1)

    box.before_answer = slow
    delivery.deliver.call([str(letter.pk)])

    assert first[0].returncode == 0
    assert len(box.to(siti.email)) == 1


def test_a_letter_that_broke_off_every_time_is_given_up(siti, box):
    write(siti)
    Letter.objects.update(attempts=len(delivery.PAUSES) + 1)

    assert delivery.send_due() == 0
    assert only().state == LetterState.GIVEN_UP
    assert box.letters == []


def test_news_to_somebody_without_an_account_goes_at_once(box, work):
    write("kepala@mitra.example", urgent=False)
    work()

    assert only().urgency == Urgency.NEWS
    assert len(box.to("kepala@mitra.example")) == 1
