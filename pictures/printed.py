"""Drawings of the printed books: the braid of the covers, the radar of readiness.

Print knows no classes, so colours and letters are attributes. Words are escaped here.
"""

import math
from html import escape

from django.utils.safestring import SafeString, mark_safe

from indonesian import angka

ACCENT, INK, GREY, HAIR = "#0e4f63", "#1a222d", "#59616c", "#d9dde2"
STEPS = 6  # crossings of the braid


def text(x, y, words, size, weight, fill, anchor="middle") -> str:
    """A line of text in the letters of the books."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="Book Sans, Book Math, Book Symbols" '
        f'font-size="{size:.3f}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


# ---------------------------------------------------------------------------------- the braid


def braid(
    colours, width, height, *, stroke=5.2, knot=(0.34, 0.74), spread=15.5, tight=8.6, middle
) -> SafeString:
    """Six strands that come in apart, cross `STEPS` times within `knot` and part again.

    Lengths are in the unit of `width` and `height`; `knot` is where it begins and ends, as parts of
    the width; `spread` and `tight` part the strands outside and inside of it.
    """
    start, end = width * knot[0], width * knot[1]
    step = (end - start) / STEPS

    def line(strand, path):
        return f'<path d="{path}" stroke="{colours[strand]}" stroke-width="{stroke}" fill="none"/>'

    def y(slot, gap):
        return middle + (slot - 2.5) * gap

    order = list(range(6))
    out = []
    for slot, strand in enumerate(order):
        far, near = y(slot, spread), y(slot, tight)
        out.append(line(strand, _curve((-4, far), start * 0.55, start * 0.6, (start + 0.05, near))))
    for crossing in range(STEPS):
        new, under, over = _cross(
            order, crossing, start + crossing * step, step, lambda s: y(s, tight)
        )
        out += [line(strand, path) for strand, path in under]
        for strand, path in over:  # a white edge lifts the upper strand off the lower
            edge = f'<path d="{path}" stroke="#fff" stroke-width="{stroke + 1.8}" fill="none"/>'
            out += [edge, line(strand, path)]
        order = new
    for slot, strand in enumerate(order):
        far, near, rest = y(slot, spread), y(slot, tight), width - end
        path = _curve((end - 0.05, near), end + rest * 0.4, end + rest * 0.45, (width + 4, far))
        out.append(line(strand, path))
    return mark_safe(  # noqa: S308  numbers and our colours
        f'<svg class="band" viewBox="0 0 {width} {height}" aria-hidden="true">{"".join(out)}</svg>'
    )


def _curve(begin, leave, arrive, end):
    """From one height to another, level at both ends; `leave` and `arrive` are the handles."""
    (x0, y0), (x1, y1) = begin, end
    return f"M{x0:.2f} {y0:.2f}C{leave:.2f} {y0:.2f} {arrive:.2f} {y1:.2f} {x1:.2f} {y1:.2f}"


def _cross(order, crossing, left, step, y):
    """Neighbours change places; returns the new order and the paths that lie below and above."""
    new, under, over = order[:], [], []
    for slot in range(crossing % 2, 5, 2):
        new[slot], new[slot + 1] = order[slot + 1], order[slot]
    right, half = left + step, step * 0.5
    for slot, strand in enumerate(order):
        to = new.index(strand)
        path = _curve((left - 0.05, y(slot)), left + half, right - half, (right + 0.05, y(to)))
        above = to != slot and (to > slot) == (crossing % 2 == 0)
        (over if above else under).append((strand, path))
    return new, under, over


# ---------------------------------------------------------------------------------- the radar


def printed_radar(axes: list[tuple[str, float, float | None]], *, top: int = 4) -> SafeString:
    """A radar of (label, value, wanted value or None), on a scale from 0 to `top`.

    Drawn here and not by a chart library, because those turn the labels on their side.
    Needs three axes or more. The table beside it holds the same figures.
    """
    count, cx, cy, radius = len(axes), 260, 140, 108

    def at(index, value):
        angle = 2 * math.pi * index / count
        return cx + radius * value / top * math.sin(angle), cy - radius * value / top * math.cos(
            angle
        )

    def ring(values):
        return " ".join("{:.1f},{:.1f}".format(*at(i, v)) for i, v in enumerate(values))

    out = _web(count, top, at, ring)
    out.append(
        f'<polygon points="{ring([value for _, value, _ in axes])}" fill="{ACCENT}" '
        f'fill-opacity=".18" stroke="{ACCENT}" stroke-width="2"/>'
    )
    if all(wanted is not None for _, _, wanted in axes):
        out.append(
            f'<polygon points="{ring([wanted for _, _, wanted in axes])}" fill="none" '
            'stroke="#9a531b" stroke-width="1.6" stroke-dasharray="5 3"/>'
        )
    out += [
        text(cx + 4, at(0, k)[1] + 3, str(k), 7.5, 400, GREY, "start") for k in range(1, top + 1)
    ]
    for index, axis in enumerate(axes):
        out += _radar_label(axis, at(index, axis[1]), at(index, top * 1.13), cx, first=index == 0)
    words = "; ".join(_spoken(axis) for axis in axes)
    return mark_safe(  # noqa: S308  labels are escaped
        f'<svg viewBox="0 0 520 290" role="img" aria-label="Radar kesiapan: {escape(words)}">'
        f"{''.join(out)}</svg>"
    )


def _web(count, top, at, ring):
    """The rings and spokes behind the radar."""
    out = []
    for level in range(1, top + 1):
        stroke = "#aeb4bc" if level == top else HAIR
        points = ring([level] * count)
        out.append(f'<polygon points="{points}" fill="none" stroke="{stroke}" stroke-width=".8"/>')
    (cx, cy), ends = at(0, 0), [at(index, top) for index in range(count)]
    spokes = "".join(f"M{cx:.1f} {cy:.1f}L{x:.1f} {y:.1f}" for x, y in ends)
    return [*out, f'<path d="{spokes}" stroke="{HAIR}" stroke-width=".8"/>']


def _radar_label(axis, point, place, cx, *, first):
    name, value, wanted = axis
    x, y = place
    on_axis = abs(x - cx) < 2
    anchor = "middle" if on_axis else "start" if x > cx else "end"
    y += -8 if first else 4 if on_axis else -2
    numbers = angka(value, 1) if wanted is None else f"{angka(value, 1)} → {angka(wanted, 1)}"
    return [
        f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="2.8" fill="{ACCENT}"/>',
        text(x, y, name, 10.5, 700, INK, anchor),
        text(x, y + 11, numbers, 9, 500, GREY, anchor),
    ]


def _spoken(axis):
    name, value, wanted = axis
    goal = "" if wanted is None else f", diharapkan {angka(wanted, 1)}"
    return f"{name} {angka(value, 1)}{goal}"
