"""A worksheet as one person sees it: rows that she may change as boxes, the others' as text.

Reads all rows of the kind in a fixed number of queries, and shows as many as a page bears: sixty
Perangkat Daerah with five rows for each dimension make 1,800.
"""

from dataclasses import dataclass, field
from functools import cached_property

from analyses.codes import Codes
from analyses.completeness import AnalysisCounts, dimensions_written_in
from analyses.groups import Group
from analyses.kinds import RowKind, grouped, unfilled
from analyses.models import Finding, ReadinessItem, SwotEntry, TowsStrategy
from analyses.rules import is_of_own_agency
from indonesian import counted
from masterplans.claims import HeadClaim
from masterplans.models import Masterplan
from pictures import Drawing
from regions.rules import agencies_for, agencies_of, roles_of
from tables.grid import Box, Grid
from worksheets.readiness_pictures import readiness_pictures
from worksheets.views.grid import SheetGrids

MOST_ON_A_PAGE = 150  # rows of all headings together; above that one heading at a time
MOST_BOXES = 100  # rows with boxes


@dataclass
class WorksheetRow:
    """One row of the page."""

    finding: Finding
    code: str
    may_change: bool


@dataclass
class WorksheetLeaf:
    """A heading with its rows: those with boxes, and those of others."""

    group: Group
    of: str
    rows: list[WorksheetRow]
    others: list[WorksheetRow]
    key: str
    codes_token: str = ""
    letter: str = ""  # before the numbers of its rows
    grid: Grid | None = None

    @property
    def title(self) -> str:
        return self.group.title

    @property
    def new(self) -> list[Box]:
        """The boxes of the row to come."""
        return [box for cell in self.grid.rows[-1].cells for box in cell.boxes]


@dataclass
class WorksheetBlock:
    """A dimension, an area of readiness, a year: some leaves below one heading."""

    group: Group
    leaves: list[WorksheetLeaf]
    entries: list[tuple] = field(default_factory=list)  # code and SWOT row, for strategies
    is_folded: bool = False

    @property
    def others(self) -> int:
        return sum(len(leaf.others) for leaf in self.leaves)


