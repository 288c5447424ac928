"""Work that needs a thread without an event loop: pyHanko starts one of its own, two do not go."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_own_thread(work: Callable[[], Result]) -> Result:
    """Do the work where no event loop runs; what it gives or raises comes back."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()
