"""A radar: how far each of several heads reaches on the same scale."""

from dataclasses import dataclass
from math import cos, pi, sin

from indonesian import angka
from pictures.drawing import WIDTH, Drawing, drawing, element, rule, shortened, words

RADIUS, ABOVE = 92, 34
FEWEST = 3  # fewer spokes have no area


@dataclass(frozen=True)
class Spoke:
    """One head with its value; None where there is none yet."""

    label: str
    value: float | None


def radar(caption: str, head: str, spokes: list[Spoke], most: int, noun: str) -> Drawing:
    """The values as an area on rings from 1 to `most`. A head without a value stands at 0."""
    middle = (WIDTH / 2, RADIUS + ABOVE)
    turns = [2 * pi * number / len(spokes) - pi / 2 for number in range(len(spokes))]

    def at(turn, reach):
        return middle[0] + cos(turn) * RADIUS * reach, middle[1] + sin(turn) * RADIUS * reach

    parts = [_ring(at, turns, step / most, "pic-ring") for step in range(1, most + 1)]
    parts += [rule(*middle, *at(turn, 1)) for turn in turns]
    values = [float(spoke.value or 0) / most for spoke in spokes]
    if len(spokes) >= FEWEST:
        parts.append(_shape([at(t, v) for t, v in zip(turns, values, strict=True)], "pic-area"))
    for turn, spoke, value in zip(turns, spokes, values, strict=True):
        x, y = at(turn, value)
        parts.append(element("circle", cx=x, cy=y, r=3, kind="pic-dot"))
        x, y = at(turn, 1.1)
        anchor = "middle" if abs(cos(turn)) < 0.2 else "start" if cos(turn) > 0 else "end"
        label = f"{shortened(spoke.label, 16)} {_said(spoke.value)}"
        parts.append(words(x, y + 4, label, "pic-small", anchor))
    rows = [[spoke.label, _said(spoke.value)] for spoke in spokes]
    svg = drawing(caption, 2 * (RADIUS + ABOVE), parts)
    return Drawing(caption, svg, [head, noun], rows)


def _said(value):
    return "belum" if value is None else angka(round(float(value), 1))


def _ring(at, turns, reach, kind):
    return _shape([at(turn, reach) for turn in turns], kind)


def _shape(points, kind):
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return element("polygon", points=corners, kind=kind)
