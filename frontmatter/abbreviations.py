"""The abbreviations that occur in a book, with what they mean.

Three sources, the nearest first: those that the text itself introduces, "Mal Pelayanan Publik
(MPP)"; the short names of the region's own Perangkat Daerah; and a list of those that Indonesian
planning documents use (data/abbreviations.json). What nobody explains is not listed.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from html import unescape
from pathlib import Path

KNOWN = Path(__file__).resolve().parent / "data" / "abbreviations.json"
TAG = re.compile(r"<[^>]*>")
# "SPBE", "P3K", "UMKM", "KemenPAN", "DPMPTSP": at least two capitals, no blank.
SHORT = re.compile(r"(?<![\w./@-])[A-Z](?=[\w/-]*[A-Z])[A-Za-z0-9]{1,14}(?![\w@])")
INTRODUCED = re.compile(r"\(([A-Z](?=[\w-]*[A-Z])[A-Za-z0-9]{1,14})\)")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
SMALL = {"dan", "di", "ke", "dari", "untuk", "atau", "yang", "pada", "the", "of", "and", "for"}
ROMAN = re.compile(r"[IVXLCDM]+")


def texts_of(value) -> Iterable[str]:
    """Every text in plain values, however deep: strings, lists, dataclasses."""
    if isinstance(value, str):
        yield unescape(TAG.sub(" ", value)) if "<" in value or "&" in value else value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts_of(one)


def abbreviations_in(
    texts: Iterable[str], own: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Those of these texts that are explained, in the order of the alphabet: (short, long).

    `own` are those of the region, which stand before the list that everybody shares.
    """
    found: set[str] = set()
    introduced: dict[str, str] = {}
    for text in texts:
        found.update(SHORT.findall(text))
        for match in INTRODUCED.finditer(text):
            short = match[1]
            if short not in introduced and (long := long_form(text[: match.start()], short)):
                introduced[short] = long
    explained = known() | (own or {}) | introduced
    listed = {short for short in found & explained.keys() if not ROMAN.fullmatch(short)}
    return tuple((short, explained[short]) for short in sorted(listed, key=str.casefold))


def long_form(before: str, short: str) -> str:
    """The words at the end of `before` whose first letters are `short`; "" when they are not.

    Small words between them may be left out of the short form: "Organisasi dan Tata Laksana (OTL)".
    """
    words = list(WORD.finditer(before[-300:]))
    letters = [letter for letter in short.upper() if letter.isalpha()]
    start = None
    for word in reversed(words):
        if not letters:
            break
        initial = word[0][0].upper()
        if initial == letters[-1]:
            letters.pop()
            start = word.start()
        elif word[0].lower() not in SMALL:
            return ""
    if letters or start is None:
        return ""
    long = " ".join(before[-300:][start:].split())
    # A sentence that ends in between is no name; neither is what only begins with these letters.
    return "" if re.search(r"[.;:!?]", long) or long.upper() == short else long


@cache
def known() -> dict[str, str]:
    """Those that Indonesian planning documents use."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))


def short_names_in(value) -> dict[str, str]:
    """The short names of Perangkat Daerah anywhere in a snapshot, with their full ones."""
    found: dict[str, str] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            short, name = one.get("short_name"), one.get("name")
            if short and name and short != name:
                found[short] = name
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found
