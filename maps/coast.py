"""Coastlines as paths, cut to the part of the world that is drawn."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "coast.json"
WIDE = 12.0  # degrees; a map that shows more takes the coarse coastline


@dataclass(frozen=True)
class Bounds:
    """What a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        return self.east - self.west

    @property
    def height(self) -> float:
        return self.north - self.south

    @property
    def detail(self) -> str:
        return "nation" if self.width > WIDE else "province"


INDONESIA = Bounds(94.8, -11.2, 141.2, 6.4)
# What is cut off, edge by edge: which coordinate, its value, and whether larger ones stay.
Ring = list[tuple[float, float]]


@cache
def coastlines(detail: str) -> dict[str, list[Ring]]:
    """The rings of `indonesia` and of what lies `around`, in degrees east and north.

    `detail` is `nation` or `province` (maps/data/derive_coast.py). Read once per process.
    """
    found = json.loads(SOURCE.read_text())[detail]
    return {of: [_unfolded(steps) for steps in rings] for of, rings in found.items()}


def _unfolded(steps):
    x = y = 0
    ring = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / 100, y / 100))
    return ring


def clipped(ring: Ring, bounds: Bounds) -> Ring:
    """The part of a ring that lies within the bounds (Sutherland and Hodgman), [] for none."""
    edges = (
        (0, bounds.west, True),
        (0, bounds.east, False),
        (1, bounds.south, True),
        (1, bounds.north, False),
    )
    for axis, limit, above in edges:
        ring = _cut(ring, axis, limit, above)
    return ring


def _cut(ring, axis, limit, above):
    kept = []
    for last, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, is_in = ((one[axis] >= limit) == above for one in (last, here))
        if was != is_in:
            kept.append(_crossing(last, here, axis, limit))
        if is_in:
            kept.append(here)
    return kept


def _crossing(last, here, axis, limit):
    along = (limit - last[axis]) / (here[axis] - last[axis])
    other = last[1 - axis] + along * (here[1 - axis] - last[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)
