"""Who is told what and when, without anybody asking for it: a moved clock, real letters."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from bimtek.sessions import plan_session
from letters.actions import send_letter
from letters.models import Letter
from masterplans.models import Decision, Masterplan
from reminders.models import SentReminder
from reminders.sending import BY_HAND, send_reminders
from stages import workflow
from tests import factories as make
from tests.plans import fill_analysis
from tests.stages.test_races import beside

WIB = ZoneInfo("Asia/Jakarta")
FIRST = timezone.localdate() + timedelta(days=20)


def at(day, hour=7):
    return datetime(day.year, day.month, day.day, hour, tzinfo=WIB)


def days_before(count, hour=7):
    return at(FIRST - timedelta(days=count), hour)


def letters():
    return Letter.objects.filter(kind="reminders/mail/daily").order_by("created_at")


@pytest.fixture
def planned(masterplan, lead):
    plan_session(masterplan, stage=1, first_day=FIRST, last_day=FIRST + timedelta(days=1), by=lead)
    Letter.objects.all().delete()
    return masterplan


def test_seven_days_and_one_day_before_a_bimtek_each_reads_what_is_asked_of_her(
    planned,
    lead,
    writer,
    facilitator,
):
    sent = {days: send_reminders(days_before(days)) for days in (9, 8, 7, 6, 3, 1, 0)}

    assert {days: bool(count) for days, count in sent.items()} == {
        9: False, 8: False, 7: True, 6: False, 3: False, 1: True, 0: False
    }  # fmt: skip
    to_lead = letters().filter(person=lead)
    assert [("7 hari lagi" in one.text, "besok" in one.text) for one in to_lead] == [
        (True, False),
        (False, True),
    ]
    assert "Sembilan unsur kesiapan belum dinilai." in to_lead[0].text
    assert letters().filter(person=writer).exists()
    assert not letters().filter(person=facilitator).exists()


def test_a_day_that_was_missed_is_made_good(planned, lead):
    assert send_reminders(days_before(5))
    assert "5 hari lagi" in letters().get(person=lead).text
    assert send_reminders(days_before(4)) == 0


def test_what_was_told_is_not_worked_out_again(planned, lead, django_assert_max_num_queries):
    planned.region.memberships.exclude(user=lead).delete()
    assert send_reminders(days_before(7)) == 1

    # Sessions and stages of three zones, who was told, who holds a role; nothing of the contents.
    with django_assert_max_num_queries(10):
        assert send_reminders(days_before(6)) == 0


def test_nobody_is_written_to_before_the_morning_of_her_region(planned):
    assert send_reminders(days_before(7, hour=6)) == 0
    assert send_reminders(days_before(7, hour=7))


def test_a_plan_from_which_nothing_is_missing_sends_nothing(in_good_order):
    assert send_reminders(days_before(7)) == 0


@pytest.fixture
def in_good_order(planned, lead):
    fill_analysis(planned)
    planned.region.memberships.exclude(user=lead).delete()
    return planned


def test_the_command_twice_in_a_row_sends_once(planned, capsys, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: days_before(7))
    call_command("send_reminders")
    once = letters().count()
    call_command("send_reminders")

    assert letters().count() == once > 0
    assert capsys.readouterr().out == f"{once} surat ditulis.\n0 surat ditulis.\n"


def test_one_letter_a_day_whatever_the_number_of_plans_and_occasions(planned, lead):
    other = make.MasterplanFactory(
        region=planned.region,
        title="Masterplan kedua",
        slug="kedua",
        first_year=2030,
        last_year=2034,
    )
    plan_session(other, stage=1, first_day=FIRST, last_day=FIRST, by=lead)

    send_reminders(days_before(7))

    letter = letters().get(person=lead)
    assert planned.title in letter.text
    assert "Masterplan kedua" in letter.text
    assert send_reminders(days_before(7, hour=15)) == 0


def test_a_reminder_by_hand_on_the_same_day_is_enough(planned, writer):
    send_letter(BY_HAND, to=[writer], subject="Isian", path="/", title="", sentence="", by=writer)
    Letter.objects.update(created_at=days_before(7, hour=8))

    send_reminders(days_before(7, hour=9))
    assert not letters().filter(person=writer).exists()
    send_reminders(days_before(6))
    assert letters().filter(person=writer).count() == 1


# --- a stage that came back, a stage that waits -----------------------------------------------


@pytest.mark.parametrize(("days", "told"), [(2, False), (3, True), (14, True), (15, False)])
def test_three_days_after_a_return_the_team_is_reminded(returned, lead, days, told):
    moment = Decision.objects.first().at + timedelta(days=days)

    send_reminders(moment.astimezone(WIB).replace(hour=12))

    assert letters().filter(person=lead).exists() is told


@pytest.fixture
def returned(ready, lead, facilitator):
    plan = workflow.return_stage(
        workflow.submit_stage(ready, by=lead), by=facilitator, note="Sebutkan sumbernya."
    )
    Letter.objects.all().delete()
    return plan


@pytest.fixture
def ready(masterplan):
    fill_analysis(masterplan)
    return masterplan


def test_an_expert_is_told_every_week_of_what_has_waited_longer(
    ready,
    lead,
    facilitator,
):
    plan = workflow.submit_stage(ready, by=lead)
    Letter.objects.all().delete()
    noon = timezone.localtime(plan.stage_since, WIB).replace(hour=12)
    told = [day for day in range(1, 24) if send_reminders(noon + timedelta(days=day))]

    assert told == [8, 15, 22]
    assert "menunggu tinjauan Anda sejak" in letters().first().text
    assert set(letters().values_list("person", flat=True)) == {facilitator.pk}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_write_each_letter_once(planned, lead, writer):
    moment = days_before(7)

    beside(*[lambda: send_reminders(moment)] * 2)

    people = list(letters().values_list("person", flat=True))
    assert len(people) == len(set(people)) > 0
    assert SentReminder.objects.count() == len(people)


# --- the page ---------------------------------------------------------------------------------


def test_the_coordinator_sees_beforehand_who_will_read_what(masterplan, lead, writer, signed_in):
    soon = timezone.localdate() + timedelta(days=9)
    plan_session(masterplan, stage=1, first_day=soon, last_day=soon, by=lead)

    html = " ".join(
        signed_in(lead).get(f"/masterplan/{masterplan.slug}/pengingat/").content.decode().split()
    )

    assert "Dua pengingat akan dikirim dalam dua minggu ini." in html
    assert "Bimtek I 7 hari lagi" in html
    assert writer.email in html
    assert "Sembilan unsur kesiapan belum dinilai." in html
    assert not SentReminder.objects.exists()


def test_a_plan_without_dates_has_nothing_to_come(masterplan, lead, signed_in):
    html = signed_in(lead).get(f"/masterplan/{masterplan.slug}/pengingat/").content.decode()

    assert "Tidak ada pengingat yang akan dikirim" in " ".join(html.split())
    assert Masterplan.objects.count() == 1
