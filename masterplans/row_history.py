"""The history of programs and worksheet rows, one revision a person and sitting."""

from django.db.models import Model, QuerySet
from django.utils import timezone

from accounts.models import User
from masterplans.models import RowRevision
from revisions.models import LONGEST, PAUSE

Told = list[tuple[str, str]]


def remember(row: Model, *, kind: str, told: Told, by: User, refused: bool = False) -> RowRevision:
    """Keep what a row says now, as pairs of label and words.

    What the same person saves within half an hour changes her revision in place. `refused` keeps
    a text that lost a race, once, beside the revision that was faster; that one is closed. Call it
    inside the transaction that holds the row's lock. It works on a closed plan too: the history may
    be written when the content may not, so that nothing typed is lost.
    """
    now, pairs = timezone.now(), [list(pair) for pair in told]
    revisions = revisions_of(row, kind=kind)
    if refused:
        revisions.filter(is_open=True).update(is_open=False)
        same = revisions.filter(refused=True, author=by, told=pairs).first()
        return same or _new(row, kind, pairs, by, now, refused=True)
    sitting = revisions.filter(is_open=True).first()
    if sitting and sitting.author_id == by.pk and _lasts(sitting, now):
        sitting.told, sitting.at = pairs, now
        sitting.save(update_fields=["told", "at"])
        return sitting
    revisions.filter(is_open=True).update(is_open=False)
    return _new(row, kind, pairs, by, now, is_open=True)


def revisions_of(row: Model, *, kind: str) -> QuerySet[RowRevision]:
    """What was written into a row, the newest first."""
    return RowRevision.objects.filter(
        masterplan_id=row.masterplan_id, kind=kind, row_id=row.pk
    ).select_related("author")


def _lasts(sitting, now):
    return now - sitting.at < PAUSE and now - sitting.started_at < LONGEST


def _new(row, kind, told, by, now, **more):
    return RowRevision.objects.create(
        masterplan_id=row.masterplan_id,
        kind=kind,
        row_id=row.pk,
        told=told,
        author=by,
        started_at=now,
        at=now,
        **more,
    )


def remember_many(rows: list[tuple[int, Told]], *, masterplan_id: int, kind: str, by: User) -> None:
    """Keep what many rows say after an import: a closed revision each, in two queries.

    `rows` are pairs of a row's key and what it says now. A sitting that was open in one of them
    ends here: what is written next is a revision of its own.
    """
    now = timezone.now()
    open_ones = RowRevision.objects.filter(masterplan_id=masterplan_id, kind=kind, is_open=True)
    open_ones.filter(row_id__in=[key for key, _ in rows]).update(is_open=False)
    RowRevision.objects.bulk_create(
        [
            RowRevision(
                masterplan_id=masterplan_id,
                kind=kind,
                row_id=key,
                told=[list(pair) for pair in told],
                author=by,
                started_at=now,
                at=now,
            )
            for key, told in rows
        ],
        batch_size=500,
    )
