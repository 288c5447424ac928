"""A register that nobody closed closes by itself, and says so beforehand; the trigger holds it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from attendance.attending import (
    AttendanceError,
    add_by_hand,
    attend,
    reopen_registers,
)
from attendance.closing import DAYS, close_due_registers, closing_day
from attendance.models import Register
from audit.models import Event
from tests.attendance.test_attending import SITI
from tests.markup import one_line

WIB = ZoneInfo("Asia/Jakarta")
WITA_MIDNIGHT = datetime(2023, 7, 10, tzinfo=ZoneInfo("Asia/Makassar"))


@pytest.fixture
def come(first_day, morning):
    return attend(first_day, **SITI, now=morning)


@pytest.mark.django_db
def test_it_closes_three_days_after_the_last_day_on_the_clock_of_the_region(session, come):
    session.region.time_zone = "Asia/Makassar"
    session.region.save()
    assert closing_day(session) == date(2023, 7, 9)

    assert close_due_registers(WITA_MIDNIGHT - timedelta(seconds=1)) == 0
    assert close_due_registers(WITA_MIDNIGHT) == 1
    assert close_due_registers(WITA_MIDNIGHT) == 0  # twice does nothing

    assert not Register.objects.filter(closed_at=None).exists()
    assert Event.objects.get(verb="attendance.closed").actor is None
    with pytest.raises(AttendanceError, match="sudah ditutup"):
        add_by_hand(session.registers.first(), people=[SITI | {"name": "Budi"}], by=None)


@pytest.mark.django_db
def test_late_names_and_a_reopening_give_three_days_more(session, come, lead):
    """The secretariat copies a list from paper weeks later."""
    add_by_hand(session.registers.last(), people=[SITI], by=lead)
    now = timezone.now()
    ends = now + timedelta(days=DAYS + 1)
    assert closing_day(session) == now.astimezone(WIB).date() + timedelta(days=DAYS)
    assert close_due_registers(now) == 0
    assert close_due_registers(ends) == 1

    reopen_registers(session, reason="Satu daftar tertinggal", by=lead)
    Register.objects.update(reopened_at=now + timedelta(days=10))
    assert close_due_registers(ends) == 0
    assert close_due_registers(ends + timedelta(days=10)) == 1


@pytest.mark.django_db
def test_an_empty_list_waits_for_its_people(session, first_day):
    assert closing_day(session) is None
    assert close_due_registers(datetime(2024, 1, 1, tzinfo=WIB)) == 0


@pytest.mark.django_db
def test_the_page_says_when_it_will_close_and_that_it_has(session, come, lead, signed_in):
    browser = signed_in(lead)
    url = reverse("attendance:registers", args=[session.masterplan.slug, 1])

    html = one_line(browser.get(url).content.decode())
    assert "Daftar ini menutup sendiri pada akhir hari Minggu, 9 Juli 2023." in html

    close_due_registers(WITA_MIDNIGHT + timedelta(hours=1))
    html = one_line(browser.get(url).content.decode())
    assert "Daftar ini menutup sendiri pada 10 Juli 2023." in html
