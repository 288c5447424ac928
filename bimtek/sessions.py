"""When the bimtek are held: setting a date, and which one comes next."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from bimtek.days import check_days
from bimtek.models import Mode, Session
from indonesian import DAYS, MONTHS, hari_tanggal, jarak_hari, tanggal
from masterplans.models import Masterplan


@transaction.atomic
def plan_session(
    masterplan: Masterplan,
    *,
    stage: int,
    first_day: date,
    last_day: date,
    mode: str = Mode.IN_PLACE,
    place: str = "",
    agenda: str = "",
    by: User,
) -> Session:
    """Set or move the bimtek of a stage. Raises ValidationError for days outside sense."""
    others = masterplan.sessions.select_for_update().exclude(stage=stage)
    check_days(Session(stage=stage, first_day=first_day, last_day=last_day), list(others))
    session, is_new = Session.objects.select_for_update().update_or_create(
        masterplan=masterplan,
        stage=stage,
        defaults={
            "first_day": first_day,
            "last_day": last_day,
            "mode": mode,
            "place": place.strip(),
            "agenda": agenda.strip(),
            "changed_by": by,
        },
    )
    verb = "session.planned" if is_new else "session.moved"
    record(by, verb, session, first_day=str(first_day), last_day=str(last_day))
    return session


@transaction.atomic
def cancel_session(session: Session, *, by: User) -> None:
    """Take a bimtek off the calendar."""
    record(by, "session.cancelled", session, first_day=str(session.first_day))
    session.delete()


def next_of(sessions: list[Session], today: date | None = None) -> Session | None:
    """The meeting that goes on or comes next; None when no date is set."""
    today = today or timezone.localdate()
    coming = [session for session in sessions if session.last_day >= today]
    return min(coming, key=lambda session: (session.first_day, session.stage), default=None)


def when_in_words(session: Session, today: date | None = None) -> str:
    """How far it is: "11 hari lagi", "besok", "sedang berlangsung", "sudah berlangsung"."""
    today = today or timezone.localdate()
    if session.last_day < today:
        return "sudah berlangsung"
    if session.first_day < today:
        return "sedang berlangsung"
    return jarak_hari(session.first_day, today)


def days_in_words(session: Session) -> str:
    """Both days with their names: "Rabu–Kamis, 6–7 September 2023"."""
    first, last = session.first_day, session.last_day
    if first == last:
        return hari_tanggal(first)
    return f"{DAYS[first.weekday()]}–{DAYS[last.weekday()]}, {days_in_short(session)}"


def days_in_short(session: Session) -> str:
    """The days without their names: "6–7 September 2023", "31 Juli–1 Agustus 2023"."""
    first, last = session.first_day, session.last_day
    if first == last:
        return tanggal(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tanggal(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}–{tanggal(last)}"
    return f"{tanggal(first)}–{tanggal(last)}"
