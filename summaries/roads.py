"""The roadmap of a book as lines and stations."""

from summaries.blocks import RoadLine, RoadLines, Station
from summaries.spreads import begins


def road_lines(data, caption) -> RoadLines | None:
    """A line for each dimension that has a scheduled program; None without any."""
    lines = []
    for code, dimension in data.dimensions.items():
        stations = [
            Station(begins(program), program.name, program.is_quickwin)
            for _, program in data.programs[code]
            if program.years
        ]
        if stations:
            order = sorted(stations, key=lambda stop: (stop.year, not stop.is_quickwin))
            lines.append(RoadLine(dimension, tuple(order)))
    if not lines:
        return None
    return RoadLines(caption(), tuple(data.years), data.phases, tuple(lines))
