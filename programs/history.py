"""The history of a program or a quick win for readers: who wrote when, and what became of it."""

from dataclasses import dataclass
from html import escape

from masterplans.models import RowRevision
from revisions.diff import compare


@dataclass(frozen=True)
class Change:
    """One label that two revisions say differently, as paragraphs of pieces."""

    label: str
    paragraphs: list


@dataclass
class Sitting:
    """What one person wrote in one sitting, and which labels changed by it."""

    revision: RowRevision
    before: RowRevision | None
    changed: list[str]
    is_current: bool


class History:
    """All revisions of a row, the newest first, and the two that the address asks to compare."""

    def __init__(self, revisions, query):
        self.revisions = list(revisions)
        self.sittings = self._sittings()
        by_key = {str(one.pk): one for one in self.revisions}
        self.new = by_key.get(query.get("ke", ""))
        self.old = by_key.get(query.get("dari", "")) or self._before(self.new)
        self.changes = changes(self.old, self.new) if self.new else []

    def _sittings(self):
        newest = next((one for one in self.revisions if not one.refused), None)
        found = []
        for revision in self.revisions:
            before = self._before(revision)
            labels = _differing(before, revision) if before else []
            found.append(Sitting(revision, before, labels, revision is newest))
        return found

    def _before(self, revision):
        """The text that stood when this one was written; a refused one is held against it too."""
        if not revision:
            return None
        after = self.revisions[self.revisions.index(revision) + 1 :]
        return next((one for one in after if not one.refused), None)


def changes(old: RowRevision | None, new: RowRevision) -> list[Change]:
    """What two revisions say differently, in the order of the newer; all of it without an older."""
    was, now = dict(old.told) if old else {}, dict(new.told)
    return [
        Change(label, compare(_as_html(was.get(label, "")), _as_html(now.get(label, ""))))
        for label in _differing(old, new)
    ]


def _differing(old, new):
    was, now = dict(old.told) if old else {}, dict(new.told)
    return [label for label in dict.fromkeys([*now, *was]) if was.get(label) != now.get(label)]


def _as_html(words):
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in words.splitlines())
