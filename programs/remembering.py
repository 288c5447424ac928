"""The history of a program or a quick win: what it said after each sitting, and who wrote it."""

from collections.abc import Callable

from django.db.models import Model

from accounts.models import User
from masterplans import row_history
from masterplans.models import RowRevision
from programs.entry import FIELDS, label_of

KIND = "program"  # of a program; a quick win says its own
Told = list[tuple[str, str]]


def remember_save(row: Model, *, kind: str, before: Told | None, now: Told, by: User) -> bool:
    """Keep what a row says now; tells whether a new sitting began with it.

    `before` is what it said until now: a row that was loaded, not written on a page, has no
    revision yet, and the first change could not be read without one.
    """
    if before is not None and not row_history.revisions_of(row, kind=kind).exists():
        _keep_the_beginning(row, kind, before)
    revision = row_history.remember(row, kind=kind, told=now, by=by)
    return revision.started_at == revision.at


def remember_refused(row: Model, *, kind: str, told: Told, by: User) -> None:
    """Keep what somebody typed and what was not stored: it lost a race, or the plan was closed."""
    row_history.remember(row, kind=kind, told=told, by=by, refused=True)


def close_sitting(row: Model, *, kind: str) -> None:
    """From now on the newest revision stays as it is, though the same person writes on."""
    row_history.revisions_of(row, kind=kind).filter(is_open=True).update(is_open=False)


def last_writer(
    row: Model, *, kind: str, belongs: Callable[[str], bool] | None = None
) -> User | None:
    """Who wrote last into a row, or into the labels that `belongs` names; None: unknown.

    A sitting tells the whole row, so the writer of a part is the one after whom it stayed.
    """
    revisions = list(row_history.revisions_of(row, kind=kind).filter(refused=False)[:50])
    if not revisions or not belongs:
        return revisions[0].author if revisions else None
    words = [[pair for pair in one.told if belongs(pair[0])] for one in revisions]
    stayed = next((at for at, one in enumerate(words) if one != words[0]), len(words))
    return revisions[stayed - 1].author


def part_of_program(part: str) -> Callable[[str], bool]:
    """Whether a label of a told program speaks of one part of it (`merging.parts_of`)."""
    if part in FIELDS:
        own = label_of(part)
        return lambda label: label == own
    start = {"supporters": "Perangkat Daerah pendukung", "partners": "Mitra"}.get(part)
    if not start:
        kind, _, year = part.partition("-")
        start = {"indicators": "Indikator", "schedule": "Jadwal", "budget": "Anggaran"}[kind]
        start = f"{start} {year}"
    return lambda label: label.startswith(start)


def _keep_the_beginning(row, kind, told):
    """What was there before anybody wrote on a page; who made the plan stands for the unknown."""
    RowRevision.objects.create(
        masterplan_id=row.masterplan_id,
        kind=kind,
        row_id=row.pk,
        told=[list(pair) for pair in told],
        author_id=row.masterplan.created_by_id,
        started_at=row.changed_at,
        at=row.changed_at,
    )
