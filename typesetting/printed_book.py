"""A finished book, and how far one is: what those know of it who ask for it, without WeasyPrint."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

# Called with (done, total, what is being typeset) before each piece and once at the end.
Progress = Callable[[int, int, str], None]


class Told:
    """Tells a progress, and again what was told last: that it still goes on."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._last = progress, (0, 0, "")

    def __call__(self, *step) -> None:
        self._last = step
        self.again()

    def again(self) -> None:
        """A sign of life."""
        if self._progress and self._last[1]:
            self._progress(*self._last)


@dataclass(frozen=True)
class PrintedBook:
    """The finished file, and what could not be printed as it was entered."""

    title: str
    pdf: bytes
    pages: int
    remarks: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()
