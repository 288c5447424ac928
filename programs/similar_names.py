"""Names that are nearly the same, so that one thing is not entered twice."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

NEAR = 0.6  # the share of letter triples that two names have in common
LONG_ENOUGH = 12  # shorter expansions say too little
# Words that stand in half of all names, and so tell nothing.
EMPTY_WORDS = re.compile(
    r"\b(program|aplikasi|sistem|informasi|layanan|kabupaten|kota|provinsi|daerah|dan|di|untuk)\b"
)


def alike(programs: Sequence) -> Iterator[tuple]:
    """Pairs of programs (`name`, `expansion`, `suffix`, `agency`) that are hard to tell apart.

    The parts of one program that was split over agencies are no such pair: they differ in the
    agency that each carries in its name.
    """
    known = [(one, _triples(one.name), _triples(one.expansion, LONG_ENOUGH)) for one in programs]
    for (first, name, long), (second, other, other_long) in combinations(known, 2):
        same = _near(name, other) or _near(long, other_long)
        if same and not _are_parts(first, second):
            yield first, second


def _near(a, b):
    if not a or not b or min(len(a), len(b)) < NEAR * max(len(a), len(b)):
        return False
    shared = len(a & b)
    return shared >= NEAR * (len(a) + len(b) - shared)


def _triples(text, shortest=1):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    bare = re.sub(r"[^a-z0-9]", "", EMPTY_WORDS.sub(" ", plain)) or re.sub(r"[^a-z0-9]", "", plain)
    if len(bare) < shortest:
        return frozenset()
    padded = f"^{bare}$"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _are_parts(first, second):
    return first.agency != second.agency and _stem(first) == _stem(second)


def _stem(program):
    return program.name.removesuffix(program.suffix).rstrip(" ,–-")
