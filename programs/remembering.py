"""The history of a program: what it said after each sitting of somebody, and who wrote a part."""

from accounts.models import User
from audit.models import Event
from masterplans import row_history
from masterplans.models import RowRevision
from programs.entry import FIELDS, ProgramEntry, entry_of, label_of, told
from programs.models import Program

KIND = "program"


def remember_save(program: Program, before: ProgramEntry | None, *, by) -> bool:
    """Keep what a program says now; tells whether a new sitting began with it.

    `before` is what it said until now: a program that was loaded, not written on a page, has no
    revision yet, and the first change could not be read without one.
    """
    if before is not None and not row_history.revisions_of(program, kind=KIND).exists():
        _keep_the_beginning(program, before)
    words = list(told(entry_of(Program.objects.get(pk=program.pk))))
    revision = row_history.remember(program, kind=KIND, told=words, by=by)
    return revision.started_at == revision.at


def remember_refused(program: Program, entry: ProgramEntry, *, by) -> None:
    """Keep what somebody typed and what was not stored: it lost a race, or the plan was closed."""
    row_history.remember(program, kind=KIND, told=list(told(entry)), by=by, refused=True)


def close_sitting(program: Program) -> None:
    """From now on the newest revision stays as it is, though the same person writes on."""
    row_history.revisions_of(program, kind=KIND).filter(is_open=True).update(is_open=False)


def last_writer(program: Program, part: str = "") -> User | None:
    """Who wrote last into a program, or into one part of it (`merging.parts_of`); None: unknown.

    A sitting tells the whole program, so the writer of a part is the one after whom it stayed.
    """
    revisions = list(row_history.revisions_of(program, kind=KIND).filter(refused=False)[:50])
    if not revisions or not part:
        return revisions[0].author if revisions else None
    belongs = _belongs_to(part)
    words = [[pair for pair in one.told if belongs(pair[0])] for one in revisions]
    stayed = next((at for at, one in enumerate(words) if one != words[0]), len(words))
    return revisions[stayed - 1].author


def last_writers_name(program: Program, part: str = "") -> str:
    """The name to say when somebody was faster."""
    if writer := last_writer(program, part):
        return writer.name
    event = Event.objects.about(program).filter(verb__startswith="program.").first()
    return event.actor_name if event else "Orang lain"


def _belongs_to(part):
    """Whether a label of a told entry speaks of this part."""
    if part in FIELDS:
        own = label_of(part)
        return lambda label: label == own
    start = {"supporters": "Perangkat Daerah pendukung", "partners": "Mitra"}.get(part)
    if not start:
        kind, _, year = part.partition("-")
        start = {"indicators": "Indikator", "schedule": "Jadwal", "budget": "Anggaran"}[kind]
        start = f"{start} {year}"
    return lambda label: label.startswith(start)


def _keep_the_beginning(program, before):
    event = Event.objects.about(program).filter(verb__startswith="program.").first()
    author = event.actor if event and event.actor else program.masterplan.created_by
    RowRevision.objects.create(
        masterplan_id=program.masterplan_id,
        kind=KIND,
        row_id=program.pk,
        told=[list(pair) for pair in told(before)],
        author=author,
        started_at=program.changed_at,
        at=program.changed_at,
    )
