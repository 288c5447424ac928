"""Names that are nearly the same, so that one thing is not entered twice."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil

NEAR = 0.6  # the share of letter triples that two names have in common
ROUNDING = 1e-9  # 0.6 is not quite three fifths
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
    names = [_triples(one.name) for one in programs]
    expansions = [_triples(one.expansion, LONG_ENOUGH) for one in programs]
    for at, other in sorted({*_near(names), *_near(expansions)}):
        first, second = programs[at], programs[other]
        if not _are_parts(first, second):
            yield first, second


def _near(sets: list[frozenset]) -> Iterator[tuple[int, int]]:
    """The places of two sets that have enough in common, the smaller place first.

    Sets that share so much share one at least of their rarest triples, so only those that do are
    compared: of 150 programs a few pairs instead of 11,175.
    """
    often = Counter(chain.from_iterable(sets))
    known = defaultdict(list)  # a triple: the places of sets that have it among their rarest
    for place, one in enumerate(sets):
        rarest = sorted(one, key=lambda triple: (often[triple], triple))
        enough = len(one) - ceil(NEAR * len(one) - ROUNDING) + 1
        candidates = set()
        for triple in rarest[:enough]:
            candidates.update(known[triple])
            known[triple].append(place)
        for other in candidates:
            shared = len(one & sets[other])
            if shared >= NEAR * (len(one) + len(sets[other]) - shared):
                yield other, place


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
