"""A clock that a test sets: the code lives on the days that the test names."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from reminders.sending import send_reminders

WIB = ZoneInfo("Asia/Jakarta")
MORNING = 7


class Clock:
    """`timezone.now` for verbs, pages and `auto_now_add`; on a day that was set it goes on running.

    Every morning that passes the reminders of that day are sent, as the worker does it.
    """

    def __init__(self, first: date):
        self._set(first, MORNING)

    def now(self) -> datetime:
        return self._set_to + timedelta(seconds=time.monotonic() - self._since)

    @property
    def today(self) -> date:
        return timezone.localdate(timezone=WIB)

    def skip_to(self, day: date, hour: int = 9) -> None:
        """To a day on which nobody waited for a reminder in between."""
        assert day >= self.today
        self._set(day, hour)

    def go_to(self, day: date, hour: int = 9) -> None:
        """To a day through all mornings before it, and its own."""
        while self.today < day:
            self._set(self.today + timedelta(days=1), MORNING)
            send_reminders()
        self._set(day, hour)

    def _set(self, day, hour):
        self._set_to = datetime(day.year, day.month, day.day, hour, tzinfo=WIB)
        self._since = time.monotonic()
