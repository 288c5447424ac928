"""A map with a sign at each place, and the same places as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from maps.coast import INDONESIA, Bounds, clipped, coastlines
from maps.names import names_beside
from pictures.drawing import Drawing, element, together

WIDTH = 1000  # of the drawing; it is as wide as the page lets it be
ROOM = 0.35  # degrees around the outermost places of a part of the country
NEARLY_ALL = 40.0  # degrees; what is as wide as this is shown on the map of the nation
ASPECT = 2.0  # a part of the country is at least so much wider than high, as a page is
LEAST = 2.0  # degrees; a map of a single town shows its surroundings


@dataclass(frozen=True)
class MapMark:
    """What a sign stands for; colour is never the only difference, `shape` is another.

    `key` is the class of its fill (pic-fill-<key>); shapes: disc, ring, square, triangle, diamond.
    """

    key: str
    name: str
    shape: str = "disc"


@dataclass(frozen=True)
class MapPoint:
    """A place: where, what it is, what a pointer reads, where it leads, what its row says more."""

    latitude: float
    longitude: float
    mark: MapMark
    label: str
    address: str = ""
    cells: Sequence[str] = field(default=())
    name: str = ""  # what the map itself says beside the sign, where there is room


def bounds_of(points: Sequence[MapPoint]) -> Bounds:
    """What a map of these places shows: all of them with some room, or the nation."""
    if not points:
        return INDONESIA
    south, north = _span([point.latitude for point in points])
    west, east = _span([point.longitude for point in points])
    if east - west > NEARLY_ALL:
        return INDONESIA
    beside = max(0.0, (north - south) * ASPECT - (east - west)) / 2
    return Bounds(west - beside, south, east + beside, north)


def _span(values):
    low, high = min(values) - ROOM, max(values) + ROOM
    short = max(0.0, LEAST - (high - low)) / 2
    return low - short, high + short


def draw_map(
    caption: str,
    heads: Sequence[str],
    marks: Sequence[MapMark],
    points: Sequence[MapPoint],
    *,
    bounds: Bounds = INDONESIA,
) -> Drawing:
    """The places on a map of the bounds. `heads` name the columns after place and mark.

    Who does not see it reads the table, which has every place; the links of the signs are for a
    pointer, and the page links from the table.
    """
    scale = WIDTH / bounds.width
    size = 5.0 if bounds.width > 12 else 9.0

    def at(point):
        return (
            (point.longitude - bounds.west) * scale,
            (bounds.north - point.latitude) * scale,
        )

    order = {mark: number for number, mark in enumerate(marks)}
    shown = sorted(points, key=lambda point: -order[point.mark])  # the first mark lies on top
    signs = [_place(point, *at(point), size) for point in shown]
    if bounds.detail == "province":
        signs += names_beside([(point.name, *at(point)) for point in shown[::-1]], size)
    svg = element(
        "svg",
        together([mark_safe(_land(bounds)), *signs]),  # noqa: S308 - paths of our own data
        viewBox=f"0 0 {WIDTH} {round(bounds.height * scale)}",
        kind="pic pic-map",
        aria_hidden="true",
        focusable="false",
    )
    rows = [[point.label, point.mark.name, *point.cells] for point in points]
    counted = {mark: sum(point.mark == mark for point in points) for mark in marks}
    legend = [(_sign(mark, 5.0, 5.0, 4.0), f"{mark.name}: {counted[mark]}") for mark in marks]
    return Drawing(caption, svg, list(heads), rows, legend)


def _place(point, x, y, size) -> SafeString:
    sign = _sign(point.mark, x, y, size, element("title", f"{point.label}: {point.mark.name}"))
    if not point.address:
        return sign
    return element("a", sign, href=point.address, tabindex="-1")


def _sign(mark, x, y, size, tip="") -> SafeString:
    kind = f"pic-fill-{mark.key} pic-sign pic-sign--{mark.shape}"
    if mark.shape in {"disc", "ring"}:
        radius = size if mark.shape == "disc" else size * 0.75
        return element("circle", tip, cx=round(x, 1), cy=round(y, 1), r=radius, kind=kind)
    return element("path", tip, d=_outline(mark.shape, x, y, size), kind=kind)


def _outline(shape, x, y, size):
    corners = {
        "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        "triangle": ((0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
        "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    }[shape]
    places = (f"{x + dx * size:.1f} {y + dy * size:.1f}" for dx, dy in corners)
    return f"M{'L'.join(places)}z"


@lru_cache(maxsize=64)
def _land(bounds: Bounds) -> str:
    """The land of these bounds; kept, as the country does not change from page to page."""
    scale = WIDTH / bounds.width
    kinds = {"around": "pic-land pic-land--around", "indonesia": "pic-land"}
    found = coastlines(bounds.detail)
    return together(
        element("path", d=_path(found[of], bounds, scale), kind=kind) for of, kind in kinds.items()
    )


def _path(rings, bounds, scale):
    """Whole units of the drawing, as steps: a third of the letters that coordinates would take."""
    out = []
    for ring in rings:
        x = y = None
        for lon, lat in clipped(ring, bounds):
            to = round((lon - bounds.west) * scale), round((bounds.north - lat) * scale)
            if x is None:
                out.append(f"M{to[0]} {to[1]}l")
            elif to != (x, y):
                out.append(f"{to[0] - x} {to[1] - y} ")
            x, y = to
        if x is not None:
            out.append("z")
    return "".join(out).replace(" -", "-").replace(" z", "z").replace("lz", "z")
