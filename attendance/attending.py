"""Coming to a session: by telephone, by account, or by a list that the secretariat types."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from attendance.models import CLOSED, Attendee, Register, Way
from audit.trail import record
from bimtek.models import Session
from indonesian import hari_tanggal
from seals.codes import generate_code

MOST = 3000  # names in one register: ten times the largest bimtek that was reported
MOST_A_MINUTE = 1000  # twice a full hall that scans at once; more is a machine
UNKNOWN = "Kode ini tidak dikenal. Pindai lagi kode QR di dinding, atau minta kodenya."
FULL = "Daftar hadir ini penuh. Sampaikan kepada sekretariat."
TOO_FAST = "Terlalu banyak isian sekaligus. Tunggu satu menit, lalu tekan sekali lagi."
NAMELESS = "Tulis nama lengkap Anda."


class AttendanceError(Exception):
    """Nothing was recorded. The message is meant for the user."""


@dataclass(frozen=True)
class Attended:
    """Whose attendance is recorded, and whether it was just now."""

    attendee: Attendee
    is_new: bool


def registers_of(session: Session) -> list[Register]:
    """A register for each day of a session, made when it is first asked for."""
    known = set(session.registers.values_list("day", flat=True))
    if missing := [day for day in session.days if day not in known]:
        new = [Register(session=session, day=day, code=generate_code()) for day in missing]
        Register.objects.bulk_create(new, ignore_conflicts=True)
    return list(session.registers.filter(day__in=session.days))


def kept_registers(session: Session) -> list[Register]:
    """Those that there are, with their people to be read; of days that were moved the used ones."""
    found = session.registers.prefetch_related("attendees")
    return [one for one in found if one.day in session.days or one.attendees.all()]


def find_register(code: str) -> Register:
    """The register behind a code. Raises AttendanceError."""
    found = Register.objects.select_related("session__masterplan__region__parent")
    register = found.filter(code=code).first()
    if register is None:
        raise AttendanceError(UNKNOWN)
    return register


def check_open(register: Register, now: datetime | None = None) -> None:
    """Raises AttendanceError unless people may write themselves down now.

    A code is good on its own day, on the clock of the region, until the register is closed.
    """
    today = (now or timezone.now()).astimezone(register.zone).date()
    if register.day not in register.session.days:
        raise AttendanceError("Jadwal bimtek ini sudah dipindah, jadi kode ini tidak berlaku lagi.")
    if today < register.day:
        raise AttendanceError(f"Daftar hadir ini baru dibuka pada {hari_tanggal(register.day)}.")
    if today > register.day:
        raise AttendanceError(
            f"Kode ini berlaku pada {hari_tanggal(register.day)} saja. Pindai kode hari ini, atau"
            " minta sekretariat mencatat Anda."
        )
    if register.closed_at:
        raise AttendanceError(CLOSED)


def attend(
    register: Register,
    *,
    name: str,
    institution: str,
    position: str = "",
    form_key: str = "",
    person: User | None = None,
    now: datetime | None = None,
) -> Attended:
    """Somebody writes herself down. Hundreds may at once; each of them stands there once.

    The same form, the same account, or the same name from the same office on one day is the same
    person. Raises AttendanceError with a sentence.
    """
    check_open(register, now)
    return _write(
        register, name=name, institution=institution, position=position, form_key=form_key,
        person=person, way=Way.ACCOUNT if person else Way.GUEST, at=now or timezone.now(),
    )  # fmt: skip


@transaction.atomic
def add_by_hand(register: Register, *, people: list[dict], by: User) -> int:
    """The secretariat adds people (`name`, `institution`, `position`); how many are new.

    Also after the day, until the register is closed. Raises AttendanceError, then none is added.
    """
    added = [
        _write(register, **person, way=Way.SECRETARIAT, recorded_by=by).is_new for person in people
    ]
    if count := sum(added):
        record(by, "attendance.added", register.session, count=count, day=str(register.day))
    return count


@transaction.atomic
def strike(attendee: Attendee, *, reason: str, by: User) -> Attendee:
    """Take somebody out of the count; the name stays to be read, with the reason.

    Raises AttendanceError without a reason, or when the register is closed.
    """
    if not (reason := reason.strip()):
        raise AttendanceError("Tulis mengapa nama ini dicoret.")
    Register.objects.select_for_update(of=("self",)).get(pk=attendee.register_id)
    attendee = Attendee.objects.select_for_update(of=("self",)).get(pk=attendee.pk)
    if attendee.struck_at:
        return attendee
    attendee.struck_at, attendee.struck_by = timezone.now(), by
    attendee.strike_reason = reason
    with _closed_as_sentence(), transaction.atomic():
        attendee.save(update_fields=["struck_at", "struck_by", "strike_reason"])
    record(by, "attendance.struck", attendee.register.session, reason=reason)
    return attendee


@transaction.atomic
def close_registers(session: Session, *, by: User) -> None:
    """Nobody comes any more: from now on nothing in the registers changes."""
    registers = session.registers.select_for_update(of=("self",)).filter(closed_at=None)
    if registers.update(closed_at=timezone.now(), closed_by=by):
        record(by, "attendance.closed", session)


@transaction.atomic
def reopen_registers(session: Session, *, reason: str, by: User) -> None:
    """Let the registers be changed again. Raises AttendanceError without a reason."""
    if not (reason := reason.strip()):
        raise AttendanceError("Tulis mengapa daftar hadir dibuka kembali.")
    registers = session.registers.select_for_update(of=("self",)).exclude(closed_at=None)
    reopened = {"reopened_at": timezone.now(), "reopen_reason": reason}
    if registers.update(closed_at=None, closed_by=None, **reopened):
        record(by, "attendance.reopened", session, reason=reason)


def headcount(session: Session) -> int:
    """How many different people came, whatever the number of days."""
    came = Attendee.objects.counted().filter(register__session=session)
    return came.values("key").distinct().count()


def _write(register, *, name, institution, position="", form_key="", **said):
    name, institution, position = (" ".join(one.split()) for one in (name, institution, position))
    if sum(letter.isalpha() for letter in name) < 2:
        raise AttendanceError(NAMELESS)
    if not institution:
        raise AttendanceError("Tulis instansi Anda.")
    attendee = Attendee(
        register=register, name=name, institution=institution, position=position,
        key=_key(name, institution, position), form_key=form_key, **said,
    )  # fmt: skip
    _refuse_a_flood(attendee)
    with _closed_as_sentence(), transaction.atomic():
        Attendee.objects.bulk_create([attendee], ignore_conflicts=True)
    same = Q(form_key=form_key) if form_key else Q(pk=None)
    same |= Q(key=attendee.key, struck_at=None)
    if attendee.person:
        same |= Q(person=attendee.person, struck_at=None)
    found = (
        Attendee.objects.filter(register=register)
        .filter(Q(pk=attendee.pk) | same)
        .order_by("at")
        .first()
    )
    return Attended(found, found.pk == attendee.pk)


def _refuse_a_flood(attendee):
    """The rows are counted, not the tries from an address: behind one stands the whole hall, and
    its people would wait for each other at the counter."""
    lately = Q(at__gte=attendee.at - timedelta(minutes=1))
    written = attendee.register.attendees.aggregate(
        all=Count("pk"), lately=Count("pk", filter=lately)
    )
    if written["all"] >= MOST:
        raise AttendanceError(FULL)
    if attendee.form_key and written["lately"] >= MOST_A_MINUTE:
        raise AttendanceError(TOO_FAST)


def _key(name, institution, position):
    """The same for the same person however she types: case, full stops and blanks do not count."""
    return "|".join(
        re.sub(r"[\W_]+", "", text).casefold() for text in (name, institution, position)
    )


class _closed_as_sentence:  # noqa: N801 - reads as a sentence behind `with`
    """The refusal of the database, when somebody closed the register at this very moment."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, IntegrityError) and CLOSED in str(error):
            raise AttendanceError(CLOSED) from error
        return False
