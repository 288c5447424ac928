from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from attendance.attending import registers_of
from bimtek.sessions import plan_session

FIRST, LAST = date(2023, 7, 5), date(2023, 7, 6)  # Garut, bimtek I (domain §3.1)


@pytest.fixture
def session(masterplan, lead):
    details = {"place": "Hotel Harmoni", "opener": "Sekda", "expected": 80, "mode": "luring"}
    return plan_session(masterplan, stage=1, first_day=FIRST, last_day=LAST, **details, by=lead)


@pytest.fixture
def first_day(session):
    """The register of the first day, and ten in the morning there."""
    return registers_of(session)[0]


@pytest.fixture
def morning():
    return datetime(2023, 7, 5, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
