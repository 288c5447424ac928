"""The history of a program or a quick win for readers: who wrote when, and what became of it."""

from dataclasses import dataclass
from html import escape

from revisions.diff import compare
from revisions.documents import Document
from revisions.models import AbstractRevision


@dataclass(frozen=True)
class Change:
    """One label that two revisions say differently, as paragraphs of pieces."""

    label: str
    paragraphs: list


@dataclass
class Sitting:
    """What one person wrote in one sitting, and which labels changed by it."""

    revision: AbstractRevision
    before: AbstractRevision | None
    changed: list[str]
    is_current: bool


class History:
    """All revisions of a row, the newest first, and the two that the address asks to compare."""

    def __init__(self, document: Document, query):
        self.document = document
        self.revisions = list(document.revisions().select_related("author"))
        self.sittings = self._sittings()
        by_key = {str(one.pk): one for one in self.revisions}
        self.new = by_key.get(query.get("ke", ""))
        self.old = by_key.get(query.get("dari", "")) or self._before(self.new)
        self.changes = changes(document, self.old, self.new) if self.new else []

    def _sittings(self):
        newest = next((one for one in self.revisions if not one.refused), None)
        found = []
        for revision in self.revisions:
            before = self._before(revision)
            parts = _differing(self.document, before, revision) if before else []
            labels = list(dict.fromkeys(map(self.document.label, parts)))
            found.append(Sitting(revision, before, labels, revision is newest))
        return found

    def _before(self, revision):
        """The text that stood when this one was written; a refused one is held against it too."""
        if not revision:
            return None
        after = self.revisions[self.revisions.index(revision) + 1 :]
        return next((one for one in after if not one.refused), None)


def changes(
    document: Document, old: AbstractRevision | None, new: AbstractRevision
) -> list[Change]:
    """What two revisions say differently, in the order of the form; all of it without an older."""
    before = old.parts if old else {}
    names = document.names(before | new.parts)
    older, newer = (names | (old.names if old else {})), names | new.names

    def words(parts, part, names):
        return _as_html(document.display(part, parts.get(part), names))

    return [
        Change(
            document.label(part),
            compare(words(before, part, older), words(new.parts, part, newer)),
        )
        for part in _differing(document, old, new)
    ]


def _differing(document, old, new):
    was, now = document.marks(old.parts if old else {}), document.marks(new.parts)
    return document.order({part for part in {*was, *now} if was.get(part) != now.get(part)})


def _as_html(words):
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in words.splitlines())