class Worksheet:
    """All of one kind of rows of a masterplan, for one person.

    `agency` (a key) and `heading` (the key of a group) narrow what is shown; `dimensions` (codes,
    between commas) come first, and the others are folded.
    """

    def __init__(
        self,
        masterplan: Masterplan,
        kind: RowKind,
        user,
        *,
        agency="",
        heading="",
        dimensions="",
        query="",
    ):
        self.masterplan, self.kind, self.user, self.query = masterplan, kind, user, query
        self.agency = int(agency) if str(agency).isdecimal() else None
        self.asked_dimensions = set(filter(None, dimensions.split(",")))
        self.rows = list(kind.rows(masterplan))
        self.groups = grouped(kind, masterplan, self.rows)
        self.heading = heading if any(group.key == heading for group in self.groups) else ""
        self.may_add = user.has_perm("analyses.add_finding", masterplan)

    # --- how far

    @cached_property
    def _unfilled(self):
        return unfilled(self.kind, self.groups, AnalysisCounts(self.masterplan))

    @property
    def empty(self) -> list[Group]:
        return self._unfilled[0]

    @property
    def total(self) -> int:
        return self._unfilled[1]

    @property
    def done(self) -> int:
        return self.total - len(self.empty)

    @property
    def without_proof(self) -> Finding | None:
        """The first row that is asked for its evidence, when every heading has rows."""
        if not self.empty or any(not group.rows for group in self.empty):
            return None
        rows = [row for group in self.empty for row in group.rows]
        bare = [row for row in rows if isinstance(row, ReadinessItem) and not row.has_evidence]
        return bare[0] if bare else None

    @cached_property
    def claim(self) -> HeadClaim:
        """What the head of the page asks, or says when nothing of the kind is missing."""
        if self.kind.is_inventory:
            return HeadClaim(self.kind.asked, claims_all=False)
        if self.without_proof:
            what = f"{counted(len(self.empty))} {self.kind.unit}"
            return HeadClaim(f"Lengkapi bukti dukung {what}.", claims_all=False)
        if self.empty:
            return HeadClaim(self.kind.asked, claims_all=False)
        return HeadClaim(f"Setiap {self.kind.unit} sudah terisi.", claims_all=True)

    @property
    def far(self) -> str:
        if self.kind.is_inventory:
            agencies = len({row.agency_id for row in self.rows if row.agency_id})
            if not self.rows:
                return f"Belum ada {self.kind.one}"
            return f"{len(self.rows)} {self.kind.one} dari {agencies} Perangkat Daerah"
        return f"{self.done} dari {self.total} {self.kind.unit} sudah terisi"

    # --- who

    @cached_property
    def agencies(self) -> list:
        """Those that the person may write for."""
        return list(agencies_for(self.user, self.masterplan.region)) if self.may_add else []

    @property
    def chooses_agency(self) -> bool:
        return len(self.agencies) > 1

    @cached_property
    def agency_of_new(self):
        """The Perangkat Daerah that a new row begins with."""
        own = agencies_of(self.user, self.masterplan.region)
        wanted = self.agency or (min(own) if own else None)
        found = [agency for agency in self.agencies if agency.pk == wanted]
        if not found and len(self.agencies) == 1:
            found = self.agencies
        return found[0] if found else None

    @cached_property
    def _may_change(self):
        return may_change(self.user, self.masterplan)

    # --- what is shown

    @cached_property
    def shown(self) -> list[Group]:
        """The headings of this page: all, or one at a time when there are too many rows."""
        if not self.heading and len(self.rows) <= MOST_ON_A_PAGE:
            return self.groups
        near = [group for group in self.groups if group.key in self.near]
        first = next((group for group in near or self.groups if group.rows), self.groups[0])
        return [group for group in self.groups if group.key == (self.heading or first.key)]

    @property
    def is_narrowed(self) -> bool:
        return len(self.shown) < len(self.groups)

    @cached_property
    def too_many(self) -> int:
        """How many rows she could change but sees as text, because the page would not bear them."""
        mine = [row for group in self.shown for row in group.rows if self._is_asked(row)]
        count = sum(map(self._may_change, mine))
        return count if count > MOST_BOXES else 0

    @cached_property
    def near(self) -> set[str]:
        """The codes of the dimensions that she works in; empty when all are as near to her."""
        if not self.may_add or not self.groups[0].dimension:
            return set()
        known = {group.key for group in self.groups}
        roles = roles_of(self.user, self.masterplan.region)
        own = set() if roles & {"lead", "dimension_lead"} else self._own_dimensions()
        return (self.asked_dimensions | own) & known

    def _own_dimensions(self):
        agencies = agencies_of(self.user, self.masterplan.region)
        return dimensions_written_in(self.masterplan, agencies) if agencies else set()

    @cached_property
    def blocks(self) -> list[WorksheetBlock]:
        return [self._block(group) for group in self.shown]

    @property
    def open_blocks(self) -> list[WorksheetBlock]:
        return [block for block in self.blocks if not block.is_folded]

    @property
    def folded_blocks(self) -> list[WorksheetBlock]:
        """The dimensions of others: a writer of one Perangkat Daerah seldom needs them."""
        return [block for block in self.blocks if block.is_folded]

    @cached_property
    def columns(self) -> list:
        """The columns of the grid; a writer of one Perangkat Daerah needs no column for it."""
        columns = self.kind.grid_columns
        return [c for c in columns if c.box != "agency" or self.chooses_agency]

    @cached_property
    def grids(self) -> SheetGrids:
        return SheetGrids(self, self.query)

    @cached_property
    def codes(self) -> Codes | None:
        return Codes(self.masterplan) if self.kind.model is TowsStrategy else None

    @property
    def pictures(self) -> list[Drawing]:
        """What there is to look at below the rows: the radar of readiness."""
        if self.kind.model is not ReadinessItem:
            return []
        return readiness_pictures(self.rows, self.masterplan.dimension_set.dimensions.all())

    @property
    def takes_files(self) -> bool:
        return self.kind.model is ReadinessItem

    def _is_asked(self, row):
        return not self.agency or row.agency_id == self.agency

    def _block(self, group):
        leaves = [self._leaf(leaf, group) for leaf in group.leaves]
        entries = self.codes.of(group.dimension.pk) if self.codes else []
        is_folded = bool(self.near) and group.key not in self.near and not self.is_narrowed
        return WorksheetBlock(group, leaves, entries, is_folded)

    def _leaf(self, group, of):
        letter = group.fixed["kind"] if self.kind.model is SwotEntry else ""
        rows = [
            WorksheetRow(row, f"{letter}{number}", self._may_change(row))
            for number, row in enumerate(group.rows, 1)
        ]
        rows = [row for row in rows if self._is_asked(row.finding)]
        mine = [row for row in rows if row.may_change and not self.too_many]
        others = [row for row in rows if row not in mine]
        token = self.codes.token(of.dimension.pk) if self.codes else ""
        heading = of.title if of is not group else ""
        leaf = WorksheetLeaf(group, heading, mine, others, group.key, token, letter)
        leaf.grid = self.grids.of(leaf) if self.may_add or mine else None
        return leaf


def may_change(user, masterplan: Masterplan):
    """The rule `analyses.change_finding` for many rows of one masterplan, without a query a row."""
    if not masterplan.is_open:
        return lambda row: False
    roles = roles_of(user, masterplan.region)
    if roles & {"lead", "dimension_lead"}:
        return lambda row: True
    return lambda row: "writer" in roles and is_of_own_agency(user, row)
