"""Letters with a secret in them: written by the worker at the moment of sending, kept nowhere.

The room that owns the secret registers who writes its letters, because it stands above this one
(`regions/apps.py`). The row in the table holds recipient, subject and state only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from letters.models import Letter

Writer = Callable[[Letter], "ComposedLetter"]
_writers: dict[str, Writer] = {}


class NotNeededError(Exception):
    """The letter has become pointless, and is not sent. The message is meant for the user."""


@dataclass(frozen=True)
class ComposedLetter:
    """What stands in a letter."""

    subject: str
    text: str
    html: str = ""


def register_writer(kind: str, write: Writer) -> None:
    """Let `write(letter)` make the text of each letter of this kind at each attempt to send it.

    It commits what it must keep (the hash of a link) before the letter leaves, and raises
    NotNeededError when there is nothing to send any more.
    """
    _writers[kind] = write


def is_secret(kind: str) -> bool:
    """Whether letters of this kind are written only when they are sent."""
    return kind in _writers


def compose(letter: Letter) -> ComposedLetter:
    """The letter as it goes out now: from its row, or drawn anew when it holds a secret."""
    if is_secret(letter.kind):
        return _writers[letter.kind](letter)
    return ComposedLetter(letter.subject, letter.text, letter.html)
