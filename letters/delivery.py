"""Handing letters to the mail server: each once, again with growing pauses when it does not take.

A letter is claimed by counting the attempt and moving `next_attempt` ahead, committed before the
mail server hears of it; who finds it claimed leaves it. While the server is spoken to, the row is
locked, and "sent" is committed right after its answer. What SMTP cannot exclude: a worker that is
killed (or a line that breaks) between the server's "250" and that commit leaves a letter that was
taken and is not marked; it is sent again, with the same Message-ID, which most mail programs show
once. The other way round, a letter lost, does not happen.
"""

import contextlib
import logging
import re
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from indonesian import many
from letters.models import FINISHED, Letter, LetterState, Urgency
from letters.secret import NotNeededError, compose, is_secret

logger = logging.getLogger("simpul.letters")

# After the first attempt, the second, …; then the letter is given up, about two days later.
PAUSES = [
    timedelta(minutes=minutes)
    for minutes in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 12 * 60, 12 * 60)
]
LEASE = timedelta(minutes=5)  # how long an attempt may take before it counts as broken off
BATCH = 200  # letters of one round
LATE = timedelta(hours=1)  # longer than this no letter that is due waits for a worker that works
CLOSED = "Akun penerima sudah ditutup."


class LetterError(Exception):
    """The step is not possible. The message is meant for the user."""


@task()
def deliver(ids: list[str]) -> int:
    """Hand these letters to the mail server, as far as nobody has; how many it took."""
    return post(ids)


def send_due() -> int:
    """Hand over what is due: put off, forgotten by a killed worker, or gathered for the day.

    Goes on as long as the server takes letters; how many it took.
    """
    sent = 0
    while took := post(_due()):
        sent += took
    return sent


def post(ids) -> int:
    """Hand over letters on one connection; how many the server took.

    When the server cannot be reached the rest waits as it is: one letter finds out, not each.
    """
    if not ids:
        return 0
    connection, sent = get_connection(), 0
    try:
        for pk in ids:
            letter = _claim(pk)
            if letter is None:
                continue
            is_well = _attempt(letter, connection)
            sent += letter.state == LetterState.SENT
            if not is_well:
                break
    finally:
        _close(connection)
    return sent


