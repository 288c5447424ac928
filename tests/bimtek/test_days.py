"""Days on which a bimtek makes no sense, and days that make one ask back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from bimtek.days import odd_days
from bimtek.models import Session
from bimtek.sessions import plan_session
from tests.assignments.worksheets import open_page, words
from tests.markup import one_line

YEAR = timezone.localdate().year


@pytest.fixture
def plan(masterplan, lead):
    def at(stage, first, last=None):
        return plan_session(
            masterplan, stage=stage, first_day=first, last_day=last or first, by=lead
        )

    return at


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1, 1923, 2016, YEAR + 6, 9999])
def test_a_year_outside_sense_is_refused(year, plan):
    with pytest.raises(ValidationError, match=f"antara tahun 2017 dan {YEAR + 5}"):
        plan(1, date(year, 9, 6))


@pytest.mark.django_db
def test_sixty_days_are_no_bimtek(plan):
    with pytest.raises(ValidationError, match="Bimtek ini 60 hari lamanya; paling lama 14 hari"):
        plan(1, date(2023, 9, 6), date(2023, 9, 6) + timedelta(days=59))


@pytest.mark.django_db
def test_bimtek_follow_one_another(plan):
    plan(2, date(2023, 8, 2), date(2023, 8, 3))

    with pytest.raises(ValidationError, match=r"III tidak dapat mendahului Bimtek II \(2 Agustus"):
        plan(3, date(2023, 7, 5))
    with pytest.raises(ValidationError, match="Bimtek I tidak dapat sesudah Bimtek II"):
        plan(1, date(2023, 9, 6))
    with pytest.raises(ValidationError, match="Hari ini sudah dipakai Bimtek II"):
        plan(3, date(2023, 8, 3), date(2023, 8, 4))
    assert plan(2, date(2023, 8, 3)).first_day == date(2023, 8, 3)  # moved: its own days


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ((2026, 8, 17), (2026, 8, 18), "Senin, 17 Agustus 2026 adalah Hari Kemerdekaan"),
        ((2026, 9, 4), (2026, 9, 6), "Minggu, 6 September 2026 jatuh pada akhir pekan."),
        ((2026, 9, 9), (2026, 9, 10), ""),
    ],
)
def test_weekends_and_public_holidays_are_told(first, last, told):
    session = Session(stage=1, first_day=date(*first), last_day=date(*last))

    said = " ".join(odd_days(session))

    assert told in said
    assert bool(told) == bool(said)


@pytest.mark.django_db
def test_the_page_asks_back_before_it_takes_a_holiday(masterplan, lead, signed_in):
    desk, path = signed_in(lead), f"/masterplan/{masterplan.slug}/jadwal/2/"

    given = {"first_day": "0001-01-01", "last_day": "0001-01-02", "mode": "daring"}
    refused = desk.post(path, given)
    assert "Tulis tanggal antara tahun 2017" in refused.content.decode()

    independence = f"17 Agustus {YEAR + 1}"
    given |= {"first_day": independence, "last_day": independence}
    asked = desk.post(path, given)
    assert f"{independence} adalah Hari Kemerdekaan" in words(one_line(asked.content.decode()))
    assert not Session.objects.exists()

    assert desk.post(path, given | {"is_meant": "on"}).status_code == 302
    page = words(open_page(desk, masterplan, "jadwal/"))
    assert f"{independence} adalah Hari Kemerdekaan" in page
