"""A finished book, and how far one is: what those know of it who ask for it, without WeasyPrint."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

# Called with (done, total, what is being typeset) before each piece and once at the end.
Progress = Callable[[int, int, str], None]


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
