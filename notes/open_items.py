"""What notes add to the list of what is missing: a question that waits for the team's answer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indonesian import named
from masterplans.models import Stage
from masterplans.prepared_queries import PreparedObjects
from notes.models import TAKES_NOTES, Note, NoteWeight
from notes.targets import PROGRAM, QUICKWIN, SECTION, owners_of_findings
from progress.areas import Area
from progress.completeness import Completeness
from progress.counts import Counts
from progress.items import AskedOf, OpenItem
from progress.tasks import AgencyCounts, Task, TaskProgress
from regions.roles import Role

KIND = "catatan"
SHORT = 3  # people and places named in one sentence


@dataclass(frozen=True)
class Owner:
    """Whose place of the plan it is that a note stands on."""

    agencies: frozenset[int] = frozenset()
    dimension: int | None = None
    program: int | None = None
    area: Area | None = None


def _all_notes(masterplan):
    return Note.objects.filter(masterplan=masterplan).select_related("by")


_read_notes = PreparedObjects(_all_notes)


def notes_of(counts: Counts) -> list[Note]:
    """Every note of a plan, with its author."""
    notes = _read_notes(counts.masterplan)
    for note in notes:
        note.masterplan = counts.masterplan  # its address asks for it
    return notes


def notes_of_agencies(counts: Counts) -> dict[int, list[Note]]:
    """By agency: the notes on its programs, quick wins, rows, and the sections given to it."""
    found = defaultdict(list)
    for note, owner in counts.once(notes_with_owners):
        for agency in owner.agencies:
            found[agency].append(note)
    return found


def notes_with_owners(counts: Counts) -> list[tuple[Note, Owner]]:
    """Every note with whose it is; what was given to one person is that of her agencies alone."""
    owners, notes = counts.once(_owners), counts.once(notes_of)
    assigned = {note.assignee_id for note in notes if note.assignee_id}
    writes_for = defaultdict(set)
    if assigned:
        members = counts.masterplan.region.memberships.filter(user__in=assigned, role=Role.WRITER)
        for user, agency in members.order_by().values_list("user", "agency"):
            writes_for[user].add(agency)
    found = []
    for note in notes:
        owner = owners.get((note.kind, note.row_id), Owner())
        if note.assignee_id:
            owner = replace(owner, agencies=frozenset(writes_for[note.assignee_id]))
        found.append((note, owner))
    return found


def open_notes(completeness: Completeness) -> Iterator[OpenItem]:
    """A note without an answer is asked of the team, and of the person to whom it was given.

    A must that is answered is asked of the experts, until one of them resolves it. The gate is
    held up by none of them. A frozen plan takes no answers, so it asks for none.
    """
    plan = completeness.masterplan
    if plan.status not in TAKES_NOTES:
        return
    for note, owner in completeness.counts.once(notes_with_owners):
        if note.is_waiting:
            yield OpenItem(
                kind=KIND,
                stage=plan.stage,
                sentence=_asks(note),
                asked_of=AskedOf.REGION,
                people=frozenset([note.assignee_id] if note.assignee_id else []),
                dimension=owner.dimension,
                agencies=owner.agencies,
                program=owner.program,
                area=owner.area,
            )
        elif note.must_be_mended:
            yield OpenItem(
                kind=KIND,
                stage=plan.stage,
                sentence=f"Jawaban tentang {note.place_name} menunggu keputusan tenaga ahli.",
                asked_of=AskedOf.EXPERT,
                dimension=owner.dimension,
                program=owner.program,
                area=owner.area,
            )


def _asks(note):
    if note.weight == NoteWeight.MUST:
        return f"{note.place_name} wajib diperbaiki, menurut {note.by}."
    return f"{note.by} bertanya tentang {note.place_name}."


def _owners(counts) -> dict[tuple, Owner]:
    """By kind and key of the place: whose it is. One query, when notes stand on rows."""
    notes = counts.once(notes_of)
    if not notes:
        return {}
    owners = {
        (PROGRAM, one.pk): Owner(frozenset([one.agency]), one.dimension, one.pk, Area.PROGRAMS)
        for one in counts.programs
    }
    owners |= {
        (QUICKWIN, one.pk): Owner(
            frozenset([one.agency]), one.dimension, one.program, Area.QUICKWINS
        )
        for one in counts.quickwins
    }
    owners |= {
        (SECTION, one.pk): Owner(frozenset(one.agencies), area=Area.BOOKS)
        for one in counts.sections
    }
    keys = {(note.kind, note.row_id) for note in notes}
    rows = owners_of_findings(counts.masterplan, keys)
    return owners | {
        key: Owner(agencies, dimension, area=Area.ANALYSES)
        for key, (agencies, dimension) in rows.items()
    }


# --- the task of an agency --------------------------------------------------------------------


def _notes(own: AgencyCounts) -> TaskProgress | None:
    notes = own.counts.once(notes_of_agencies).get(own.agency.pk)
    if not notes:
        return None
    waiting = [note for note in notes if note.is_waiting]
    people = named({note.by.pk: note.by.name for note in waiting}.values(), SHORT)
    places = named({note.place_name: None for note in waiting}, SHORT)
    sentence = f"{people} bertanya tentang {places}." if waiting else ""
    return TaskProgress(len(notes) - len(waiting), len(notes), "catatan", sentence)


TASK = Task(
    KIND,
    "catatan",
    "Catatan untuk dijawab",
    "Catatan yang dijawab mempercepat tinjauan tenaga ahli.",
    frozenset(Stage),
    _notes,
    waits_for_words=True,
)
