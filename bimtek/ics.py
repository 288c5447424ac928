"""Sessions as entries of people's own calendars (RFC 5545, 5546).

An entry keeps its UID for as long as its session is there: one that was moved replaces what stands
in the calendar, one that was cancelled takes it away. Hours are those of the region's clock.
"""

import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.utils import timezone

from accounts.models import User
from bimtek.models import Mode, Session

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
SALT = "bimtek.ics.feed"


def entry_for(session: Session, address: str, *, is_cancelled: bool = False) -> str:
    """What a letter brings along: the session for one calendar, or that it is not held."""
    calendar = _calendar(CANCEL if is_cancelled else REQUEST)
    event = _event(session, is_cancelled)
    event.add("organizer", f"mailto:{_address_of_site()}")
    event.add("attendee", f"mailto:{address}", parameters={"RSVP": "FALSE"})
    calendar.add_component(event)
    return _text(calendar)


def feed(sessions: list[Session]) -> str:
    """All sessions of somebody, for a calendar that asks for them again and again."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", "Bimtek (Simpul)")
    for session in sessions:
        calendar.add_component(_event(session, False))
    return _text(calendar)


def feed_token(person: User) -> str:
    """What stands in the address of a person's feed; a new password makes it a new one."""
    return signing.Signer(salt=SALT, sep=".").sign(f"{person.pk}-{_stamp(person)}")


def person_of_feed(token: str) -> User | None:
    """Whose feed this is; None for a token that is not (any more) good."""
    try:
        key, _, stamp = signing.Signer(salt=SALT, sep=".").unsign(token).partition("-")
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=int(key), is_active=True).first()
    return person if person and hmac.compare_digest(stamp, _stamp(person)) else None


def _stamp(person):
    return hashlib.sha256(person.password.encode()).hexdigest()[:12]


def _calendar(method):
    from icalendar import Calendar  # takes a moment to be read in, and few processes need it

    calendar = Calendar()
    calendar.add("prodid", "-//Simpul//Bimtek//ID")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(session, is_cancelled):
    from icalendar import Event

    zone, region = session.region.zone, session.region
    event = Event()
    event.add("uid", f"bimtek-{session.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", datetime.combine(session.first_day, session.starts_at, zone))
    event.add("dtend", datetime.combine(session.first_day, session.ends_at, zone))
    if len(session.days) > 1:  # the nights between are not part of it
        event.add("rrule", {"freq": "daily", "count": len(session.days)})
    event.add("summary", f"{session} {session.masterplan.concept} {region}")
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if where := session.place or (session.meeting_url if session.mode != Mode.IN_PLACE else ""):
        event.add("location", where)
    page = settings.SITE_URL + session.get_absolute_url()
    event.add("url", page)
    said = [session.meeting_url and f"Tautan rapat: {session.meeting_url}", session.agenda, page]
    event.add("description", "\n\n".join(part for part in said if part))
    return event


def _text(calendar):
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _address_of_site():
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
