"""What two snapshots of a plan say differently: thing by thing, text by text."""

from dataclasses import dataclass
from enum import StrEnum

from editions.described import Thing, described
from revisions.diff import DiffPiece, around_changes, compare, differs


class Fate(StrEnum):
    """What became of a thing from one edition to the other."""

    CHANGED = "diubah"
    ADDED = "baru"
    REMOVED = "dihapus"


@dataclass(frozen=True)
class TextDifference:
    """A text that was changed: what it is, and its paragraphs with what came and went."""

    label: str
    paragraphs: list[list[DiffPiece]]
    words_stayed: bool  # bold, links or pictures alone were changed


@dataclass(frozen=True)
class ThingDifference:
    """A thing that two editions do not say alike; `texts` are those that were changed."""

    area: str
    name: str
    fate: Fate
    texts: list[TextDifference]


def difference(before: dict, after: dict) -> list[ThingDifference]:
    """What `after` says otherwise than `before`, in the order of the plan; removals come last.

    Things are the same when they have one name in one area: a program that was renamed is told as
    removed and new, with all its texts.
    """
    old = {thing.place: thing for thing in described(before)}
    new = {thing.place: thing for thing in described(after)}
    found = [
        _between(old.get(place), thing)
        for place, thing in new.items()
        if place not in old or old[place].texts != thing.texts
    ]
    return found + [_between(thing, None) for place, thing in old.items() if place not in new]


def _between(old: Thing | None, new: Thing | None) -> ThingDifference:
    thing = new or old
    was, says = (one.texts if one else {} for one in (old, new))
    labels = [label for label in {**was, **says} if was.get(label, "") != says.get(label, "")]
    texts = [_text(label, was.get(label, ""), says.get(label, "")) for label in labels]
    fate = Fate.CHANGED if old and new else Fate.ADDED if new else Fate.REMOVED
    return ThingDifference(thing.area, thing.name, fate, texts)


def _text(label, was, says):
    paragraphs = compare(was, says)
    return TextDifference(label, around_changes(paragraphs), not differs(paragraphs))
