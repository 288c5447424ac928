"""The presses of this process: begun at the first piece, ready for the next, gone with it."""

import atexit
from functools import cache

from limits.child import Limits
from typesetting.presses import Presses

AT_ONCE = 2
# What a piece may cost beyond a press that waits, which has 80 MB: no process has 700.
LIMITS = Limits(memory=560 * 2**20, seconds=30)


@cache
def presses() -> Presses:
    """Two presses, each piece within its limits."""
    made = Presses(AT_ONCE, LIMITS)
    atexit.register(made.end)
    return made
