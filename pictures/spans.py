"""A roadmap in miniature: in which years something happens, and how much."""

from dataclasses import dataclass

from indonesian import angka
from pictures.drawing import WIDTH, Drawing, box, drawing, shortened, words

LINE, TOP, LEFT = 26, 20, 110
DARKEST = 4  # shades of a colour
FEW_YEARS = 6  # more of them do not fit in full


@dataclass(frozen=True)
class Span:
    """A line: its colour, its name, and how many things happen in each year."""

    key: str
    label: str
    counts: list[int]


def spans(caption: str, head: str, years: list[int], lines: list[Span], noun: str) -> Drawing:
    """A line below the other, a box for every year in which something happens."""
    wide = (WIDTH - LEFT) / max(len(years), 1)
    most = max([count for line in lines for count in line.counts], default=0) or 1
    parts = []
    for column, year in enumerate(years):
        middle = LEFT + (column + 0.5) * wide
        text = year if len(years) <= FEW_YEARS else f"’{year % 100:02}"
        parts.append(words(middle, 13, text, "pic-small", "middle"))
    for row, line in enumerate(lines):
        top = TOP + row * LINE
        parts.append(words(0, top + 17, shortened(line.label, 16)))
        for column, (year, count) in enumerate(zip(years, line.counts, strict=True)):
            x, shade = LEFT + column * wide, -(-count * DARKEST // most)
            tip = f"{line.label} {year}: {angka(count)} {noun}"
            kind = f"pic-fill-{line.key} pic-shade-{shade}" if count else "pic-none"
            parts.append(box(x + 1.0, top + 3.0, wide - 2, LINE - 6, kind, tip))
            if count:
                light = "pic-on-dark" if shade > DARKEST // 2 else "pic-small"
                parts.append(words(x + wide / 2, top + 17, angka(count), light, "middle"))
    heads = [head, *map(str, years)]
    rows = [[line.label, *map(angka, line.counts)] for line in lines]
    return Drawing(caption, drawing(caption, TOP + len(lines) * LINE, parts), heads, rows)
