"""The one verb that saves what somebody typed, whatever the document is.

The rest is stored, the part in which two people clash is asked about, both texts stay. One person's
own windows are joined, and where they clash nothing is chosen unseen. What is typed into a closed
plan, a section given away or a row that is gone is kept for its author. Nothing typed is lost.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from revisions import history
from revisions.documents import Document
from revisions.merge import Merged, merge
from revisions.models import AbstractRevision, Outcome
from revisions.tokens import Parts, Token, normalized

MYSELF = "Anda di jendela lain"
SOMEBODY = "Orang lain"


class NotOpen(Exception):  # noqa: N818 - nobody's fault
    """The plan is not being written now; nothing was changed. The message is for the user.

    `kept` is the revision that holds what was typed, if it said anything new.
    """

    kept: AbstractRevision | None = None


class Gone(Exception):  # noqa: N818 - nobody's fault
    """What was written into is not there any more. `who` removed it; `kept` as in NotOpen."""

    kept: AbstractRevision | None = None

    def __init__(self, who: str = SOMEBODY):
        super().__init__(f"{who} sudah menghapus isian ini.")
        self.who = who


class Denied(PermissionDenied):
    """It is not hers to write (any more); `kept` holds what she typed."""

    kept: AbstractRevision | None = None


class _RefusedByDatabase(Exception):  # noqa: N818 - a trigger was faster than the lock
    """A write that a trigger refused: what it means, and what was stored before it."""

    def __init__(self, meaning: Exception, stored: Parts):
        super().__init__(str(meaning))
        self.meaning, self.stored = meaning, stored


class Difference(NamedTuple):
    """One part that two people say differently, in words for a reader."""

    label: str
    mine: str
    theirs: str


@dataclass
class Saved:
    """A document after a save. All parts that did not clash are stored."""

    document: Document
    parts: Parts  # what stands there now
    shown: Parts  # what the page shows
    began: Token
    version: int
    changed: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)  # others changed these; the page shows them older
    joined: set[str] = field(default_factory=set)  # of two windows: the page must get them
    is_new: bool = False

    def token(self, delivered: set[str] | None = None) -> Token:
        """What the page goes on from, when these parts are delivered to it (all, if not said)."""
        if delivered is None:
            delivered = self.theirs | self.joined
        missing = (self.theirs | self.joined) - delivered
        shows = {part: value for part, value in self.shown.items() if part not in missing}
        shows |= {part: self.parts.get(part) for part in delivered}
        marks = dict.fromkeys(shows, "") | self.document.marks(shows)
        return self.began.showing(self.version, marks)

    def sent(self) -> Token:
        """The token of a page to which nothing was delivered and that still shows what it sent."""
        marks = dict.fromkeys(self.shown, "") | self.document.marks(self.shown)
        return self.began.showing(self.version, marks)


class Stale(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster in `clashes`; everything else of what was typed is stored.

    `saved` is the document now, `mine` what she typed in the clashing parts, `who` wrote theirs.
    Both are in the history; hers is `kept`.
    """

    def __init__(
        self,
        saved: Saved,
        clashes: list[str],
        mine: Parts,
        who: str,
        kept: AbstractRevision | None = None,
    ):
        super().__init__("Isian ini sudah diubah orang lain.")
        self.saved, self.clashes, self.mine, self.who = saved, clashes, mine, who
        self.kept = kept

    @property
    def document(self) -> Document:
        return self.saved.document

    @property
    def theirs(self) -> Parts:
        """What stands in the clashing parts now."""
        return {part: self.saved.parts.get(part) for part in self.clashes}

    def token(self, delivered: set[str] | None = None) -> Token:
        """What a page goes on from that has shown both: only what clashed is then replaced."""
        return self.saved.token(
            (self.saved.joined if delivered is None else delivered) | {*self.clashes}
        )

    def meanwhile(self) -> Token:
        """What all other parts go on from while nobody has chosen yet."""
        began = {part: self.saved.began.mark(part) for part in self.clashes}
        return self.saved.token(set()).showing(self.saved.version, began)

    def differences(self) -> list["Difference"]:
        """What clashed, in words."""
        document, theirs = self.document, self.theirs
        names = document.names(self.mine | theirs) | document.names(theirs)
        return [
            Difference(
                document.label(part),
                document.display(part, normalized(self.mine.get(part)), names),
                document.display(part, normalized(theirs.get(part)), names),
            )
            for part in document.order({*self.clashes})
        ]


def save(
    document: Document,
    wanted: Parts,
    *,
    token: Token,
    by: User,
    autosave: bool = False,
    restored: AbstractRevision | None = None,
) -> Saved:
    """Make a document say what a page wants, which began from `token`.

    `wanted` holds the parts that the page holds, and no others; an empty one empties. The same
    again changes nothing, so a double click is one change. `autosave`: she is still typing, so her
    sitting stays open and the trail hears of it once. `restored` is the revision whose content is
    taken again.

    Raises NotOpen, Denied, Gone (what was typed is then kept), ValidationError (nothing changed),
    and Stale when somebody else changed the same part. Call it outside of any transaction that is
    rolled back on these, or what was kept is lost.
    """
    try:
        with transaction.atomic():
            outcome = _save(document, wanted, token, by, autosave, restored)
    except (NotOpen, Gone, PermissionDenied) as refusal:
        raise _kept(document, wanted, token, by, refusal) from refusal
    except _RefusedByDatabase as refused:
        raise _kept(document, wanted, token, by, refused.meaning, refused.stored) from refused
    if isinstance(outcome, Stale):
        raise outcome  # after the commit: what was not taken stays in the history
    return outcome


