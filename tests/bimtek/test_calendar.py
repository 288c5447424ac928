"""The calendar of an expert, a region and the nation; Garut's real one of 2023."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from bimtek.days import doubts, proposed_day
from bimtek.models import Meeting, Session
from bimtek.sessions import plan_session
from regions.models import Role
from tests.factories import MasterplanFactory, MembershipFactory
from tests.markup import one_line

# domain §3.1; what became of the third was never reported
GARUT = {
    Meeting.PREPARATION: ((6, 27), (6, 27)),
    Meeting.FIRST: ((7, 5), (7, 6)),
    Meeting.SECOND: ((7, 31), (8, 1)),
    Meeting.FOURTH: ((10, 9), (10, 9)),
}


@pytest.fixture
def garut(masterplan, lead):
    for stage, (first, last) in GARUT.items():
        days = {"first_day": date(2023, *first), "last_day": date(2023, *last)}
        plan_session(masterplan, stage=stage, **days, by=lead)
    return masterplan


@pytest.mark.django_db
def test_the_real_year_of_garut_is_taken_without_a_word(garut, lead):
    sessions = list(garut.sessions.all())

    assert [str(one) for one in sessions] == ["Pra-bimtek", "Bimtek I", "Bimtek II", "Bimtek IV"]
    for one in sessions:
        assert doubts(one, [other for other in sessions if other != one]) == []
    days = {"first_day": date(2023, 10, 16), "last_day": date(2023, 10, 16)}
    with pytest.raises(ValidationError, match="Bimtek III tidak dapat sesudah Bimtek IV"):
        plan_session(garut, stage=3, **days, by=lead)
    assert proposed_day(garut, 3, sessions) == date(2023, 8, 28)  # a Monday, as the second


@pytest.mark.django_db
def test_a_bimtek_much_too_near_is_asked_back(garut):
    near = Session(masterplan=garut, stage=3, first_day=date(2023, 8, 9), last_day=date(2023, 8, 9))

    [said] = doubts(near, list(garut.sessions.all()))

    assert said.startswith("Jarak ke Bimtek II hanya 9 hari; lazimnya 1 bulan")


@pytest.mark.django_db
def test_an_expert_in_two_places_is_told_and_may_be_meant(
    garut, facilitator, elsewhere, people, signed_in
):
    MembershipFactory(region=elsewhere, user=facilitator, role=Role.FACILITATOR)
    other = MasterplanFactory(region=elsewhere, created_by=people["stranger"])
    days = {"first_day": date(2023, 8, 1), "last_day": date(2023, 8, 2)}
    said = f"{facilitator.name} sudah di Bimtek II Kabupaten Banjarnegara, 31 Juli 2023"

    with pytest.raises(ValidationError, match=said):
        plan_session(other, stage=1, **days, by=facilitator, is_meant=False)
    plan_session(other, stage=1, **days, by=facilitator)

    page = one_line(signed_in(facilitator).get("/kalender/?tahun=2023").content.decode())
    assert "Bimtek I Kota Ambon" in page
    assert "Bimtek II Kabupaten Banjarnegara" in page
    assert f"Tenaga ahli bentrok: {facilitator.name} juga di Kota Ambon." in page
    of_ambon = signed_in(people["stranger"]).get("/kalender/?tahun=2023").content.decode()
    assert "Kabupaten Banjarnegara</a>" not in of_ambon
    nation = signed_in(people["national"]).get("/kalender/?tahun=2023").content.decode()
    assert "Juli 2023</h2>" in nation
    assert "Agustus 2023</h2>" in nation


@pytest.mark.django_db
def test_the_calendar_of_a_region_east_of_here_keeps_its_own_clock(elsewhere, people, client, lead):
    elsewhere.time_zone = "Asia/Jayapura"
    elsewhere.save()
    plan = MasterplanFactory(region=elsewhere, created_by=people["stranger"])
    first = timezone.localdate() + timedelta(days=40)
    plan_session(plan, stage=1, first_day=first, last_day=first, by=people["stranger"])
    client.force_login(people["stranger"])
    page = client.get(f"/kalender/?tahun={first.year}").content.decode()
    address = page.split('sp-mono"><a href="')[1].split('"')[0]
    path = address[address.index("/kalender/") :]

    client.logout()
    feed = Calendar.from_ical(client.get(path).content)

    [event] = feed.walk("VEVENT")
    assert event.start.utcoffset() == timedelta(hours=9)
    assert event.start.hour == 8
    assert client.get(path.replace(".ics", "x.ics")).status_code == 404
    people["stranger"].set_password("kata sandi yang lain")
    people["stranger"].save()
    assert client.get(path).status_code == 404  # a new password makes a new address
