"""Names beside the signs of a map, wherever one has room."""

from collections.abc import Sequence

from pictures.drawing import words

LETTER, LINE = 8.2, 16  # width of a letter and height of a line, in units of the drawing
Box = tuple[float, float, float, float]


def names_beside(places: Sequence[tuple[str, float, float]], size: float) -> list:
    """Names right, left, below or above of their signs; one that would lie on another is left out.

    `places` are name and place in the drawing, the most important first; `size` is that of a sign.
    """
    taken: list[Box] = [(x - size, y - size, x + size, y + size) for _, x, y in places]
    written = []
    for name, x, y in places:
        for left, base in _spots(name, x, y, size):
            box = (left, base - LINE * 0.8, left + len(name) * LETTER, base + LINE * 0.2)
            if name and not any(_meet(box, other) for other in taken):
                taken.append(box)
                written.append(words(round(left, 1), round(base, 1), name, "pic-place"))
                break
    return written


def _spots(name, x, y, size):
    wide, away, middle = len(name) * LETTER, size + 4, LINE * 0.3
    yield x + away, y + middle
    yield x - away - wide, y + middle
    yield x - wide / 2, y + away + LINE * 0.8
    yield x - wide / 2, y - away - LINE * 0.2


def _meet(one: Box, other: Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
