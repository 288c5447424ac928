"""How far the analyses of a masterplan are: the table of a dimension and kind, from one count."""

from dataclasses import dataclass

from analyses.completeness import AnalysisCounts
from analyses.kinds import KINDS, RowKind
from analyses.models import GapRow, ReadinessHead, ReadinessItem
from dimensions.models import Dimension
from masterplans.models import Masterplan


@dataclass(frozen=True)
class OverviewCell:
    """How many rows there are, and whether that is nothing, a part, or what is asked."""

    kind: RowKind
    count: int
    state: str  # done, part or none


@dataclass
class Overview:
    """The table of the overview page, and its sum."""

    rows: list  # (dimension, cells)
    readiness: OverviewCell
    inventories: list[tuple[RowKind, int, int]]  # how many rows, of how many Perangkat Daerah
    done: int
    total: int
    is_named: bool = True  # every legal basis says who gave it
    rest: str = ""  # what is open all the same

    @property
    def sentence(self) -> str:
        word = "terisi" if self.rest else "lengkap"
        return f"{self.done} dari {self.total} isian analisis sudah {word}"

    @property
    def claims_all(self) -> bool:
        return self.done == self.total

    def with_open(self, rest: str) -> None:
        """Nothing is complete while the list has something for the reader: `rest` says what."""
        self.rest = rest

    @property
    def first_gap(self) -> tuple[RowKind, Dimension | None] | None:
        """The kind and the dimension to go on with; None when nothing is missing."""
        for dimension, cells in self.rows:
            for cell in cells:
                if cell.state != "done":
                    return cell.kind, dimension
        if self.readiness.state != "done":
            return self.readiness.kind, None
        return None if self.is_named else (KINDS["regulasi"], None)


def overview(masterplan: Masterplan) -> Overview:
    """Every kind in every dimension; readiness stands for the whole region. Three queries."""
    counts = AnalysisCounts(masterplan)
    dimensions = masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
    kinds = [
        kind for kind in KINDS.values() if kind.model is not ReadinessItem and not kind.is_inventory
    ]
    rows = [(one, [_cell(kind, one, counts) for kind in kinds]) for one in dimensions]
    readiness = _readiness(counts)
    cells = [cell for _, cells in rows for cell in cells] + [readiness]
    done = sum(cell.state == "done" for cell in cells)
    is_named = not counts.nameless_regulations
    return Overview(rows, readiness, _inventories(counts), done, len(cells), is_named)


def _inventories(counts):
    """Of each inventory: how many rows, and of how many Perangkat Daerah."""
    found = []
    for slug, kind in KINDS.items():
        if kind.is_inventory:
            rows = [row for row in counts.rows if row.kind == slug and row.standing]
            agencies = {row.agency for row in rows if row.agency}
            found.append((kind, sum(row.standing for row in rows), len(agencies)))
    return found


def _readiness(counts):
    """All heads have a score, and each score its evidence."""
    state = _state(len(counts.filled("kesiapan")), len(ReadinessHead.choices))
    heads = len(counts.heads)
    return OverviewCell(KINDS["kesiapan"], heads, "part" if heads and state == "none" else state)


def _cell(kind, dimension, counts):
    filled = counts.filled(kind.slug)
    if kind.model is GapRow:  # what counts is how many sub-dimensions have a row
        parts = {part.pk for part in dimension.subdimensions.all()}
        return OverviewCell(kind, len(parts & filled), _state(len(parts & filled), len(parts)))
    rows = counts.printed(kind.slug, dimension.pk)
    state = "done" if dimension.pk in filled else _state(rows, rows + 1)
    return OverviewCell(kind, rows, state)


def _state(count, asked):
    return "done" if count >= asked else "part" if count else "none"
