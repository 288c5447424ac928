"""Two states of one form, joined field by field.

A form carries a fingerprint of each field as the page showed it. So we know which fields she
changed and which somebody else changed in between. Only where both changed the same one is there
something to decide; nothing is overwritten unseen.
"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

ABSENT = object()
Values = dict[str, Any]


@dataclass
class Joined:
    """What is to be stored, and who changed what."""

    values: Values = field(default_factory=dict)
    mine: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    clash: list[str] = field(default_factory=list)


def fingerprint(values: Values) -> str:
    """A short name of each value, as one text; keys are letters, digits and underscores."""
    return ".".join(f"{key}~{_digest(value)}" for key, value in values.items())


def joined(base: str, *, now: Values, wanted: Values, is_own: bool = False) -> Joined:
    """What was `wanted` by a page that began from `base`, with what stands there `now`.

    A key that the page did not know and does not send stays as it is. `is_own`: she wrote what
    stands there herself; what she typed on from it is no clash (an answer that was lost on its
    way to her).
    """
    began = dict(part.split("~", 1) for part in base.split(".") if "~" in part)
    found = Joined()
    for key in dict.fromkeys([*now, *wanted]):
        mine, theirs, before = wanted.get(key, ABSENT), now.get(key, ABSENT), began.get(key)
        if mine is ABSENT and before is None:
            kept = theirs  # somebody added it since
        elif _digest(mine) == _digest(theirs):
            kept = theirs
        elif before == _digest(theirs) or (is_own and _goes_on(theirs, mine)):
            kept = mine
            found.mine.append(key)
        elif before == _digest(mine):
            kept = theirs
            found.theirs.append(key)
        else:
            kept = theirs
            found.clash.append(key)
        if kept is not ABSENT:
            found.values[key] = kept
    return found


def after_clash(base: str, *, now: Values, clash: list[str]) -> str:
    """What a page begins from that has shown both: only what clashed is overwritten knowingly."""
    began = dict(part.split("~", 1) for part in base.split(".") if "~" in part)
    for key in clash:
        began.pop(key, None)
        if key in now:
            began[key] = _digest(now[key])
    return ".".join(f"{key}~{digest}" for key, digest in began.items())


def knows(base: str, key: str) -> bool:
    """Whether a page that began from `base` showed this key."""
    return f".{key}~" in f".{base}"


def _digest(value) -> str | None:
    if value is ABSENT:
        return None
    if value in ("", None, []):
        return "-"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def _goes_on(before, after) -> bool:
    """Whether nothing of the first is missing in the second: she only typed on."""
    before, after = _lines(before), _lines(after)
    if before is None or after is None:
        return False
    letters = iter(after)
    return all(letter in letters for letter in before)


def _lines(value):
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return value if isinstance(value, str) else None
