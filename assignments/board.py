"""The matrix as a page: filtered, ordered, with who did something last and who was reminded."""

from dataclasses import dataclass

from assignments.activity import LastActivity, last_activity_by_agency
from assignments.matrix import TaskMatrix
from assignments.models import Reminder
from assignments.reminding import is_too_soon
from indonesian import angka, jarak_hari
from masterplans.models import Masterplan
from progress.completeness import AgencyProgress
from progress.tasks import TaskCell

BEHIND, NAME, ACTIVITY = "tertinggal", "nama", "kegiatan"
ORDERS = [
    (BEHIND, "Paling kosong"),
    (NAME, "Nama"),
    (ACTIVITY, "Paling lama diam"),
]


@dataclass(frozen=True)
class MatrixLine:
    """One agency on the page."""

    row: AgencyProgress
    cells: list[TaskCell]
    last: LastActivity | None
    reminder: Reminder | None

    @property
    def reminded(self) -> str:
        """How often and how long ago it was reminded: "3 kali, terakhir 2 hari lalu"."""
        if self.reminder is None:
            return ""
        when = ago(self.reminder.at)
        times = self.reminder.times
        return f"{angka(times)} kali, terakhir {when}" if times > 1 else when

    @property
    def was_just_reminded(self) -> bool:
        """Whether another letter would come too soon."""
        return self.reminder is not None and is_too_soon(self.reminder)

    @property
    def words(self) -> str:
        """What a search looks through."""
        return f"{self.row.agency.name} {self.row.agency.short_name}".lower()


def lines_of(masterplan: Masterplan, matrix: TaskMatrix) -> list[MatrixLine]:
    """A line for each row of the matrix, in three queries whatever their number."""
    last = last_activity_by_agency(masterplan)
    sent = Reminder.objects.newest_of(masterplan)
    return [
        MatrixLine(row, cells, last.get(row.agency.pk), sent.get(row.agency.pk))
        for row, cells in matrix.table
    ]


def ago(moment) -> str:
    """How long ago, in days: "hari ini", "kemarin", "2 hari lalu"."""
    words = jarak_hari(moment)
    if words == "lewat 1 hari":
        return "kemarin"
    return words.removeprefix("lewat ") + " lalu" if words.startswith("lewat") else words
