"""Which days a bimtek may have, and which make one ask back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from bimtek.models import Session
from indonesian import hari_tanggal, tanggal

FIRST_YEAR = 2017  # in which the first hundred regions began (domain §3)
YEARS_AHEAD = 5
LONGEST = 14  # days; two are usual
SATURDAY = 5


def check_days(session: Session, others: list[Session]) -> None:
    """Raises ValidationError with a sentence for days outside sense.

    Bimtek follow one another in the order of their stages, and no two share a day.
    """
    last_year = timezone.localdate().year + YEARS_AHEAD
    for name in ("first_day", "last_day"):
        if not FIRST_YEAR <= getattr(session, name).year <= last_year:
            sentence = f"Tulis tanggal antara tahun {FIRST_YEAR} dan {last_year}."
            raise ValidationError({name: sentence})
    count = (session.last_day - session.first_day).days + 1
    if count > LONGEST:
        raise ValidationError(
            {"last_day": f"Bimtek ini {count} hari lamanya; paling lama {LONGEST} hari."}
        )
    for other in others:
        _check_order(session, other)


def _check_order(session, other):
    days = f"{other} ({tanggal(other.first_day)})"
    if session.first_day <= other.last_day and other.first_day <= session.last_day:
        raise ValidationError({"first_day": f"Hari ini sudah dipakai {days}."})
    if other.stage < session.stage and session.first_day < other.first_day:
        raise ValidationError({"first_day": f"{session} tidak dapat mendahului {days}."})
    if other.stage > session.stage and session.first_day > other.first_day:
        raise ValidationError({"first_day": f"{session} tidak dapat sesudah {days}."})


def odd_days(session: Session) -> list[str]:
    """Sentences for days on which offices are closed: weekends and public holidays."""
    found = [(day, _holiday(day) or _weekend(day)) for day in days_of(session)]
    return [f"{hari_tanggal(day)} {words}." for day, words in found if words]


def days_of(session: Session) -> list[date]:
    """Every day of a bimtek, at most as many as it may have."""
    count = min((session.last_day - session.first_day).days + 1, LONGEST)
    return [session.first_day + timedelta(days=one) for one in range(count)]


def _weekend(day):
    return "jatuh pada akhir pekan" if day.weekday() >= SATURDAY else ""


def _holiday(day):
    """The holiday's name; those of the moon's calendar are estimates until they are decreed."""
    from holidays import country_holidays

    name = country_holidays("ID", years=day.year, language="id").get(day)
    return f"adalah {name}" if name else ""
