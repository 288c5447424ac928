"""Who came: counted once a day, on that day alone, struck and closed with a reason."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from attendance.attending import (
    AttendanceError,
    add_by_hand,
    attend,
    close_registers,
    headcount,
    registers_of,
    reopen_registers,
    strike,
)
from attendance.models import Attendee, Register
from bimtek.sessions import cancel_session, plan_session

SITI = {"name": "Dra. Siti Aminah, M.Si.", "institution": "Dinas Kesehatan", "position": "Kabid"}


@pytest.mark.django_db
def test_a_double_tap_and_the_same_person_count_once_a_day(session, morning):
    first, second = registers_of(session)
    key = str(uuid.uuid4())

    assert attend(first, **SITI, form_key=key, now=morning).is_new
    assert not attend(first, **SITI, form_key=key, now=morning).is_new  # a double tap
    typed = SITI | {"name": "dra siti aminah,  m.si"}
    assert not attend(first, **typed, form_key=str(uuid.uuid4()), now=morning).is_new
    assert attend(first, **SITI | {"institution": "RSUD"}, now=morning).is_new  # another Siti
    assert attend(second, **SITI, now=morning + timedelta(days=1)).is_new

    assert [register.attendees.count() for register in (first, second)] == [2, 1]
    assert headcount(session) == 2


@pytest.mark.django_db
def test_a_thousand_names_in_a_minute_are_a_machine_and_a_minute_later_people_come(
    session, morning
):
    register = registers_of(session)[0]
    Attendee.objects.bulk_create(
        Attendee(
            register=register, name=f"Nama {n}", institution="X", key=str(n), way="tamu", at=morning
        )
        for n in range(1000)
    )
    key = str(uuid.uuid4())

    with pytest.raises(AttendanceError, match="Terlalu banyak isian sekaligus"):
        attend(register, **SITI, form_key=key, now=morning + timedelta(seconds=59))
    later = morning + timedelta(seconds=61)
    assert attend(register, **SITI, form_key=key, now=later).is_new


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "hour", "told"),
    [
        ("Asia/Jayapura", "2023-07-04T14:59:59Z", "baru dibuka pada Rabu, 5 Juli 2023"),
        ("Asia/Jayapura", "2023-07-04T15:00:00Z", ""),
        ("Asia/Jayapura", "2023-07-05T14:59:59Z", ""),
        ("Asia/Jayapura", "2023-07-05T15:00:00Z", "berlaku pada Rabu, 5 Juli 2023 saja"),
        ("Asia/Makassar", "2023-07-05T15:59:59Z", ""),
        ("Asia/Jakarta", "2023-07-05T17:00:00Z", "berlaku pada Rabu, 5 Juli 2023 saja"),
    ],
)
def test_a_code_is_good_until_midnight_on_the_clock_of_the_region(zone, hour, told, session):
    session.region.time_zone = zone
    session.region.save()
    register = registers_of(session)[0]
    now = datetime.fromisoformat(hour)

    if told:
        with pytest.raises(AttendanceError, match=told):
            attend(register, **SITI, now=now)
    else:
        assert attend(register, **SITI, now=now).is_new


@pytest.mark.django_db
def test_a_session_that_moved_takes_its_old_code_along(
    session, first_day, morning, lead, masterplan
):
    later = date(2023, 7, 12)
    plan_session(masterplan, stage=1, first_day=later, last_day=later, by=lead)
    first_day.session.refresh_from_db()

    with pytest.raises(AttendanceError, match="sudah dipindah"):
        attend(first_day, **SITI, now=morning)


@pytest.mark.django_db
def test_a_struck_name_stays_with_its_reason_and_is_not_counted(session, first_day, morning, lead):
    siti = attend(first_day, **SITI, now=morning).attendee
    with pytest.raises(AttendanceError, match="mengapa"):
        strike(siti, reason=" ", by=lead)

    strike(siti, reason="Salah kamar", by=lead)

    kept = first_day.attendees.get()
    assert (kept.strike_reason, kept.struck_by, headcount(session)) == ("Salah kamar", lead, 0)
    with pytest.raises(IntegrityError, match="hanya dicoret"), transaction.atomic():
        connection.cursor().execute("DELETE FROM attendance_attendee")
    with pytest.raises(IntegrityError, match="hanya dicoret"), transaction.atomic():
        Attendee.objects.update(name="Lain")


@pytest.mark.django_db
def test_a_closed_register_stays_as_it_is_until_somebody_says_why(
    session, first_day, morning, lead
):
    siti = attend(first_day, **SITI, now=morning).attendee
    close_registers(session, by=lead)
    first_day.refresh_from_db()

    for deed in (
        lambda: attend(first_day, **SITI | {"name": "Budi"}, now=morning),
        lambda: add_by_hand(first_day, people=[SITI | {"name": "Budi"}], by=lead),
        lambda: strike(siti, reason="x", by=lead),
    ):
        with pytest.raises(AttendanceError, match="sudah ditutup"):
            deed()
    with pytest.raises(IntegrityError, match="mengapa"), transaction.atomic():
        Register.objects.update(closed_at=None)
    with pytest.raises(AttendanceError, match="mengapa"):
        reopen_registers(session, reason="", by=lead)

    reopen_registers(session, reason="Satu daftar tertinggal", by=lead)
    assert add_by_hand(first_day, people=[SITI | {"name": "Budi"}, SITI], by=lead) == 1


@pytest.mark.django_db
def test_a_session_that_people_attended_is_not_taken_off(session, first_day, morning, lead):
    attend(first_day, **SITI, now=morning)

    with pytest.raises(ValidationError, match="Sudah ada yang tercatat hadir pada Bimtek I"):
        cancel_session(session, by=lead)


@pytest.mark.django_db(transaction=True)
def test_many_telephones_at_once_lose_nobody_and_count_nobody_twice(session, morning):
    """Twelve connections, sixty people, each of whom taps twice, and two who share a form."""
    register = registers_of(session)[0]
    people = [SITI | {"name": f"Peserta {number}"} for number in range(60)]
    keys = [str(uuid.uuid4()) for _ in people]

    def come(number):
        try:
            return attend(register, **people[number], form_key=keys[number], now=morning)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(come, [number for number in range(60) for _ in range(2)]))

    assert sum(one.is_new for one in found) == 60
    assert len({one.attendee.pk for one in found}) == register.attendees.count() == 60


@pytest.mark.django_db(transaction=True)
def test_who_closes_waits_for_those_who_are_writing(session, morning, lead):
    """Nobody is written into a register after it was closed, and no count changes behind it."""
    register = registers_of(session)[0]

    def come(number):
        try:
            return attend(register, **SITI | {"name": f"Peserta {number}"}, now=morning)
        except AttendanceError:
            return None
        finally:
            connection.close()

    def close():
        try:
            close_registers(session, by=lead)
            return register.attendees.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        tapped = [pool.submit(come, number) for number in range(20)]
        counted = pool.submit(close)
        tapped += [pool.submit(come, number) for number in range(20, 40)]
        came = [one.result() for one in tapped]

    assert register.attendees.count() == counted.result() == sum(one is not None for one in came)
