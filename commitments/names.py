"""Whether a typed name is the name that was asked for."""

import re
import unicodedata

from indonesian import TITLES

APOSTROPHES = str.maketrans(dict.fromkeys("’‘`\u00b4\u02bc", "'"))  # phones type curly ones


def bare_name(name: str) -> str:
    """The name without degrees: "Drs. H. Suryanto, M.Si." -> "Suryanto"."""
    words = name.partition(",")[0].replace(".", ". ").split()
    while len(words) > 1 and words[0].endswith(".") and words[0][:-1].lower() in TITLES:
        words.pop(0)
    # "M. Nur" keeps its full stop, an abbreviation in the name is no degree
    return " ".join(words)


def is_same_name(typed: str, name: str) -> bool:
    """Equal but for degrees, capitals, spaces, full stops and the kind of apostrophe."""
    return bool(typed.strip()) and _plain(typed) == _plain(name)


def _plain(name):
    text = unicodedata.normalize("NFKC", bare_name(name)).translate(APOSTROPHES)
    return re.sub(r"[\s.]+", " ", text).strip().casefold()
