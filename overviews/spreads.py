"""What the short book shows of the whole way: plain values. Its dimensions: `summaries`."""

from dataclasses import dataclass
from typing import ClassVar

from exports.book_content import BookBlock, BookDimension, Caption
from exports.program_blocks import RoadmapPhase


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
