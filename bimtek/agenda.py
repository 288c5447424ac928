"""The agenda of a session, as it is typed and as it is printed.

One item a line, its time first: "08.30–09.00 Pembukaan oleh Bupati". A line without a time before
items ("Hari pertama") is a heading.
"""

import re
from dataclasses import dataclass

TIME = r"(\d{1,2})[.:](\d{2})"
ITEM = re.compile(
    rf"(?:pukul\s+)?{TIME}(?:\s*(?:-|–|—|s\.?\s?d\.?|sampai|hingga)\s*{TIME})?"
    r"(?:\s*(?:WIB|WITA|WIT)\b)?(\s*[-–—.:|;,]*\s+|$)(.*)",
    re.IGNORECASE,
)


class AgendaError(ValueError):
    """A line cannot be read. The message is meant for the user."""


@dataclass(frozen=True)
class AgendaItem:
    """One line: a heading has no time."""

    what: str
    begins: str = ""  # "08.30"
    ends: str = ""

    @property
    def time(self) -> str:
        return f"{self.begins}–{self.ends}" if self.ends else self.begins


def read_agenda(text: str) -> list[AgendaItem]:
    """The lines of an agenda. Raises AgendaError for a time that no clock shows."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [_item(number, line) for number, line in enumerate(lines, 1) if line]


def shown_agenda(text: str) -> list[AgendaItem]:
    """The same for a page: what was written before times were read stays as it is."""
    try:
        return read_agenda(text)
    except AgendaError:
        return [AgendaItem(line.strip()) for line in text.splitlines() if line.strip()]


def _item(number, line):
    found = ITEM.match(line)
    if found is None:
        return AgendaItem(line)
    hour, minute, last_hour, last_minute, _, what = found.groups()
    begins = _clock(number, hour, minute)
    ends = _clock(number, last_hour, last_minute) if last_hour else ""
    if ends and ends <= begins:
        raise AgendaError(
            f"Baris {number}: acara ini selesai pukul {ends}, sebelum mulai pukul {begins}."
        )
    if not what:
        raise AgendaError(f"Baris {number}: tulis acaranya di belakang jam.")
    return AgendaItem(what, begins, ends)


def _clock(number, hour, minute):
    if int(hour) > 23 or int(minute) > 59:
        raise AgendaError(f"Baris {number}: tidak ada pukul {hour}.{minute}.")
    return f"{int(hour):02}.{minute}"
