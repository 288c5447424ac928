"""Roles, indicators, risks and phases of all programs as plain values; each names its template.

A `key` names the row of the snapshot that something was made from, as in `exports.analysis_blocks`.
"""

from dataclasses import dataclass
from typing import ClassVar

from exports.book_content import BookBlock, BookDimension, Caption
from exports.program_blocks import DetailLine, ProgramRow, RiskRow, RoadmapPhase


@dataclass(frozen=True)
class ActionTable(BookBlock):
    """The programs of one kind (kebijakan, infrastruktur, aplikasi, literasi, layanan)."""

    caption: Caption
    kind: str
    programs: tuple[ProgramRow, ...]
    template: ClassVar[str] = "overviews/print/actions.html"

    @property
    def total(self) -> int:
        return sum(program.total for program in self.programs)


@dataclass(frozen=True)
class RoleRow:
    """Who does what in a program."""

    number: str
    name: str
    leads: str  # answers for it and does it
    supports: tuple[str, ...]
    partners: tuple[tuple[str, str], ...]  # (name, what they are in the helix)
    consulted: str
    key: str = ""


@dataclass(frozen=True)
class RoleTable(BookBlock):
    caption: Caption
    dimension: BookDimension
    rows: tuple[RoleRow, ...]
    template: ClassVar[str] = "overviews/print/roles.html"


@dataclass(frozen=True)
class LoadRow:
    """An agency with the numbers of the programs that it leads and of those it supports."""

    agency: str
    leads: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True)
class LoadTable(BookBlock):
    caption: Caption
    head: str  # what stands over its departments, short in a province too (decision 0036)
    rows: tuple[LoadRow, ...]
    template: ClassVar[str] = "overviews/print/loads.html"


@dataclass(frozen=True)
class MeasuredProgram:
    number: str
    name: str
    agency: str
    lines: tuple[DetailLine, ...]
    key: str = ""


@dataclass(frozen=True)
class IndicatorTable(BookBlock):
    """What is counted in a dimension, from which figure, and how far it shall come by year."""

    caption: Caption
    dimension: BookDimension
    years: tuple[int, ...]
    programs: tuple[MeasuredProgram, ...]
    template: ClassVar[str] = "overviews/print/indicators.html"
    wide: ClassVar[bool] = True

    @property
    def columns(self) -> int:
        return len(self.years) + 3


@dataclass(frozen=True)
class QuickWinRisk:
    dimension: BookDimension
    quickwin: str
    risk: RiskRow


@dataclass(frozen=True)
class RiskTable(BookBlock):
    """The risks of the quick wins, the gravest first."""

    caption: Caption
    rows: tuple[QuickWinRisk, ...]
    template: ClassVar[str] = "overviews/print/risks.html"


@dataclass(frozen=True)
class ProgramRiskTable(BookBlock):
    """What programs say may go wrong, in their own words."""

    caption: Caption
    programs: tuple[ProgramRow, ...]
    template: ClassVar[str] = "overviews/print/program_risks.html"


@dataclass(frozen=True)
class PhaseCell:
    letter: str = ""  # P, B or O; empty where nothing happens
    amount: int = 0


@dataclass(frozen=True)
class PhaseProgram:
    program: ProgramRow
    cells: tuple[PhaseCell, ...]

    @property
    def is_running(self) -> bool:
        return any(cell.letter or cell.amount for cell in self.cells)

    @property
    def total(self) -> int:
        return sum(cell.amount for cell in self.cells)


@dataclass(frozen=True)
class PhaseGroup:
    dimension: BookDimension
    rows: tuple[PhaseProgram, ...]


@dataclass(frozen=True)
class PhaseTable(BookBlock):
    """What runs in one phase, year by year, with the money of each year."""

    caption: Caption
    phase: RoadmapPhase
    years: tuple[int, ...]
    groups: tuple[PhaseGroup, ...]
    template: ClassVar[str] = "overviews/print/phase.html"
    wide: ClassVar[bool] = True

    @property
    def columns(self) -> int:
        return len(self.years) + 4

    @property
    def totals(self) -> tuple[int, ...]:
        rows = [row for group in self.groups for row in group.rows]
        return tuple(sum(row.cells[n].amount for row in rows) for n in range(len(self.years)))

    @property
    def total(self) -> int:
        return sum(self.totals)
