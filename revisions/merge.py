"""Two states of one document become one: what only one of two writers changed is taken.

Between two people a part that both changed is never joined unseen: it clashes, and they choose.
Between two windows of one person it is joined item by item (a paragraph, a mission), unless both
changed the same item.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from revisions.changes import changes
from revisions.tokens import Parts, Token, mark_of, normalized

# The items of a part that is joined item by item, and the value that they make up again.
Split = Callable[[str, Any], list | None]
Join = Callable[[str, list], Any]


@dataclass
class Merged:
    """What is to be stored (`values`: only parts that change), and who changed what."""

    values: Parts = field(default_factory=dict)
    mine: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)


def merge(
    wanted: Parts,
    now: Parts,
    token: Token,
    *,
    version: int,
    split: Split,
    join: Join,
    is_own: Callable[[str], bool],
) -> Merged:
    """Join what a page wants, which began from `token`, with what stands there `now`.

    Parts that the page does not send stay as they are. `is_own` tells of a part whether the same
    person wrote what stands there: what she typed on from it is no clash (an answer that was lost
    on its way to her), and what she changed in two windows is joined.
    """
    found = Merged()
    for part, value in wanted.items():
        mine, theirs = normalized(value), normalized(now.get(part))
        mine_items, their_items = split(part, mine), split(part, theirs)
        mine_mark, their_mark = mark_of(mine_items, mine), mark_of(their_items, theirs)
        if mine_mark == their_mark:
            continue
        began = their_mark if token.marks is None and token.version == version else token.mark(part)
        if began == their_mark and (token.marks is not None or token.version == version):
            found.values[part] = mine
            found.mine.append(part)
        elif began == mine_mark and token.marks is not None:
            found.theirs.append(part)
        elif is_own(part) and extends(theirs, mine):
            found.values[part] = mine
            found.mine.append(part)
        elif is_own(part) and their_items is not None and token.marks is not None:
            items = merge_items(began.split(",") if began else [], their_items, mine_items or [])
            if items is None:
                found.clashes.append(part)
            else:
                found.values[part] = normalized(join(part, items))
                found.joined.append(part)
        else:
            found.clashes.append(part)
    return found


def merge_items(began: list[str], theirs: list, mine: list) -> list | None:
    """The items with the changes of both, or None when both changed the same place.

    `began` are the digests of the items that both began from.
    """
    their_marks, my_marks = ([mark_of(None, one) for one in items] for items in (theirs, mine))
    their_changes = _changes(began, their_marks, theirs)
    my_changes = _changes(began, my_marks, mine)
    same = {(start, end, tuple(marks)) for start, end, marks, _ in their_changes}
    only_mine = [one for one in my_changes if (one[0], one[1], tuple(one[2])) not in same]
    every = sorted([*their_changes, *only_mine], key=lambda change: change[:2])
    for (before, end, *_), (start, last, *_) in pairwise(every):
        # Two things put into the same place: which of them comes first, nobody knows.
        if start < end or before == end == start == last:
            return None
    kept = dict(zip(their_marks, theirs, strict=True)) | dict(zip(my_marks, mine, strict=True))
    result, at = [], 0
    for start, end, _, items in every:
        result += [kept[mark] for mark in began[at:start]] + items
        at = end
    return result + [kept[mark] for mark in began[at:]]


def _changes(began, marks, items):
    """What became of which items: [(start, end, new marks, new items)]."""
    return [
        (start, end, marks[other_start:other_end], items[other_start:other_end])
        for is_same, start, end, other_start, other_end in changes(began, marks)
        if not is_same
    ]


def extends(before: Any, after: Any) -> bool:
    """Whether nothing of the first text is missing in the second: she only typed on.

    Of two lists each item must, and what is no text must be the same; lines may be added.
    """
    if before is None or isinstance(before, str):
        letters = iter(after if isinstance(after, str) else "")
        return isinstance(after, str) and all(letter in letters for letter in before or "")
    if not (isinstance(before, list) and isinstance(after, list)) or len(before) > len(after):
        return False
    return all(
        one == two or (isinstance(one, str) and extends(one, two))
        for one, two in zip(before, after, strict=False)
    )