@transaction.atomic
def send_again(letter: Letter) -> Letter:
    """Send a letter that was sent, refused or given up once more; one that waits, now.

    Raises LetterError for a letter that is not needed any more, or whose words are forgotten.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state == LetterState.DROPPED:
        raise LetterError("Surat ini sudah tidak diperlukan, jadi tidak dikirim ulang.")
    if not letter.text and not is_secret(letter.kind):
        raise LetterError("Isi surat ini sudah tidak disimpan, jadi tidak dapat dikirim ulang.")
    if letter.state in FINISHED:
        letter.state, letter.attempts, letter.again = LetterState.WAITING, 0, letter.again + 1
    letter.urgency = Urgency.NOW if letter.urgency == Urgency.NOW else Urgency.NEWS
    letter.digest, letter.last_error, letter.next_attempt = None, "", timezone.now()
    letter.save()
    deliver.enqueue([str(letter.pk)])
    return letter


def letters_stuck() -> str:
    """A sentence for the operator when letters that are due do not go out; else empty."""
    now = timezone.now()
    if late := Letter.objects.due(now - LATE).count():
        return f"{many(late, 'surat')} menunggu lebih dari satu jam. Periksa pekerja latar."
    given_up = Letter.objects.filter(
        state=LetterState.GIVEN_UP, next_attempt__gt=now - timedelta(days=1)
    )
    if lost := given_up.count():
        lost = many(lost, "surat")
        return f"{lost} gagal dikirim sejak kemarin. Sebabnya ada di halaman surat daerah."
    return ""


def _due():
    due = Letter.objects.due(timezone.now()).order_by("next_attempt")
    return list(due.values_list("pk", flat=True)[:BATCH])


def _claim(pk):
    """Count the attempt; None when the letter is sent, not due, or in other hands."""
    now = timezone.now()
    taken = Letter.objects.due(now).filter(pk=pk)
    if not taken.update(attempts=F("attempts") + 1, next_attempt=now + LEASE):
        return None
    letter = Letter.objects.select_related("person").get(pk=pk)
    if letter.attempts > len(PAUSES) + 1:  # each attempt took its worker along
        _mark(letter, LetterState.GIVEN_UP, "Pengiriman terputus berkali-kali.")
        return None
    return letter


def _attempt(letter, connection) -> bool:
    """One try. False when the mail server itself cannot be used now."""
    try:
        if letter.person and not letter.person.is_active:
            raise NotNeededError(CLOSED)
        _hand_over(letter, compose(letter), connection)
    except NotNeededError as why:
        _mark(letter, LetterState.DROPPED, str(why))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        _close(connection)  # its conversation may be broken
        _refused(letter, *_answer_of(error))
    except OSError as error:  # every fault of smtplib and of the network
        _close(connection)
        _put_off(letter, f"Server surel tidak dapat dipakai: {_words(error)}")
        return False
    except Exception as error:
        logger.exception("Letter %s cannot be written", letter.pk)
        _put_off(letter, f"Surat tidak dapat disusun ({type(error).__name__}).")
    return True


def _hand_over(letter, words, connection):
    message = EmailMultiAlternatives(
        words.subject, words.text, to=[letter.address], headers=_headers(letter)
    )
    if words.html:
        message.attach_alternative(words.html, "text/html")
    if letter.calendar:
        message.attach("undangan.ics", letter.calendar, _calendar_type(letter.calendar))
    with transaction.atomic():
        mine = Letter.objects.select_for_update(of=("self",), skip_locked=True)
        if not mine.filter(
            pk=letter.pk, state=LetterState.WAITING, attempts=letter.attempts
        ).first():
            return
        connection.open()
        connection.send_messages([message])
        _mark(letter, LetterState.SENT)


def _calendar_type(text):
    """With the method that the file names: mail programs then offer to enter it (RFC 6047)."""
    method = re.search(r"^METHOD:(\w+)", text, re.MULTILINE)
    return f"text/calendar; method={method[1]}" if method else "text/calendar"


def _headers(letter):
    """The same letter keeps its Message-ID; sent again by hand or with a new link, it is new."""
    number = f"{letter.again}-{letter.attempts}" if is_secret(letter.kind) else letter.again
    headers = {
        "Message-ID": f"<{letter.pk}.{number}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    if letter.urgency == Urgency.NEWS and letter.person_id:
        headers["List-Unsubscribe"] = f"<{settings.SITE_URL}{reverse('accounts:mail')}>"
    return headers


def _refused(letter, code, words):
    if 500 <= code < 600:
        _mark(letter, LetterState.FAILED, f"Server surel menolak: {code} {words}")
    else:
        _put_off(letter, f"Server surel menunda: {code} {words}")


def _put_off(letter, why):
    """Try again after a pause that grows, or give up after the last."""
    if letter.attempts > len(PAUSES):
        return _mark(letter, LetterState.GIVEN_UP, why)
    letter.next_attempt = timezone.now() + PAUSES[letter.attempts - 1]
    letter.last_error = why[:500]
    letter.save(update_fields=["next_attempt", "last_error"])
    return None


def _mark(letter, state, why=""):
    """What became of a letter, and of the news gathered in it."""
    letter.state, letter.last_error = state, why[:500]
    letter.sent_at = timezone.now() if state == LetterState.SENT else letter.sent_at
    letter.save(update_fields=["state", "last_error", "sent_at"])
    letter.news.update(state=state, last_error=letter.last_error, sent_at=letter.sent_at)


def _answer_of(error):
    """Code and sentence of the server's refusal; each letter has one recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    else:
        code, words = error.smtp_code, error.smtp_error
    return code, _clean(words)


def _words(error):
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_clean(error.smtp_error)}"
    return error.strerror or str(error) or type(error).__name__


def _clean(words):
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.replace("\0", "").split())


def _close(connection):
    """Closing says goodbye to the server, which may be gone."""
    with contextlib.suppress(OSError):
        connection.close()
