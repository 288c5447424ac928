"""What a column is called by people."""

from dataclasses import dataclass
from typing import Protocol

from indonesian import loose


class Named(Protocol):
    """A column that knows itself by a heading."""

    name: str
    carries: bool  # an empty cell says what the one above it says

    def is_called(self, text: str) -> bool: ...


@dataclass(frozen=True)
class Heading:
    """A column of a list: its name, and the words that people write over it."""

    name: str
    words: tuple[str, ...]
    carries: bool = False

    def is_called(self, text: str) -> bool:
        return bool(loose(text)) and loose(text) in {loose(word) for word in self.words}
