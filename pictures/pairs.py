"""Bars in pairs: what was planned, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from indonesian import angka
from pictures.drawing import WIDTH, Drawing, box, drawing, shortened, words

LINE, THICK, INNER = 30, 18, 8
LETTER = 7  # about the width of one
PLANNED, REALISED = "Rencana", "Realisasi"


@dataclass(frozen=True)
class Pair:
    """A line: its name, what was planned and what came of it."""

    label: str
    planned: int
    realised: int


def paired_bars(
    caption: str,
    head: str,
    pairs: list[Pair],
    say: Callable[[object], str] = angka,
    tell: Callable[[object], str] | None = None,
) -> Drawing:
    """A wide pale bar for the plan, a narrow dark one within it for what came of it.

    `say` writes an amount, `tell` what a pointer reads. In black and white the width tells them
    apart.
    """
    most = max((max(pair.planned, pair.realised) for pair in pairs), default=0) or 1
    left = min(max((len(pair.label) for pair in pairs), default=0), 16) * LETTER + 8
    ends = [f"{say(pair.realised)} / {say(pair.planned)}" for pair in pairs]
    right = max(map(len, ends), default=0) * LETTER + 8
    room, parts = WIDTH - left - right, []
    for row, (pair, end) in enumerate(zip(pairs, ends, strict=True)):
        top = row * LINE + 4
        wide = [float(value) / float(most) * room for value in (pair.planned, pair.realised)]
        tips = [
            f"{pair.label}, {name.lower()}: {(tell or say)(value)}"
            for name, value in ((PLANNED, pair.planned), (REALISED, pair.realised))
        ]
        parts.append(words(0, top + 14, shortened(pair.label, 16)))
        parts.append(box(left, top, wide[0], THICK, "pic-fill-plan", tips[0]))
        inner = top + (THICK - INNER) / 2
        parts.append(box(left, inner, wide[1], INNER, "pic-fill-a", tips[1]))
        parts.append(words(left + max(wide) + 6, top + 14, end, "pic-number"))
    rows = [[pair.label, say(pair.planned), say(pair.realised)] for pair in pairs]
    legend = [("pic-fill-plan", PLANNED), ("pic-fill-a", REALISED)]
    heads = [head, PLANNED, REALISED]
    return Drawing(caption, drawing(caption, len(pairs) * LINE + 4, parts), heads, rows, legend)