def _save(document, wanted, token, by, autosave, restored):
    is_new = document.key is None
    document.lock(by)
    is_new = is_new and document.key is None
    now = {} if is_new else document.read()
    version = document.version()
    if is_new:
        token = Token(0, {})  # whatever the page showed, it is not there
    if document.was_found_by_its_form and not token.marks and _wrote_last(document, by):
        history.close_sitting(document)  # what this form said before stays in the history
        token = Token(version, document.marks(now))
    found = _merged(document, wanted, now, token, version, by)
    parts = now | found.values
    saved = Saved(document, parts, dict(wanted), token, version, is_new=is_new)
    saved.theirs, saved.joined = {*found.theirs}, {*found.joined}
    if found.values or is_new:
        with _refusals_of(document, now):
            _write(saved, now, {*found.values}, by, autosave, restored)
    elif not autosave:
        history.close_sitting(document)
    if not found.clashes:
        return saved
    mine = {part: wanted[part] for part in found.clashes}
    history.remember_beginning(document, now)
    who = _name_of(history.last_writer(document, found.clashes[0]), by)
    kept = history.keep(document, parts | mine, outcome=Outcome.CLASH, by=by)
    return Stale(saved, found.clashes, mine, who, kept)


@contextmanager
def _refusals_of(document, stored):
    """What the database refuses is told with what stood there: the row in memory says more."""
    try:
        yield
    except IntegrityError as error:
        meaning = document.refusal(error)
        if meaning is None:
            raise
        raise _RefusedByDatabase(meaning, stored) from error


def _write(saved, before, changed, by, autosave, restored):
    document = saved.document
    if not saved.is_new:
        history.remember_beginning(document, before)
    document.write(saved.parts, changed=changed, by=by)
    saved.parts, saved.changed = document.read(), changed
    revision, begins = history.remember(
        document,
        saved.parts,
        number=saved.version + 1,
        by=by,
        stays_open=autosave,
        restored=restored,
    )
    saved.version = revision.number
    if saved.is_new:
        document.record("added", changed=changed, by=by)
    elif begins or not autosave:
        document.record("changed", changed=changed, by=by)


def _merged(document, wanted, now, token, version, by) -> Merged:
    own = {}

    def is_own(part):
        if part not in own:
            own[part] = history.last_writer(document, part) == by
        return own[part]

    return merge(
        wanted,
        now,
        token,
        version=version,
        split=document.split,
        join=document.join,
        is_own=is_own,
    )


def _kept(document, wanted, token, by, refusal, stored=None):
    """The refusal, with what was typed kept in the history for its author.

    `stored` is what the document says in the database, if it has been changed in memory since.
    """
    if isinstance(refusal, PermissionDenied) and not isinstance(refusal, Denied):
        refusal = Denied(*refusal.args)
    outcome = Outcome.CLOSED if isinstance(refusal, NotOpen) else Outcome.DENIED
    is_gone = isinstance(refusal, Gone)
    if stored is None:
        stored = {} if is_gone or document.key is None else document.read()
    typed = _typed(document, wanted, stored, token)
    if typed:
        outcome = Outcome.GONE if is_gone else outcome
        with transaction.atomic():
            refusal.kept = history.keep(document, stored | typed, outcome=outcome, by=by)
    return refusal


def deny(document: Document, wanted: Parts, token: Token, *, by: User) -> Denied:
    """What to raise for somebody who may not write it (any more); what she typed is kept."""
    return _kept(document, wanted, token, by, Denied())


def keep_gone(document: Document, wanted: Parts, *, by: User) -> AbstractRevision:
    """Keep what was typed into something that is not there any more."""
    with transaction.atomic():
        return history.keep(document, wanted, outcome=Outcome.GONE, by=by)


def _typed(document, wanted, now, token):
    """The parts that say something else than the page began from, and than what stands there."""
    stored, sent = document.marks(now), document.marks(wanted)
    return {
        part: value
        for part, value in wanted.items()
        if sent.get(part, "") not in (stored.get(part, ""), token.mark(part))
    }


def remove(document: Document, *, token: Token | None, by: User, reason: str = "") -> None:
    """Remove a document; its history keeps what it said. With `token` only if it still says that.

    Raises NotOpen, Denied, Gone, and Stale (nothing was removed) when somebody changed it since.
    """
    with transaction.atomic():
        document.lock(by)
        now, version = document.read(), document.version()
        is_same = token is None or token.marks == document.marks(now)
        if token is not None and token.marks is None:
            is_same = token.version == version
        if not is_same:
            raise changed_since(document, by=by)
        history.remember_beginning(document, now)
        history.remember_removal(document, now, by=by, reason=reason)
        document.record("removed", changed=set(), by=by, reason=reason)
        document.delete()


def changed_since(document: Document, *, by: User) -> Stale:
    """What to raise when a document is not any more what a page showed; nothing was typed."""
    who = _name_of(history.last_writer(document), by)
    return Stale(Saved(document, document.read(), {}, Token(), document.version()), [], {}, who)


def restore(
    document: Document,
    revision: AbstractRevision,
    *,
    token: Token,
    by: User,
    parts: set[str] | None = None,
) -> Saved:
    """Make a document say again what a revision says: as a whole, or only some `parts`.

    Raises as `save`.
    """
    wanted = dict.fromkeys(document.read()) | revision.parts
    if parts is not None:
        wanted = {part: value for part, value in wanted.items() if part in parts}
    return save(document, wanted, token=token, by=by, restored=revision)


def _wrote_last(document, by):
    return history.last_writer(document) == by


def _name_of(writer, by):
    if writer is None:
        return SOMEBODY
    return MYSELF if writer.pk == by.pk else writer.name
