"""Whether a typed name is the name that was asked for."""

import re
import unicodedata

from indonesian import bare_name

APOSTROPHES = str.maketrans(dict.fromkeys("’‘`\u00b4\u02bc", "'"))  # phones type curly ones


def is_same_name(typed: str, name: str) -> bool:
    """Equal but for degrees, capitals, spaces, full stops and the kind of apostrophe."""
    return bool(typed.strip()) and _plain(typed) == _plain(name)


def _plain(name):
    text = unicodedata.normalize("NFKC", bare_name(name)).translate(APOSTROPHES)
    return re.sub(r"[\s.]+", " ", text).strip().casefold()
