"""The page of a document's history: its sittings, any two compared, and either taken again.

A view makes a `History` and shows `revisions/_history.html`; what the buttons there ask for goes
to `restore_chosen`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest

from accounts.models import User
from indonesian import daftar
from revisions.diff import DEL, INS, compare, side
from revisions.documents import Document
from revisions.models import AbstractRevision, Outcome
from revisions.saving import Gone, NotOpen, Stale, restore
from revisions.tokens import Parts, Token, digest

ON_A_PAGE = 50
NOTHING_CHOSEN = "Pilih tulisan yang hendak dipakai lagi."
TAKEN_AGAIN = "Isian lama dipakai lagi."
CLASHED = "{who} baru saja mengubah {labels}. Bandingkan dahulu, lalu pakai lagi bila perlu."
NOT_VALID = "Isian lama ini tidak dapat dipakai lagi: {sentence}"


@dataclass(frozen=True)
class HistoryLine:
    """What one person saved in one sitting, and which parts (by their labels) it changed."""

    revision: AbstractRevision
    before: AbstractRevision | None
    changed: list[str]
    is_current: bool


@dataclass(frozen=True)
class HistoryChange:
    """One part that two revisions say differently, as paragraphs of pieces for either side."""

    part: str
    label: str
    old: list
    new: list
    old_is_current: bool
    new_is_current: bool


class History:
    """The revisions of a document, the newest first, and the two that the address compares.

    `dari` and `ke` in the query are keys of revisions; without them it is the newest one and what
    stood before it. What somebody typed when it was not hers to write is shown to her alone.
    """

    def __init__(self, document: Document, query: Mapping[str, str], *, user: User):
        self.document = document
        hers = Q(author=user) | ~Q(outcome=Outcome.DENIED)
        self._every = document.revisions().filter(hers).select_related("author", "restored_from")
        self.page: Page = Paginator(self._every, ON_A_PAGE).get_page(query.get("halaman"))
        self.revisions: list[AbstractRevision] = list(self.page.object_list)
        asked = self._chosen_revision(query.get("ke", ""))
        self.new = asked or next((one for one in self.revisions if not one.refused), None)
        self.old = self._chosen_revision(query.get("dari", "")) or self._before(self.new)
        if self.old is None and asked is None:
            self.new = None  # the first of all, and nobody asked for it

    @property
    def is_gone(self) -> bool:
        """Whether the document itself is not there any more."""
        return self.document.key is None or self.removal is not None

    @cached_property
    def removal(self) -> AbstractRevision | None:
        """How it was removed: what it said then, who did it, and why (`removal_reason`)."""
        newest = self._every.taken().first()
        return newest if newest and newest.outcome == Outcome.REMOVED else None

    @property
    def removal_reason(self) -> str:
        return self.removal.names.get("reason", "") if self.removal else ""

    @property
    def last_words(self) -> list[tuple[str, str]]:
        """(label, words) of what a removed document said."""
        if self.removal is None:
            return []
        document, parts = self.document, self.removal.parts
        names = self.removal.names | document.names(parts)
        pairs = [
            (document.label(part), document.display(part, parts[part], names))
            for part in document.order({*parts})
        ]
        return [(label, words) for label, words in pairs if words]

    @cached_property
    def now(self) -> Parts:
        """What the document says now."""
        return {} if self.is_gone else self.document.read()

    @property
    def token(self) -> Token:
        """What the buttons of the page begin from."""
        return self.document.token()

    @cached_property
    def sittings(self) -> list[HistoryLine]:
        """A line for each revision of this page."""
        newest = next((one for one in self.revisions if not one.refused), None)
        current = newest if self.page.number == 1 and not self.is_gone else None
        return [self._line(one, is_current=one is current) for one in self.revisions]

    @cached_property
    def changes(self) -> list[HistoryChange]:
        """What the two revisions say differently; all of it when there is no older one."""
        if self.new is None:
            return []
        document, old, new = self.document, self.old.parts if self.old else {}, self.new.parts
        names = (self.old.names if self.old else {}) | self.new.names
        names |= document.names(old) | document.names(new)
        found = []
        for part in document.order(_differing(old, new)):
            words = [document.display(part, parts.get(part), names) for parts in (old, new)]
            paragraphs = compare(*map(_as_html, words))
            found.append(
                HistoryChange(
                    part,
                    document.label(part),
                    side(paragraphs, DEL),
                    side(paragraphs, INS),
                    digest(old.get(part)) == digest(self.now.get(part)),
                    digest(new.get(part)) == digest(self.now.get(part)),
                )
            )
        return found

    @property
    def old_differs(self) -> bool:
        """Whether the older of the two says something else than what stands there now."""
        return self.old is not None and bool(_differing(self.old.parts, self.now))

    @property
    def new_differs(self) -> bool:
        """The same of the newer one."""
        return self.new is not None and bool(_differing(self.new.parts, self.now))

    def _chosen_revision(self, key):
        if not _is_key(key):
            return None
        here = next((one for one in self.revisions if str(one.pk) == key), None)
        return here or self._every.filter(pk=key).first()

    def _before(self, revision):
        """The text that stood when this one was written; a refused one is held against it too."""
        if revision is None:
            return None
        if revision in self.revisions:
            after = self.revisions[self.revisions.index(revision) + 1 :]
            if found := next((one for one in after if not one.refused), None):
                return found
            if not self.page.has_next():
                return None
        earlier = Q(number__lt=revision.number)
        if revision.refused:
            earlier = Q(number__lte=revision.number)
        return self._every.taken().filter(earlier).exclude(pk=revision.pk).first()

    def _line(self, revision, *, is_current):
        before = self._before(revision)
        parts = _differing(before.parts, revision.parts) if before else set()
        labels = [self.document.label(part) for part in self.document.order(parts)]
        return HistoryLine(revision, before, labels, is_current)


def restore_chosen(request: HttpRequest, document: Document) -> None:
    """Do what a button of the history asks for, and tell the outcome on the next page.

    `pakai` is the key of a revision, or key and part ("12:title") for one box of it. Raises Http404
    for one that there is not, Denied when it is not hers to write.
    """
    asked = request.POST.get("pakai", "")
    if not asked:
        messages.info(request, NOTHING_CHOSEN)
        return
    key, _, part = asked.partition(":")
    revision = document.revisions().filter(pk=key).first() if _is_key(key) else None
    if revision is None:
        raise Http404
    token = Token.read(request.POST.get("base"))
    try:
        restore(document, revision, token=token, by=request.user, parts={part} if part else None)
    except Stale as clash:
        labels = daftar([document.label(one) for one in clash.clashes])
        messages.error(request, CLASHED.format(who=clash.who, labels=labels))
    except (NotOpen, Gone) as refusal:
        messages.error(request, str(refusal))
    except ValidationError as problem:
        messages.error(request, NOT_VALID.format(sentence=" ".join(problem.messages)))
    else:
        messages.success(request, TAKEN_AGAIN)


def _is_key(text):
    return text.isdecimal() and len(text) < 19


def _differing(old: Parts, new: Parts) -> set[str]:
    return {part for part in {**old, **new} if digest(old.get(part)) != digest(new.get(part))}


def _as_html(words):
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in words.splitlines())
