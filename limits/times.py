"""How long the parts of a work may take, so that one hostile part does not cost the whole."""

import signal
import threading
import time
from contextlib import contextmanager

from limits.child import TooLongError


class TimeLimits:
    """The seconds that are left for a work. Only a main thread is broken off."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    @contextmanager
    def at_most(self, seconds: float):
        """Break off what takes longer, with TooLongError."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        seconds = min(seconds, self.end - time.monotonic())
        if seconds <= 0:
            raise TooLongError
        before = signal.signal(signal.SIGALRM, _break_off)
        signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # again, if somebody caught it
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def check(self) -> None:
        """TooLongError when nothing is left."""
        if time.monotonic() >= self.end:
            raise TooLongError


def _break_off(_number, _frame):
    raise TooLongError
