"""What became of the items of one list in another, in bounded time: words, paragraphs, blocks.

`difflib` takes minutes for two texts of short words that recur. The longest common subsequence
of RapidFuzz costs the product of both lengths in bits, and never more.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

# The product of two lengths. A pair that is longer differs as a whole: 8,000 words in each of two
# paragraphs take a tenth of a second, and 8 MB.
MOST_COMPARED = 64_000_000


class TextChange(NamedTuple):
    """`before[start:end]` became `after[other_start:other_end]`; with `is_same` nothing did."""

    is_same: bool
    start: int
    end: int
    other_start: int
    other_end: int


def changes(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[TextChange]:
    """What stayed and what changed, in order, until both lists are used up."""
    found, at, other = [], 0, 0
    for start, other_start, size in [*_matches(before, after), (len(before), len(after), 0)]:
        if at < start or other < other_start:
            found.append(TextChange(False, at, start, other, other_start))
        at, other = start + size, other_start + size
        if size:
            found.append(TextChange(True, start, at, other_start, other))
    return found


def likeness(before: Sequence[Hashable], after: Sequence[Hashable]) -> float:
    """How much two lists share, from 0 to 1; 0 for those that are too long to be compared."""
    if len(before) * len(after) > MOST_COMPARED:
        return 0.0
    return Indel.normalized_similarity(before, after)


def _matches(before, after):
    """The runs that stand in both: (start, start in the other, length)."""
    head, shorter = 0, min(len(before), len(after))
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    end, other_end = len(before) - tail, len(after) - tail
    yield 0, 0, head
    if 0 < (end - head) * (other_end - head) <= MOST_COMPARED:
        middle = Indel.opcodes(before[head:end], after[head:other_end]).as_matching_blocks()
        yield from ((head + one.a, head + one.b, one.size) for one in middle if one.size)
    yield end, other_end, tail
