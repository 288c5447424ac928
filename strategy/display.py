"""The parts of a masterplan in words: for their history, and for two people who wrote at once."""

from dataclasses import dataclass

from accounts.models import User
from dimensions.models import Dimension
from masterplans.models import PlanDocument, RowRevision
from revisions.diff import marked

LABELS = {
    "title": "Judul",
    "first_year": "Tahun pertama",
    "last_year": "Tahun terakhir",
    "phases": "Jangka",
    "vision": "Visi",
    "keywords": "Kata kunci visi",
    "missions": "Misi",
}


def told(kind: str, values: dict) -> list[tuple[str, str]]:
    """Pairs of label and words of all fields of a part (`foundation.vision_of` and its sisters)."""
    names = _names(kind, values)
    return [(_label(kind, key, names, place), _words(kind, value, names))
            for place, (key, value) in enumerate(values.items(), 1)]  # fmt: skip


def differing(kind: str, keys: list[str], mine: dict, theirs: dict) -> list[tuple[str, str, str]]:
    """(label, my words, their words) of the fields that clash."""
    names = _names(kind, mine | theirs)
    order = list(dict.fromkeys([*theirs, *mine]))
    return [
        (
            _label(kind, key, names, order.index(key) + 1),
            _words(kind, mine.get(key), names),
            _words(kind, theirs.get(key), names),
        )
        for key in keys
    ]


@dataclass(frozen=True)
class Step:
    """One revision, and what it says differently from the one before it."""

    revision: RowRevision
    changes: list[tuple[str, str, str]]  # label, before, after; marked and safe


def steps(revisions: list[RowRevision]) -> list[Step]:
    """The revisions of a part, the newest first, each against what stood before it."""
    found = []
    for place, revision in enumerate(revisions):
        older = next((one for one in revisions[place + 1 :] if not one.refused), None)
        before, after = dict(older.told) if older else {}, dict(revision.told)
        found.append(Step(revision, _changes(before, after)))
    return found


def _changes(before, after):
    pairs = [(one, before.get(one, ""), after.get(one, "")) for one in {**before, **after}]
    return [(label, *marked(old, new)) for label, old, new in pairs if old != new]


def _names(kind, values):
    """Names of what the values mention by its key, in two queries at most."""
    if kind == "keselarasan":
        keys = {row[3] for row in values.values() if row}
        return {one.pk: one.name for one in Dimension.objects.filter(pk__in=keys)}
    if kind == "pokja":
        people = User.objects.filter(pk__in=[value for value in values.values() if value])
        dimensions = Dimension.objects.filter(pk__in=[int(key) for key in values])
        return {one.pk: one.name for one in people} | {f"d{d.pk}": d.name for d in dimensions}
    return {}


def _label(kind, key, names, place):
    if kind == "keselarasan":
        return f"Baris {place}"
    return f"Ketua pokja {names.get(f'd{key}', '')}" if kind == "pokja" else LABELS[key]


def _words(kind, value, names):
    if value in (None, "", []):
        return ""
    if kind == "keselarasan":
        document, mission, goal, dimension = value
        words = (PlanDocument(document).label, mission, goal, names.get(dimension, ""))
        return "\n".join(word for word in words if word)
    if kind == "pokja":
        return names.get(value, "")
    if isinstance(value, list):
        rows = (one if isinstance(one, str) else f"{one[0]}, {one[1]}–{one[2]}" for one in value)
        return "\n".join(rows)
    return str(value)
