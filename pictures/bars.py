"""Bars that lie: amounts of several kinds, added up."""

from collections.abc import Callable
from dataclasses import dataclass

from indonesian import angka
from pictures.drawing import WIDTH, Drawing, box, drawing, shortened, words

LINE, THICK = 26, 16
LETTER = 7  # about the width of one


@dataclass(frozen=True)
class Series:
    """What a colour stands for."""

    key: str  # class of the fill: pic-fill-<key>
    name: str


@dataclass(frozen=True)
class Bar:
    """One bar: what it is about, and an amount for each series."""

    label: str
    amounts: list


def stacked_bars(
    caption: str,
    head: str,
    series: list[Series],
    bars: list[Bar],
    say: Callable[[object], str] = angka,
    tell: Callable[[object], str] | None = None,
) -> Drawing:
    """One bar below the other, the sum in words beside each. `say` writes an amount; what a
    pointer reads is written by `tell`, where that is more."""
    most = max([sum(bar.amounts) for bar in bars], default=0) or 1
    left = min(max([len(bar.label) for bar in bars], default=0), 16) * LETTER + 8
    sums = [say(sum(bar.amounts)) for bar in bars]
    right = max(map(len, sums), default=0) * LETTER + 8
    room, parts = WIDTH - left - right, []
    for row, (bar, sum_) in enumerate(zip(bars, sums, strict=True)):
        top, at = row * LINE, float(left)
        parts.append(words(0, top + 17, shortened(bar.label, 16)))
        for one, amount in zip(series, bar.amounts, strict=True):
            wide = float(amount) / float(most) * room
            if wide > 0:
                tip = f"{bar.label}, {one.name}: {(tell or say)(amount)}"
                parts.append(box(at, top + 4.0, wide, THICK, f"pic-fill-{one.key}", tip))
            at += wide
        parts.append(words(at + 6, top + 17, sum_, "pic-number"))
    rows = [[b.label, *map(say, b.amounts), s] for b, s in zip(bars, sums, strict=True)]
    heads = [head, *[one.name for one in series], "Jumlah"]
    if len(series) == 1:
        heads, rows = heads[:2], [row[:2] for row in rows]
    legend = [(f"pic-fill-{one.key}", one.name) for one in series] if len(series) > 1 else []
    return Drawing(caption, drawing(caption, len(bars) * LINE, parts), heads, rows, legend)
