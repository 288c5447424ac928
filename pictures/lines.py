"""The way of an indicator from its baseline to its target."""

from dataclasses import dataclass

from indonesian import angka
from pictures.drawing import WIDTH, Drawing, drawing, element, rule, words

HIGH, TOP, SIDE = 110, 26, 30


@dataclass(frozen=True)
class Point:
    """A year and its value; `is_baseline`: measured, not aimed at."""

    year: int
    value: float
    is_baseline: bool = False


def path_to_target(caption: str, points: list[Point], unit: str) -> Drawing:
    """The points by year on a line; the first and the last say their value."""
    points = sorted(points, key=lambda point: point.year)
    low, high = min(p.value for p in points), max(p.value for p in points)
    first, last = points[0].year, points[-1].year
    room = WIDTH - 2 * SIDE

    def at(point):
        x = SIDE + (point.year - first) / max(last - first, 1) * room
        share = float((point.value - low) / (high - low)) if high > low else 0.5
        return x, TOP + (1 - share) * HIGH

    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, points))
    floor = TOP + HIGH + 8
    parts = [rule(SIDE, floor, WIDTH - SIDE, floor)]
    parts.append(element("polyline", points=corners, kind="pic-path"))
    for number, point in enumerate(points):
        x, y = at(point)
        kind = "pic-dot pic-dot--base" if point.is_baseline else "pic-dot"
        tip = element("title", f"{point.year}: {angka(point.value)} {unit}")
        parts.append(element("circle", tip, cx=x, cy=y, r=4, kind=kind))
        if number in (0, len(points) - 1):
            parts.append(words(x, y - 10, angka(point.value), "pic-number", "middle"))
            parts.append(words(x, floor + 16, point.year, "pic-small", "middle"))
    rows = [
        [f"{point.year}{' (nilai awal)' if point.is_baseline else ''}", angka(point.value)]
        for point in points
    ]
    svg = drawing(caption, floor + 22, parts)
    return Drawing(caption, svg, ["Tahun", unit[:1].upper() + unit[1:]], rows)
