"""The parts of the executive summary, made to be read in ten minutes.

`spreads.py` and `roads.py` fill them; the template that each names prints it, as `block`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True)
class BigFigure:
    """A figure in large letters, and what it counts."""

    figure: str
    words: str


@dataclass(frozen=True)
class ExpectedChange:
    """Where a sub-dimension stands, and where it is to go."""

    subdimension: str
    now: str
    wanted: str


@dataclass(frozen=True)
class SpreadProgram:
    """A program in a line: what changes for people."""

    name: str
    period: str
    change: str
    agency: str
    is_quickwin: bool = False


@dataclass(frozen=True)
class SpreadQuickWin:
    name: str
    words: str
    figures: tuple[BigFigure, ...] = ()


@dataclass(frozen=True)
class PhaseStart:
    """What runs by the end of a phase."""

    phase: str
    years: str
    programs: tuple[str, ...]


@dataclass(frozen=True)
class DimensionSpread:
    """One dimension on two pages that face each other: where it stands, what will be done."""

    dimension: Any  # number, key, name, aim
    number: str
    anchor: str
    figures: tuple[BigFigure, ...]
    changes: tuple[ExpectedChange, ...]
    programs: tuple[SpreadProgram, ...]
    issues: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # programs that have no line of their own
    quickwins: tuple[SpreadQuickWin, ...] = ()
    milestones: tuple[PhaseStart, ...] = ()
    template: ClassVar[str] = "summaries/print/spread.html"
    wide: ClassVar[bool] = False


@dataclass(frozen=True)
class Station:
    """A program where it begins to be of use; quick wins have a double ring."""

    year: int
    name: str
    is_quickwin: bool = False


@dataclass(frozen=True)
class RoadLine:
    dimension: Any
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class RoadLines:
    """The roadmap as a map of lines: a dimension each, their programs as stations."""

    caption: Any
    years: tuple[int, ...]
    phases: tuple[Any, ...]  # name, first_year, last_year
    lines: tuple[RoadLine, ...]
    template: ClassVar[str] = "summaries/print/road.html"
    wide: ClassVar[bool] = True


@dataclass(frozen=True)
class QuickWinCard:
    """One quick win: what it is, who does it, in which of its twelve months something is done."""

    dimension: Any
    name: str
    expansion: str
    benefit: str
    agency: str
    months: frozenset[int]
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class QuickWinCards:
    cards: tuple[QuickWinCard, ...]
    note: str = ""
    template: ClassVar[str] = "summaries/print/quickwins.html"
    wide: ClassVar[bool] = False
