"""Who has filled what: one row for each Perangkat Daerah that takes part, one cell for each task.

Answered from `Facts` in memory, so sixty agencies cost as many queries as one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from assignments.catalogue import TASKS
from assignments.facts import Facts
from assignments.tasks import DONE, NOT_ASKED, PART, Cell, Own, Task, cell_of
from indonesian import named
from notes.targets import PROGRAM, QUICKWIN, SECTION, agencies_of_findings
from regions.models import Agency


@dataclass(frozen=True)
class Row:
    """One agency and its tasks."""

    agency: Agency
    cells: list[Cell]
    notes: list = field(default_factory=list)

    @property
    def asked(self) -> list[Cell]:
        """What is asked of it in the present tahap, done or not."""
        return [cell for cell in self.cells if cell.state != NOT_ASKED and not cell.is_earlier]

    @property
    def open(self) -> list[Cell]:
        return [cell for cell in self.asked if cell.state != DONE]

    @property
    def finished(self) -> list[Cell]:
        """What is done, of earlier tahap as well."""
        return [cell for cell in self.cells if cell.state == DONE]

    @property
    def done(self) -> int:
        return len(self.asked) - len(self.open)

    @property
    def share(self) -> float:
        """How much is filled, from 0 to 1; what is begun counts for half."""
        begun = sum(cell.state == PART for cell in self.open)
        return (self.done + begun / 2) / len(self.asked) if self.asked else 1

    def cells_under(self, columns: list[Task]) -> list[Cell]:
        """Its cells under these heads."""
        shown = {task.key for task in columns}
        return [cell for cell in self.cells if cell.key in shown]


@dataclass(frozen=True)
class Matrix:
    """All rows, the emptiest first, and the agencies for which nobody writes yet."""

    rows: list[Row]
    absent: list[Agency] = field(default_factory=list)

    @property
    def absent_names(self) -> str:
        return named(agency.short_name for agency in self.absent)

    @property
    def behind(self) -> list[Row]:
        return [row for row in self.rows if row.open]

    @property
    def reachable(self) -> list[Row]:
        """Those that are behind, and for which somebody with an account writes."""
        return [row for row in self.behind if row.agency.is_writing]

    @cached_property
    def columns(self) -> list[Task]:
        """The tasks that somebody is asked for in the present tahap."""
        asked = {cell.key for row in self.rows for cell in row.asked}
        return [task for task in TASKS if task.key in asked]

    @property
    def table(self) -> list[tuple[Row, list[Cell]]]:
        """Each row with its cells under `columns`."""
        return [(row, row.cells_under(self.columns)) for row in self.rows]

    @property
    def average(self) -> tuple[int, int]:
        """How many tasks are done and asked of an agency on average, rounded."""
        count = max(len(self.rows), 1)
        done = sum(row.done for row in self.rows)
        return round(done / count), round(sum(len(row.asked) for row in self.rows) / count)

    def of(self, agency_keys) -> list[Row]:
        """The rows of these agencies."""
        return [row for row in self.rows if row.agency.pk in agency_keys]


def matrix(facts: Facts) -> Matrix:
    """The rows of the agencies that write, are asked to, or have written something."""
    found, programs = defaultdict(list), defaultdict(list)
    for row in facts.rows:
        found[row.agency].append(row)
    for program in facts.programs:
        programs[program.agency_id].append(program)
    quickwins = defaultdict(list)
    for quickwin in facts.quickwins:
        quickwins[quickwin.program.agency_id].append(quickwin)
    notes = notes_of_agencies(facts)
    active = {*found, *programs, *facts.sections_given, *facts.parts_said, *notes}
    rows = []
    for agency in facts.agencies:
        if agency.is_writing or agency.pk in active:
            key = agency.pk
            own = Own(facts, agency, found[key], programs[key], quickwins[key], notes[key])
            rows.append(Row(agency, [cell_of(task, own) for task in TASKS], notes[key]))
    # Of two as empty as each other the one that somebody writes for; then the order of the SOTK.
    rows.sort(key=lambda row: (row.share, not row.agency.is_writing))
    present = {row.agency.pk for row in rows}
    return Matrix(rows, [agency for agency in facts.agencies if agency.pk not in present])


def notes_of_agencies(facts: Facts) -> dict[int, list]:
    """By agency: the notes on its programs, quick wins, rows, and the sections given to it."""
    owners: dict[tuple, set[int]] = defaultdict(set)
    for program in facts.programs if facts.notes else ():
        owners[PROGRAM, program.pk].add(program.agency_id)
    for quickwin in facts.quickwins if facts.notes else ():
        owners[QUICKWIN, quickwin.pk].add(quickwin.program.agency_id)
    for agency, sections in facts.sections_given.items():
        for section in sections:
            owners[SECTION, section["pk"]].add(agency)
    keys = {(note.kind, note.row_id) for note in facts.notes}
    owners.update(agencies_of_findings(facts.masterplan, keys))
    found = defaultdict(list)
    for note in facts.notes:
        for agency in owners.get((note.kind, note.row_id), ()):
            found[agency].append(note)
    return found
