"""What exactly is frozen: one text for one content, and its hash."""

import hashlib
import json
from typing import Any

from editions.models import Edition


def canonical(content: dict[str, Any]) -> tuple[str, str]:
    """The canonical JSON text of a content, and the SHA-256 of its UTF-8 bytes.

    Keys are sorted and nothing is escaped or spaced, so that two people who freeze the same
    content get the same hash, on any machine.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text, hashlib.sha256(text.encode()).hexdigest()


def verify(edition: Edition) -> list[str]:
    """What is wrong with an edition as it is kept now, as sentences; nothing when it is whole."""
    wrong = []
    if hashlib.sha256(edition.content.encode()).hexdigest() != edition.sha256:
        wrong.append("Isi edisi tidak cocok dengan nilai hash-nya.")
    for book in edition.books.all():
        if hashlib.sha256(bytes(book.pdf)).hexdigest() != book.sha256:
            wrong.append(f"Berkas {book.title} tidak cocok dengan nilai hash-nya.")
    return wrong
