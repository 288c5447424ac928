"""Invitations with an entry for the calendar: once, again when it moves, taken back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from bimtek.inviting import invite, take_back
from bimtek.models import Session
from bimtek.sessions import cancel_session, plan_session
from letters.models import Letter
from tests.markup import one_line

FIRST = date(timezone.localdate().year + 1, 7, 5)


@pytest.fixture
def session(masterplan, lead):
    days = {"first_day": FIRST, "last_day": FIRST + timedelta(days=1)}
    return plan_session(masterplan, stage=1, **days, place="Aula Setda", by=lead)


def entry(letter):
    calendar = Calendar.from_ical(letter.calendar)
    return str(calendar["method"]), next(iter(calendar.walk("VEVENT")))


@pytest.mark.django_db
def test_everybody_gets_one_letter_and_the_entry_moves_with_the_session(
    session, masterplan, people, agency, lead
):
    guests = [{"name": "Rektor", "institution": "UNIGA", "email": "rektor@contoh.example"}]
    invited = {"agencies": [agency], "people": [lead, people["facilitator"]], "guests": guests}

    assert invite(session, **invited, by=lead) == 4
    assert invite(session, **invited, by=lead) == 0  # a double click

    addresses = {
        people["writer"].email,
        lead.email,
        people["facilitator"].email,
        guests[0]["email"],
    }
    first = {letter.address: letter for letter in Letter.objects.all()}
    assert first.keys() == addresses
    method, event = entry(first[lead.email])
    assert (method, event["sequence"], str(event["location"])) == ("REQUEST", 0, "Aula Setda")
    assert event.start.utcoffset() == timedelta(hours=7)
    assert event["rrule"]["count"] == [2]
    assert lead.email in str(event["attendee"])

    later = FIRST + timedelta(days=7)
    moved = {"first_day": later, "last_day": later, "place": "Aula Setda", "by": lead}
    plan_session(masterplan, stage=1, **moved)
    plan_session(masterplan, stage=1, **moved, agenda="08.30 Buka")  # nobody hears of that

    second = Letter.objects.exclude(pk__in=[letter.pk for letter in first.values()])
    assert {letter.address for letter in second} == addresses
    _, again = entry(second.get(address=lead.email))
    assert (again["uid"], again["sequence"]) == (event["uid"], 1)
    assert "berubah" in second[0].subject


@pytest.mark.django_db
def test_who_is_not_invited_any_more_takes_it_off_the_calendar(session, people, agency, lead):
    invite(session, agencies=[agency], people=[lead], by=lead)
    invite(session, agencies=[], people=[lead], by=lead)

    method, event = entry(Letter.objects.get(subject__contains="dibatalkan"))
    assert (method, event["status"]) == ("CANCEL", "CANCELLED")
    take_back(session.invitees.get(person=lead), by=lead)
    assert not session.invitees.exists()


@pytest.mark.django_db
def test_a_cancelled_session_leaves_all_calendars(session, agency, lead):
    invite(session, agencies=[agency], people=[lead], by=lead)
    cancel_session(session, by=lead)

    assert Letter.objects.filter(calendar__contains="METHOD:CANCEL").count() == 2
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_the_entry_comes_with_the_mail(session, lead, mail_files):
    invite(session, agencies=[], people=[lead], by=lead)

    assert "text/calendar" in mail_files()
    assert "METHOD:REQUEST" in mail_files() or "method=REQUEST" in mail_files()


@pytest.mark.django_db
def test_the_page_invites_and_keeps_a_wrong_list(session, masterplan, lead, agency, signed_in):
    desk, path = signed_in(lead), f"/masterplan/{masterplan.slug}/jadwal/1/undang/"

    refused = desk.post(path, {"people": [lead.pk], "guests": "Budi; PLN; bukan surel"})
    page = one_line(refused.content.decode())
    assert "bukan alamat surel" in page
    assert "Budi; PLN; bukan surel" in page
    assert "Belum ada yang dipilih" in desk.post(path, {}).content.decode()
    assert not Letter.objects.exists()

    done = desk.post(path, {"people": [lead.pk], "guests": "Budi; PLN; budi@pln.example"})
    assert done.status_code == 302
    assert session.invitees.get(name="Budi").institution == "PLN"
    shown = desk.get(path).content.decode()
    assert "Batalkan undangan Budi" in shown
