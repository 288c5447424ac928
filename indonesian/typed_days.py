"""A day as people type it: "Rabu, 5 Juli 2023", "5 Juli 2023", "5/7/2023", "2023-07-05"."""

import re
from datetime import date

from indonesian.dates import DAYS, MONTHS, hari_tanggal, tanggal

EXAMPLE = "Tulis harinya seperti “Rabu, 5 Juli 2023” atau “5/7/2023”."
WEEKDAYS = {day.casefold(): number for number, day in enumerate(DAYS)} | {
    "jum'at": 4, "jum’at": 4, "jumaat": 4, "ahad": 6,
}  # fmt: skip
SHORT_MONTHS = {month[:3].casefold(): number for number, month in enumerate(MONTHS, 1)} | {
    "agt": 8, "ags": 8, "nop": 11, "pebruari": 2, "nopember": 11, "aug": 8, "oct": 10, "dec": 12,
}  # fmt: skip
NAMED_MONTHS = {month.casefold(): number for number, month in enumerate(MONTHS, 1)} | SHORT_MONTHS
TYPED = re.compile(
    r"(?:(?P<weekday>[a-z'’]+)\s*,?\s+)?(?:tanggal\s+)?"
    r"(?:(?P<year_first>\d{4})-(?P<month_second>\d{1,2})-(?P<day_last>\d{1,2})"
    r"|(?P<day>\d{1,2})(?:\s*[/.-]\s*(?P<number>\d{1,2})\s*[/.-]\s*|\s*-?\s*(?P<month>[a-z]+)\.?"
    r"\s*-?\s*)(?P<year>\d{4}|\d{2}))"
)


class DayError(ValueError):
    """What was typed is no day. The message is meant for the user."""


def read_day(text: str) -> date:
    """The day that somebody typed. Raises DayError with a sentence.

    A weekday that does not belong to the date is refused: one of the two is wrong, and nobody but
    the writer knows which.
    """
    found = TYPED.fullmatch(" ".join(text.split()).casefold().strip(" ."))
    if found is None:
        raise DayError(EXAMPLE)
    day = _day(*_numbers(found))
    if (weekday := found["weekday"]) is None:
        return day
    if weekday not in WEEKDAYS:
        raise DayError(f"“{weekday}” bukan nama hari. {EXAMPLE}")
    if WEEKDAYS[weekday] != day.weekday():
        said = DAYS[WEEKDAYS[weekday]]
        raise DayError(
            f"{tanggal(day)} jatuh pada hari {DAYS[day.weekday()]}, bukan {said}."
            " Perbaiki hari atau tanggalnya."
        )
    return day


def write_day(day: date) -> str:
    """As the box shows a day, and takes it back: "Rabu, 5 Juli 2023"."""
    return hari_tanggal(day)


def _numbers(found):
    if found["year_first"]:
        return found["year_first"], int(found["month_second"]), found["day_last"]
    if found["number"]:
        return found["year"], int(found["number"]), found["day"]
    month = NAMED_MONTHS.get(found["month"])
    if month is None:
        raise DayError(f"“{found['month']}” bukan nama bulan. {EXAMPLE}")
    return found["year"], month, found["day"]


def _day(year, month, day):
    year, day = int(year) + (2000 if len(year) == 2 else 0), int(day)
    if not 1 <= month <= 12:
        raise DayError(f"Bulan {month} tidak ada. {EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError as error:
        named = f"{day} {MONTHS[month - 1]} {year}"
        raise DayError(f"Tanggal {named} tidak ada. Periksa tanggalnya.") from error
