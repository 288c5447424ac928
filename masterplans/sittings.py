"""Sittings: what one person writes without a long pause, and the history told by them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from masterplans.models import RowRevision, SectionRevision

PAUSE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)


def continues(revision: SectionRevision | RowRevision | None, *, by: User, now: datetime) -> bool:
    """Whether what somebody saves now belongs to this open revision.

    It must be her own; a sitting ends half an hour after its last save, and at the latest after
    four hours.
    """
    if revision is None or revision.author_id != by.pk:
        return False
    return now - revision.at < PAUSE and now - revision.started_at < LONGEST


@dataclass(frozen=True)
class Sitting:
    """What one person saved without a long pause, the newest first."""

    revisions: list[SectionRevision]

    @property
    def newest(self) -> SectionRevision:
        return self.revisions[0]

    @property
    def earlier(self) -> list[SectionRevision]:
        return self.revisions[1:]

    @property
    def author(self) -> User:
        return self.newest.author

    @property
    def began(self) -> datetime:
        return self.revisions[-1].started_at


def sittings(revisions: Iterable[SectionRevision]) -> list[Sitting]:
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
