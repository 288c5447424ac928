"""How long making a PDF may take, so that one full of hostile text holds nobody up."""

import signal
import threading
import time
from contextlib import contextmanager

BOOK, PIECE, BLOCK = 180.0, 60.0, 5.0  # seconds; a whole book of 160 pages takes about fifteen


class TooLongError(Exception):
    """Typesetting was broken off."""


class TimeLimits:
    """The seconds that are left for a book. Only a main thread, as in a worker, is broken off."""

    def __init__(self, seconds: float = BOOK) -> None:
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
