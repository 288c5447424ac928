"""Who has filled what: a row for each Perangkat Daerah that takes part, a cell for each task."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from indonesian import named
from notes.open_items import KIND as NOTE
from progress.catalogue import TASKS
from progress.completeness import AgencyProgress, Completeness
from progress.requirements import place
from progress.tasks import Task, TaskCell
from regions.models import Agency


@dataclass(frozen=True)
class TaskMatrix:
    """All rows, those with staff first and the emptiest of them on top, and the agencies that do
    not take part yet."""

    rows: list[AgencyProgress]
    absent: list[Agency] = field(default_factory=list)

    @property
    def absent_names(self) -> str:
        return named(agency.short_name for agency in self.absent)

    @property
    def behind(self) -> list[AgencyProgress]:
        return [row for row in self.rows if row.open]

    @property
    def reachable(self) -> list[AgencyProgress]:
        """Those that are behind, and for which somebody with an account writes."""
        return [row for row in self.behind if row.agency.is_writing]

    @cached_property
    def columns(self) -> list[Task]:
        """The tasks that somebody is asked for in the present tahap."""
        asked = {cell.key for row in self.rows for cell in row.asked}
        return [task for task in TASKS if task.key in asked]

    @cached_property
    def table(self) -> list[tuple[AgencyProgress, list[TaskCell]]]:
        """Each row with its cells under `columns`."""
        shown = {task.key for task in self.columns}
        return [(row, [cell for cell in row.cells if cell.key in shown]) for row in self.rows]

    @property
    def average(self) -> tuple[int, int]:
        """How many tasks are done and asked of an agency on average, rounded."""
        count = max(len(self.rows), 1)
        done = sum(row.done for row in self.rows)
        return round(done / count), round(sum(len(row.asked) for row in self.rows) / count)

    def of(self, agency_keys) -> list[AgencyProgress]:
        """The rows of these agencies."""
        return [row for row in self.rows if row.agency.pk in agency_keys]


def matrix(completeness: Completeness) -> TaskMatrix:
    """The rows of the agencies that write, are asked to, or have written something."""
    plan, agencies = completeness.masterplan, completeness.agencies
    rows = [_placed(plan, row) for row in agencies if row.takes_part]
    # Those that somebody writes for stand first, then the emptiest; then the order of the SOTK.
    rows.sort(key=lambda row: (not row.agency.is_writing, row.share))
    return TaskMatrix(rows, [row.agency for row in agencies if not row.takes_part])


def _placed(plan, row):
    """The row with the address of its notes: they are answered in Kertas Kerja."""
    if all(cell.key != NOTE or cell.found is None for cell in row.cells):
        return row
    page = place(plan, "assignments:worksheet", row.agency.pk, within="#catatan")
    cells = [
        replace(cell, found=replace(cell.found, url=page)) if cell.key == NOTE else cell
        for cell in row.cells
    ]
    return replace(row, cells=cells)
