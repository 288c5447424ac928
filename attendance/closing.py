"""Registers close by themselves some days after the session, when nobody closed them."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from attendance.models import Register
from audit.trail import record
from bimtek.models import Session
from indonesian import hari_tanggal, tanggal

DAYS = 3  # so that lists that were kept on paper can still be copied


def closing_day(session: Session) -> date | None:
    """The day at whose end the registers of a session close by themselves.

    Three days after its last day, the last name, and the last reopening. None while nobody is
    written in them: an empty list proves nothing, so it stays open for its people.
    """
    open_ones = session.registers.filter(closed_at=None)
    last = open_ones.aggregate(name=Max("attendees__at"), reopened=Max("reopened_at"))
    if last["name"] is None:
        return None
    moments = [moment.astimezone(session.region.zone).date() for moment in last.values() if moment]
    return max(session.last_day, *moments) + timedelta(days=DAYS)


def close_due_registers(now: datetime | None = None) -> int:
    """Close what is due; for how many sessions. May be run at any time, and twice."""
    now = now or timezone.now()
    over = now.date() - timedelta(days=DAYS - 1)  # somewhere it is tomorrow already
    waiting = (
        Session.objects.filter(registers__closed_at=None, last_day__lt=over)
        .filter(registers__attendees__isnull=False)
        .select_related("masterplan__region")
        .distinct()
    )
    return sum(_close(session, now) for session in waiting.order_by("pk"))


@transaction.atomic
def _close(session, now):
    registers = session.registers.select_for_update(of=("self",)).filter(closed_at=None)
    list(registers)  # whoever writes a name now has done so before this looks for the last one
    day = closing_day(session)
    if day is None or now.astimezone(session.region.zone).date() <= day:
        return False
    closed = registers.update(closed_at=now, closed_by=None)
    record(None, "attendance.closed", session)
    return bool(closed)


def closing_in_words(session: Session, registers: list[Register]) -> str:
    """What the page says of the end of these registers: when it comes, or that it came."""
    alone = [one for one in registers if one.closed_at and not one.closed_by_id]
    if alone and all(one.closed_at for one in registers):
        day = max(one.closed_at for one in alone).astimezone(session.region.zone)
        return f"Daftar ini menutup sendiri pada {tanggal(day)}. Membukanya kembali perlu alasan."
    if day := closing_day(session):
        return f"Daftar ini menutup sendiri pada akhir hari {hari_tanggal(day)}."
    return ""
