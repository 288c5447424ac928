"""Squares: regions by their state, and a table whose cells are shaded by their value."""

from dataclasses import dataclass

from indonesian import angka
from pictures.drawing import WIDTH, Drawing, box, drawing, element, shortened, together, words

ACROSS, HIGH = 3, 34
GAP, LEFT, LINE, TOP = 4, 110, 26, 34
DARKEST = 4


@dataclass(frozen=True)
class Tile:
    """One thing with its state; `key` is the class of the fill, `url` where it leads."""

    name: str
    key: str
    state: str
    url: str = ""


def tiles(caption: str, head: str, found: list[Tile], legend: list[tuple[str, str]]) -> Drawing:
    """A tile for each, in the order given; the colour and a word say the state."""
    wide, parts = (WIDTH - (ACROSS - 1) * GAP) / ACROSS, []
    for number, tile in enumerate(found):
        row, column = divmod(number, ACROSS)
        x, y = column * (wide + GAP), float(row * (HIGH + GAP))
        tip = f"{tile.name}: {tile.state}"
        drawn = together(
            [
                box(x, y, wide, HIGH, f"pic-tile pic-fill-{tile.key}", tip),
                words(x + 6, y + 15, shortened(tile.name, 16), "pic-small"),
                words(x + 6, y + 28, shortened(tile.state, 18), "pic-tiny"),
            ]
        )
        parts.append(element("a", drawn, href=tile.url) if tile.url else drawn)
    height = -(-len(found) // ACROSS) * (HIGH + GAP)
    rows = [[tile.name, tile.state] for tile in found]
    shown = [(f"pic-fill-{key}", name) for key, name in legend]
    return Drawing(caption, drawing(caption, height, parts), [head, "Keadaan"], rows, shown)


@dataclass(frozen=True)
class ShadedRow:
    """A line of a shaded table; None is a cell without a value."""

    label: str
    values: list[float | None]


def shaded_grid(
    caption: str, head: str, columns: list[str], lines: list[ShadedRow], most: float
) -> Drawing:
    """A cell is the darker, the nearer its value is to `most`."""
    wide, parts = (WIDTH - LEFT) / max(len(columns), 1), []
    for column, name in enumerate(columns):
        middle = LEFT + (column + 0.5) * wide
        first, second = _in_two(name, int(wide / 6))
        parts.append(words(middle, 12, first, "pic-tiny", "middle"))
        parts.append(words(middle, 26, second, "pic-tiny", "middle"))
    for row, line in enumerate(lines):
        top = TOP + row * LINE
        parts.append(words(0, top + 17, shortened(line.label, 16)))
        for column, value in enumerate(line.values):
            x, text = LEFT + column * wide, "–" if value is None else angka(round(value, 1))
            shade = 0 if value is None else min(DARKEST, max(1, round(value / most * DARKEST)))
            kind = f"pic-fill-a pic-shade-{shade}" if shade else "pic-none"
            tip = f"{line.label}, {columns[column]}: {text}"
            parts.append(box(x + 1.0, top + 2.0, wide - 2, LINE - 4, kind, tip))
            light = "pic-on-dark" if shade > DARKEST // 2 else "pic-small"
            parts.append(words(x + wide / 2, top + 17, text, light, "middle"))
    rows = [
        [line.label, *["belum" if v is None else angka(round(v, 1)) for v in line.values]]
        for line in lines
    ]
    svg = drawing(caption, TOP + len(lines) * LINE, parts)
    return Drawing(caption, svg, [head, *columns], rows)


def _in_two(name, most):
    """A head over two lines, each as long as its column bears."""
    first, _, rest = name.partition(" ")
    return shortened(first, max(most, 4)), shortened(rest, max(most, 4))
