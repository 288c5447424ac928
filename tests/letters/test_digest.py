"""News in one letter a day; what waits for somebody at once; who has no news costs nothing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import NewsMail
from letters import delivery, digest
from letters.actions import next_morning, send_letter
from letters.models import Letter, LetterState, Urgency
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def news(*people, subject="Tahap 1 disetujui", region=None, **more):
    return send_letter(
        "letters/mail/step",
        to=people,
        subject=subject,
        path="/masterplan/contoh/",
        region=region,
        urgent=False,
        title="Masterplan",
        sentence="Dewi menyetujui tahap 1.",
        button="Buka masterplan",
        **more,
    )


def morning():
    """Half past six has come."""
    Letter.objects.uncollected().update(next_attempt=timezone.now() - timedelta(minutes=1))


def counted(deed):
    with CaptureQueriesContext(connection) as queries:
        done = deed()
    return done, len(queries)


@pytest.fixture
def siti(db):
    return UserFactory(email="siti@banjarnegara.example", name="Siti Rahmawati, S.K.M.")


def test_news_waits_for_the_morning_and_comes_in_one_letter(siti, region, box, work, settings):
    news(siti, region=region)
    news(siti, region=region, subject="Tahap 1 ditarik kembali")
    work()
    assert digest.gather_due() == 0
    assert box.letters == []

    morning()
    assert digest.gather_due() == 1
    delivery.send_due()

    (letter,) = box.to(siti.email)
    text = letter.get_body(("plain",)).get_content()
    assert letter["Subject"] == "[Simpul] Dua kabar dari Kabupaten Banjarnegara"
    assert text.index("Tahap 1 disetujui") < text.index("Tahap 1 ditarik kembali")
    assert text.count(f"{settings.SITE_URL}/masterplan/contoh/") == 2
    assert "Dewi menyetujui tahap 1." in letter.get_body(("html",)).get_content()
    assert letter["List-Unsubscribe"] == f"<{settings.SITE_URL}/akun/surat/>"


def test_the_news_shares_the_fate_of_its_letter(siti, box):
    box.refusals[siti.email] = "550 5.1.1 Unknown"
    news(siti)
    morning()
    digest.gather_due()
    delivery.send_due()

    assert {one.state for one in Letter.objects.all()} == {LetterState.FAILED}
    assert all("550 5.1.1 Unknown" in one.last_error for one in Letter.objects.all())


def test_one_piece_of_news_names_itself_in_the_subject(siti, box):
    news(siti)
    morning()
    digest.gather_due()
    delivery.send_due()

    assert box.letters[0]["Subject"] == "[Simpul] Tahap 1 disetujui"


def test_what_waits_for_somebody_does_not_wait_for_the_morning(siti, box, work):
    news(siti)
    send_letter(
        "letters/mail/step",
        to=[siti],
        subject="Menunggu Anda",
        path="/",
        title="",
        sentence="",
        button="",
    )
    work()

    assert [letter["Subject"] for letter in box.letters] == ["[Simpul] Menunggu Anda"]


def test_who_wants_news_at_once_gets_it_at_once(siti, box, work):
    siti.news_mail = NewsMail.AT_ONCE
    siti.save()
    news(siti)
    work()

    assert box.letters[0]["Subject"] == "[Simpul] Tahap 1 disetujui"
    assert "/akun/surat/" in box.letters[0]["List-Unsubscribe"]


def test_who_wants_no_news_gets_none_but_still_what_waits(siti, box, work):
    siti.news_mail = NewsMail.OFF
    siti.save()
    news(siti)
    assert not Letter.objects.exists()

    send_letter("letters/mail/step", to=[siti], subject="Menunggu Anda", path="/", sentence="")
    work()
    assert len(box.letters) == 1


def test_news_that_waits_is_dropped_when_she_switches_it_off_or_her_account_is_closed(siti):
    closed = UserFactory()
    news(siti, closed)
    siti.news_mail, closed.is_active = NewsMail.OFF, False
    siti.save()
    closed.save()
    morning()

    assert digest.gather_due() == 0
    assert {one.state for one in Letter.objects.all()} == {LetterState.DROPPED}


def test_the_morning_is_that_of_the_region():
    noon_utc = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    jakarta, jayapura = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")

    assert next_morning(jakarta, noon_utc) == datetime(2026, 11, 23, 6, 30, tzinfo=jakarta)
    assert next_morning(jayapura, noon_utc) == datetime(2026, 11, 23, 6, 30, tzinfo=jayapura)
    early = datetime(2026, 11, 22, 6, 29, tzinfo=jakarta)
    assert next_morning(jakarta, early).date() == early.date()
    assert next_morning(jakarta, early + timedelta(minutes=1)).date() > early.date()


def test_news_of_a_region_is_due_on_its_clock(siti):
    ambon = RegionFactory(code="81.71", level="city", time_zone="Asia/Jayapura")
    (letter,) = news(siti, region=ambon)

    due = Letter.objects.get(pk=letter.pk).next_attempt.astimezone(ambon.zone)
    assert (due.hour, due.minute) == (6, 30)


def test_somebody_in_two_time_zones_gets_one_letter_a_day(siti, box):
    news(siti)
    morning()
    digest.gather_due()
    news(siti, subject="Sesudah surat pagi")
    morning()

    assert digest.gather_due() == 0
    waiting = Letter.objects.uncollected().get()
    assert waiting.next_attempt > timezone.now() + timedelta(hours=20)


def test_one_sweep_asks_the_same_for_1_and_for_50_people(db):
    news(UserFactory())
    morning()
    for_one = counted(digest.gather_due)
    Letter.objects.all().delete()
    news(*UserFactory.create_batch(50))
    morning()

    for_fifty = counted(digest.gather_due)

    assert (for_one[0], for_fifty[0]) == (1, 50)
    assert for_fifty[1] == for_one[1] <= 9


def test_people_without_news_cost_nothing(db):
    UserFactory.create_batch(50)
    UserFactory.create_batch(2)
    news(UserFactory())  # waits for tomorrow

    assert counted(digest.gather_due) == (0, 1)
    assert counted(delivery.send_due) == (0, 1)


def test_news_is_written_with_the_same_queries_for_1_and_for_50_people(region):
    one, many = [UserFactory()], UserFactory.create_batch(50)

    few = counted(lambda: news(*one, region=region))[1]
    assert counted(lambda: news(*many, region=region))[1] == few <= 3
    assert Letter.objects.filter(urgency=Urgency.DIGEST).count() == 51


def test_two_workers_that_gather_at_once_make_one_letter(siti, box):
    news(siti)
    morning()
    people = list(digest._people_due())

    assert digest._gather(people) == 1
    assert digest._gather(people) == 0
