"""What can be saved: a document, its parts as data, and how they are read, written and shown."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet

from accounts.models import User
from revisions.models import AbstractRevision
from revisions.tokens import Parts, Token, mark_of, normalized


class Document(ABC):
    """A section, a program, an aim, a row of a worksheet, a profile: whatever one form saves.

    A subclass says what the document is. All that happens when two people, two windows, or a
    person and a closed stage meet in it is in `revisions.saving`, once.
    """

    kind: str  # of its revisions, at most 20 letters
    title = "isian ini"  # in sentences: "Orang lain sudah mengubah isian ini."

    # --- what it is

    @property
    @abstractmethod
    def key(self) -> int | None:
        """The primary key of what is written; None while it is new."""

    @abstractmethod
    def revisions(self) -> QuerySet[AbstractRevision]:
        """All its revisions, the newest first."""

    @abstractmethod
    def new_revision(self, **fields) -> AbstractRevision:
        """An unsaved revision of it."""

    @abstractmethod
    def lock(self, by: User) -> None:
        """Take the freshest state, locked until the transaction ends.

        A new document finds the one that the same form made before. Raises NotOpen,
        PermissionDenied, Gone.
        """

    @abstractmethod
    def read(self) -> Parts:
        """What is stored now. What is empty may be left out."""

    @abstractmethod
    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        """Store the parts, of which `changed` differ; make it if it is new.

        Raises ValidationError (a dict of part and sentence) when they cannot be together.
        """

    def record(  # noqa: B027
        self, verb: str, *, changed: set[str], by: User, reason: str = ""
    ) -> None:
        """A line in the trail: "added", "changed", "removed". Once a sitting, not once a second."""

    def refusal(self, error: IntegrityError) -> Exception | None:
        """What it means in the words of `revisions.saving` that the database refused a write.

        None: it means nothing that is known; the error goes on.
        """
        return None

    def delete(self) -> None:
        """Remove it, once it is locked; only for what can be removed."""
        raise TypeError(f"{type(self).__name__} cannot be removed.")

    def exists(self) -> bool:
        """Whether it is there (still), so that it can be read."""
        return self.key is not None

    # --- how its parts are joined

    def split(self, part: str, value: Any) -> list | None:
        """The items of a part that is joined item by item; None: it is joined as a whole."""
        return list(value or []) if part in self.item_parts else None

    def join(self, part: str, items: list) -> Any:
        """The value that some items make up."""
        return items

    item_parts: frozenset[str] = frozenset()

    # --- how it is shown

    def heading(self, parts: Parts) -> str:
        """What a reader calls it, by what it says."""
        return self.title[:1].upper() + self.title[1:]

    @abstractmethod
    def label(self, part: str) -> str:
        """What a reader calls a part today."""

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        """A value in words; lines are parted by line ends. "" when there is nothing to say."""
        if value is None:
            return ""
        if isinstance(value, list):
            return "\n".join(str(one) for one in value)
        return str(value)

    def names(self, parts: Parts) -> dict[str, str]:
        """What the things are called that the parts mention by their keys."""
        return {}

    def order(self, parts: set[str]) -> list[str]:
        """Parts in the order in which a reader expects them."""
        return sorted(parts)

    def display_all(self, parts: Parts) -> dict[str, str]:
        """All parts that say something, as label and words."""
        names = self.names(parts)
        words = ((part, self.display(part, parts[part], names)) for part in self.order({*parts}))
        return {self.label(part): text for part, text in words if text}

    # --- who wrote before

    def beginning(self) -> tuple[User, datetime] | None:
        """Who wrote what stood there before the first revision, and when; None: nobody did."""
        return None

    counts_versions = False  # whether its own row knows the number of its newest revision
    was_found_by_its_form = False  # a new form that was sent before: it goes on in what it made

    # --- what a page begins from

    def marks(self, parts: Parts) -> dict[str, str]:
        """The marks of parts, of those that are not empty."""
        values = ((part, normalized(value)) for part, value in parts.items())
        marks = {part: mark_of(self.split(part, value), value) for part, value in values}
        return {part: mark for part, mark in marks.items() if mark}

    def version(self) -> int:
        """The number of its newest revision that was stored."""
        if self.key is None:
            return 0
        newest = self.revisions().taken().values_list("number", flat=True).first()
        return newest or 0

    def token(self) -> Token:
        """What a page that shows it now begins from.

        A version that is not counted in its own row is not asked for: a page may show hundreds.
        """
        version = self.version() if self.counts_versions else 0
        return Token(version, self.marks(self.read()))
