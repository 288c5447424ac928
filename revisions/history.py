"""The history of a document: what it said after each sitting, as data."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from revisions.documents import Document
from revisions.models import AbstractRevision, Outcome
from revisions.tokens import Parts, digest, normalized

SEARCHED = 50  # revisions that are looked through for the writer of a part


def remember(
    document: Document,
    parts: Parts,
    *,
    number: int,
    by: User,
    stays_open: bool = False,
    restored: AbstractRevision | None = None,
) -> tuple[AbstractRevision, bool]:
    """Keep what a document says now, as its `number`; also whether a new sitting began with it.

    What the same person saves within half an hour changes her revision in place. Call it inside
    the transaction that holds the document's lock.
    """
    now = timezone.now()
    content = {"parts": _plain(parts), "names": document.names(parts)}
    sitting = document.revisions().filter(is_open=True).first()
    if sitting and sitting.continues(by=by, now=now) and restored is None:
        sitting.number, sitting.at, sitting.is_open = number, now, stays_open
        sitting.parts, sitting.names = content["parts"], content["names"]
        sitting.save(update_fields=["number", "at", "is_open", "parts", "names"])
        return sitting, False
    close_sitting(document)
    more = content | {"is_open": stays_open, "restored_from": restored}
    return _new(document, number, by, now, **more), True


def remember_beginning(document: Document, parts: Parts) -> None:
    """What stood there before the history began (reference data, an import): a first revision."""
    beginning = document.beginning()
    if not _plain(parts) or beginning is None or document.revisions().exists():
        return
    author, at = beginning
    content = {"parts": _plain(parts), "names": document.names(parts)}
    _new(document, document.version(), author, at, **content)


def remember_removal(document: Document, parts: Parts, *, by: User, reason: str = "") -> None:
    """The last word of a document: what it said when somebody removed it, and why."""
    number = document.version() + 1
    close_sitting(document)
    names = document.names(parts) | ({"reason": reason} if reason else {})
    more = {"parts": _plain(parts), "names": names, "outcome": Outcome.REMOVED}
    _new(document, number, by, timezone.now(), **more)


def keep(document: Document, parts: Parts, *, outcome: str, by: User) -> AbstractRevision:
    """Keep what was typed and not taken, once, for its author and whoever compares."""
    if outcome == Outcome.CLASH:
        close_sitting(document)  # what is shown beside it must still be there tomorrow
    plain = _plain(parts)
    same = document.revisions().filter(outcome=outcome, author=by, parts=plain).first()
    if same:
        return same
    more = {"parts": plain, "names": document.names(parts), "outcome": outcome}
    return _new(document, document.version(), by, timezone.now(), **more)


def removal_of(document: Document) -> AbstractRevision | None:
    """How a document was removed: by whom, when, and what it said; None while it is there."""
    removals = document.revisions().filter(outcome=Outcome.REMOVED)
    return removals.select_related("author").first()


def close_sitting(document: Document) -> None:
    """From now on the newest revision stays as it is, though the same person writes on."""
    document.revisions().filter(is_open=True).update(is_open=False)


def last_writer(document: Document, part: str | None = None) -> User | None:
    """Who wrote a document last, or the value of one part; None: nobody knows.

    A sitting holds the whole document, so the writer of a part is who brought in its value.
    """
    revisions = list(document.revisions().taken().select_related("author")[:SEARCHED])
    if not revisions:
        beginning = document.beginning()
        return beginning[0] if beginning else None
    if part is None:
        return revisions[0].author
    now, writer = digest(revisions[0].parts.get(part)), revisions[0].author
    for one in revisions[1:]:
        if digest(one.parts.get(part)) != now:
            break
        writer = one.author
    return writer


def remember_many(
    written: Iterable[tuple[Document, Parts, Parts, int | None]], *, by: User
) -> list[AbstractRevision]:
    """Keep what many documents of one kind say after an import, a closed revision each.

    `written` are (document, parts before, parts now, number now); without a number it is the next
    one. A sitting that was open in one of them ends here. Three queries for any number of them.
    """
    written = list(written)
    if not written:
        return []
    every = written[0][0].revisions_of_kind().filter(object_id__in=[one[0].key for one in written])
    every.filter(is_open=True).update(is_open=False)
    pairs = every.taken().order_by("number").values_list("object_id", "number")
    numbers, now, made = dict(pairs), timezone.now(), []
    for document, before, after, number in written:
        last = numbers.get(document.key, (number or 1) - 1)
        if document.key not in numbers and before and (beginning := document.beginning()):
            made.append(_unsaved(document, last, *beginning, before))
        made.append(_unsaved(document, number or last + 1, by, now, after))
    return type(made[0]).objects.bulk_create(made, batch_size=500)


def _unsaved(document, number, by, at, parts):
    return document.new_revision(
        number=number,
        author=by,
        started_at=at,
        at=at,
        parts=_plain(parts),
        names=document.names(parts),
    )


def _new(document, number, by, at: datetime, **more):
    revision = document.new_revision(number=number, author=by, started_at=at, at=at, **more)
    revision.save()
    return revision


def _plain(parts: Parts) -> Parts:
    values = ((part, normalized(value)) for part, value in parts.items())
    return {part: value for part, value in values if value is not None}
