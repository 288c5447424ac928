"""A session in words: its days, its hours, how far it is."""

from datetime import date

from django.utils import timezone

from bimtek.models import Session
from indonesian import ZONES, angka, jarak_hari, rentang_hari, rentang_tanggal


def hours_in_words(session: Session) -> str:
    """ "pukul 08.30–16.00 WIB", on the clock of the region."""
    zone = ZONES.get(session.region.time_zone, "")
    return f"pukul {session.starts_at:%H.%M}–{session.ends_at:%H.%M} {zone}".strip()


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
    return rentang_hari(session.first_day, session.last_day)


def days_in_short(session: Session) -> str:
    """The days without their names: "6–7 September 2023", "31 Juli–1 Agustus 2023"."""
    return rentang_tanggal(session.first_day, session.last_day)


def moved_in_words(session: Session) -> str:
    """ "mundur 7 hari", "maju 2 hari": against the day that was planned first; else nothing."""
    moved = session.days_moved
    if not moved:
        return ""
    return f"{'mundur' if moved > 0 else 'maju'} {angka(abs(moved))} hari"
