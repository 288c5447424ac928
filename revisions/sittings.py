"""Sittings: what one person writes without a long pause, and the history told by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from revisions.models import PAUSE, AbstractRevision


@dataclass(frozen=True)
class Sitting:
    """What one person saved without a long pause, the newest first."""

    revisions: list[AbstractRevision]

    @property
    def newest(self) -> AbstractRevision:
        return self.revisions[0]

    @property
    def earlier(self) -> list[AbstractRevision]:
        return self.revisions[1:]

    @property
    def author(self) -> User:
        return self.newest.author

    @property
    def began(self) -> datetime:
        return self.revisions[-1].started_at


def sittings(revisions: Iterable[AbstractRevision]) -> list[Sitting]:
    """Revisions (the newest first) by person and sitting.

    A refused text, a named version and a text taken again each stand for themselves: they are what
    somebody looks for.
    """
    found: list[Sitting] = []
    for revision in revisions:
        if found and _belongs(revision, found[-1].revisions[-1]):
            found[-1].revisions.append(revision)
        else:
            found.append(Sitting([revision]))
    return found


def _belongs(earlier, later):
    if earlier.author_id != later.author_id or _is_special(earlier) or _is_special(later):
        return False
    return later.started_at - earlier.at < PAUSE


def _is_special(revision):
    return revision.refused or bool(revision.name) or revision.restored_from_id is not None
