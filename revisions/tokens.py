"""What a page began from: a mark of every part that it shows, so that each change can be told.

A part is a box or a small table of a document: `"name"`, `"budget.2024.apbd"`, `"missions"`. Its
value is plain data (text, number, list, None), and its mark is a short hash of it. What is empty
has no mark, whether it is an empty text, an empty list or not there at all. Of a text or a list
that is joined item by item (paragraphs, missions), the mark holds a hash for each item.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Parts = dict[str, Any]
LONGEST = 200_000


def normalized(value: Any) -> Any:
    """A value in the one form in which it is stored, compared and hashed.

    One kind of line end, decimals as text without idle zeros, tuples as lists, nothing as None.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") or None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, Mapping):
        return {str(key): normalized(one) for key, one in value.items()} or None
    if isinstance(value, Sequence):
        return [normalized(one) for one in value] or None
    return value


def digest(value: Any) -> str:
    """Ten letters that stand for a value; the empty text stands for nothing."""
    value = _compared(normalized(value))
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def _compared(value):
    """Without what begins with an underscore: bookkeeping, such as the key of a row in a list."""
    if isinstance(value, dict):
        return {k: _compared(one) for k, one in value.items() if not k.startswith("_")} or None
    if isinstance(value, list):
        return [_compared(one) for one in value]
    return value


def mark_of(items: list | None, value: Any) -> str:
    """The mark of a part: a digest for each of its items, or one of the whole."""
    if items is None:
        return digest(value)
    return ",".join(digest(item) for item in items)


@dataclass(frozen=True)
class Token:
    """The version of a document that a page shows, and the marks of its parts.

    Without marks (None) only the very version that is stored may be changed.
    """

    version: int = 0
    marks: dict[str, str] | None = None

    @classmethod
    def read(cls, text: str | None) -> "Token":
        """The token that a form sent back; one that cannot be read fits no version."""
        head, *pairs = (text or "")[:LONGEST].split() or [""]
        if not head.isascii() or not head.isdecimal() or len(head) > 9:
            return cls(-1)
        if not pairs:
            return cls(int(head))
        found = (pair.rpartition("~") for pair in pairs)
        return cls(int(head), {part: mark for part, _, mark in found if part})

    def __str__(self) -> str:
        if self.marks is None:
            return str(self.version)
        # A page that showed nothing says so: its token has marks, but of no part.
        return " ".join([str(self.version), *(f"{p}~{m}" for p, m in self.marks.items()), "~"])

    def mark(self, part: str) -> str:
        """The mark of a part that the page showed; "" for one that was empty or not shown."""
        return (self.marks or {}).get(part, "")

    def showing(self, version: int, marks: Mapping[str, str]) -> "Token":
        """The token of the page after it was told these marks; it shows all else as before."""
        after = dict(self.marks or {}) | dict(marks)
        return Token(version, {part: mark for part, mark in after.items() if mark})
