"""How a file says what stands in a cell, and the fingerprints of cells that a row carries."""

import base64
import hashlib
import re

# XML knows no way to say these; Excel writes them as _xHHHH_ (ECMA-376, part 1, 22.9.2.19).
UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
SPOKEN = re.compile("_x([0-9A-Fa-f]{4})_")
# What Excel, LibreOffice or a CSV made of the sheet would run (OWASP, "CSV injection").
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_cell(text: str) -> str:
    """A text as XML can say it; `from_cell` gives it back."""
    return UNSPEAKABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_cell(text: str) -> str:
    """What a text of a file means."""
    return SPOKEN.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def would_run(text: str) -> bool:
    """Whether a program that reads sheets may take this text for a formula."""
    return text.startswith(RUNS)


def digest(value: str) -> str:
    """Four letters that stand for a plain text: so we know which cells of a row somebody changed.

    Nothing stands for nothing.
    """
    if not value:
        return ""
    found = hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=3).digest()
    return base64.urlsafe_b64encode(found).decode()
