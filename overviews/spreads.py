"""What the short book shows of each dimension, and of the whole way: plain values."""

from dataclasses import dataclass
from typing import ClassVar

from exports.book_content import BookBlock, BookDimension, Caption
from exports.program_blocks import ProgramRow, QuickWinRow, RoadmapPhase


@dataclass(frozen=True)
class StartingPrograms:
    """The programs of a dimension that begin in a phase."""

    phase: RoadmapPhase
    programs: tuple[ProgramRow, ...]


@dataclass(frozen=True)
class DimensionSpread(BookBlock):
    """Two pages that lie open: what a dimension wants, in figures, and what is done for it."""

    dimension: BookDimension
    number: str
    anchor: str
    aims: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]  # (figure, what it counts)
    phases: tuple[StartingPrograms, ...]
    quickwins: tuple[QuickWinRow, ...]
    template: ClassVar[str] = "overviews/print/spread.html"


@dataclass(frozen=True)
class PhaseStep:
    """What begins in a phase for one dimension: how many, and the largest of them by name."""

    dimension: BookDimension
    count: int
    names: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.names)


@dataclass(frozen=True)
class RoadStage:
    """A phase on the picture of the way."""

    phase: RoadmapPhase
    steps: tuple[PhaseStep, ...]
    money: int

    @property
    def count(self) -> int:
        return sum(step.count for step in self.steps)


@dataclass(frozen=True)
class RoadmapOverview(BookBlock):
    """The whole way on one page: phases beside each other, what begins in each."""

    caption: Caption
    stages: tuple[RoadStage, ...]
    template: ClassVar[str] = "overviews/print/road.html"
    wide: ClassVar[bool] = True

    @property
    def lines(self) -> list[tuple[BookDimension, tuple[PhaseStep, ...]]]:
        """A line for each dimension: its steps, one a phase."""
        steps = zip(*(stage.steps for stage in self.stages), strict=True)
        return [(line[0].dimension, line) for line in steps]
