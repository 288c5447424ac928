"""What a plan says of its bimtek: when, where, opened by whom, and who came.

A daftar hadir belongs to the book once it is closed: while people are still being written down, a
book that is frozen at that very hour would never come to an end (decision 0078).
"""

from attendance.models import Attendee, Register
from bimtek.models import MODES_IN_WORDS, Meeting, Mode, Session
from editions.parts import SnapshotPart
from editions.rows import as_text, rows_of
from indonesian import ZONES

DETAILS = ("place", "opener", "expected")
WRITTEN = ("name", "institution", "position")


def _rows():
    came = Attendee.objects.counted().order_by("at", "pk")
    lists = rows_of(
        Register.objects.exclude(closed_at=None).order_by("day"),
        link="session",
        day=as_text("day"),
        people=rows_of(came, *WRITTEN, "key", link="register"),
    )
    return rows_of(
        Session.objects.order_by("stage"),
        *("stage", "mode", *DETAILS),
        link="masterplan",
        lists=lists,
        zone="masterplan__region__time_zone",
        **{name: as_text(name) for name in ("first_day", "last_day", "starts_at", "ends_at")},
    )


def _shaped(rows: list[dict]) -> list[dict]:
    return [_meeting(row) for row in rows]


def _meeting(row):
    return {
        "name": Meeting(row["stage"]).label,
        "first_day": row["first_day"],
        "last_day": row["last_day"],
        "hours": _hours(row),
        "mode": MODES_IN_WORDS[Mode(row["mode"])],
        **{name: row[name] for name in DETAILS},
        "people": _people(row["lists"]),
    }


def _people(lists):
    """Everybody once, as she wrote herself first, with the days on which she came."""
    found: dict[str, dict] = {}
    for one in lists:
        for who in one["people"]:
            person = {name: who[name] for name in WRITTEN} | {"days": []}
            found.setdefault(who["key"], person)["days"].append(one["day"])
    return list(found.values())


def _hours(row):
    """ "08.30–16.00 WIB", on the clock of the region."""
    first, last = (row[name][:5].replace(":", ".") for name in ("starts_at", "ends_at"))
    return f"{first}–{last} {ZONES.get(row['zone'], '')}".strip()


MEETINGS = SnapshotPart("meetings", _rows, _shaped)
