"""A roadmap drawn as a map of lines, and the twelve months of a quick win as a ring."""

import math
from collections import defaultdict
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from pictures.printed import ACCENT, GREY, HAIR, INK, text

WIDTH, LEFT, RIGHT, TOP, HEIGHT = 1028, 128, 14, 58, 506
ROWS = 2  # of words that a station may have
UP, DOWN = -13, 21.5  # where the words above and below a line begin


@dataclass(frozen=True)
class PrintedLine:
    """A line: its mark as SVG, its name in two parts, its colour, and (year, name, is double)."""

    mark: str
    name: tuple[str, str]
    colour: str
    stations: tuple[tuple[int, str, bool], ...]


def printed_road(years, phases, lines: list[PrintedLine], spoken: str) -> SafeString:
    """The map. Of the stations of a year two have their names, above and below; the rest is
    counted. `phases` have a name, a first and a last year."""
    column = (WIDTH - LEFT - RIGHT) / len(years)
    gap = (HEIGHT - TOP - 12) / len(lines)
    middle = {year: LEFT + (place + 0.5) * column for place, year in enumerate(years)}
    out = [*_phases(phases, middle, column), *_years(middle, column)]
    for place, line in enumerate(lines):
        out += _line(line, TOP + gap * (place + 0.5) + 4, middle, column)
    return mark_safe(  # noqa: S308  numbers, our colours and marks; words are escaped
        f'<svg class="road" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(spoken)}">{"".join(out)}</svg>'
    )


def _phases(phases, middle, column):
    for place, phase in enumerate(phases):
        x = middle[phase.first_year] - column / 2
        width = (phase.last_year - phase.first_year + 1) * column
        ground = "#f3f4f6" if place % 2 == 0 else "#fafbfc"
        yield (
            f'<rect x="{x + 1:.1f}" y="0" width="{width - 2:.1f}" height="{HEIGHT}" '
            f'fill="{ground}"/>'
        )
        size = min(12, width / max(len(phase.name), 1) * 1.6)
        yield text(x + width / 2, 19, phase.name, size, 700, ACCENT)


def _years(middle, column):
    for year, x in middle.items():
        yield text(x, 42, str(year), min(11.5, column / 2.6), 600, INK)
        yield f'<path d="M{x:.1f} 50V{HEIGHT}" stroke="{HAIR}" stroke-width=".7"/>'


def _line(line, y, middle, column):
    end = WIDTH - RIGHT - 10
    yield (
        f'<path d="M{LEFT - 4} {y:.1f}H{end}" stroke="{line.colour}" stroke-width="5" fill="none"/>'
        f'<path d="M{end - 3} {y - 7:.1f}l13 7-13 7z" fill="{line.colour}"/>'
        f'<g transform="translate(0 {y - 13:.1f}) scale(1.08)">{line.mark}</g>'
    )
    first, second = line.name
    yield text(34, y - 1, first, 10, 500, line.colour, "start")
    yield text(34, y + 11, second, 11, 700, line.colour, "start")
    by_year = defaultdict(list)
    for year, name, is_double in line.stations:
        by_year[year].append((name, is_double))
    for year, stops in by_year.items():
        yield from _stations(stops, middle[year], y, column, line.colour)


def _stations(stops, x, y, column, colour):
    letters = max(6, int(column / 5.4))
    shown = stops[:2] if len(stops) <= 2 else stops[:1]
    is_double = any(double for _, double in stops)
    yield _ring(x, y, 7 if is_double else 4.6, colour, is_double)
    for (name, double), start in zip(shown, (UP, DOWN), strict=False):
        yield from _words(name, x, y, start, letters, bold=double)
    if len(stops) > 2:
        rest = len(stops) - 1
        words = f"{rest} program lain" if letters > 8 else str(rest)
        yield from _words(words, x, y, DOWN, letters, grey=True)


def _ring(x, y, radius, colour, is_double):
    at = f'<circle cx="{x:.1f}" cy="{y:.1f}"'
    ring = f'{at} r="{radius}" fill="#fff" stroke="{colour}" stroke-width="2.6"/>'
    return f'{ring}{at} r="2.9" fill="{colour}"/>' if is_double else ring


def _words(name, x, y, start, letters, *, bold=False, grey=False):
    rows = in_rows(name, letters, ROWS)
    top = y + start - (11.5 * (len(rows) - 1) if start < 0 else 0)
    for place, row in enumerate(rows):
        yield text(x, top + place * 11.5, row, 9.6, 700 if bold else 500, GREY if grey else INK)


def in_rows(words: str, letters: int, rows: int) -> list[str]:
    """Words on at most so many rows of so many letters; what has no room ends with "…"."""
    found, left = [""], words.split()
    for word in left:
        if found[-1] and len(found[-1]) + len(word) + 1 > letters:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    cut = [row if len(row) <= letters + 2 else row[: letters + 1] + "…" for row in found[:rows]]
    if len(found) > rows and not cut[-1].endswith("…"):
        cut[-1] = cut[-1][:letters] + "…"
    return cut


def month_ring(months, mark: str, colour: str, spoken: str) -> SafeString:
    """Twelve months around a mark, those in which something is done filled; first at the top."""
    out = []
    for month in range(1, 13):
        is_on = month in months
        stroke, width = (colour, 9) if is_on else (HAIR, 5)
        out.append(
            f'<path d="{_arc(month)}" stroke="{stroke}" stroke-width="{width}" fill="none"/>'
        )
        x, y = _at(month - 0.5, 31.5)
        out.append(text(x, y + 2.2, str(month), 6.2, 600 if is_on else 400, INK if is_on else GREY))
    out.append(f'<g transform="translate(37 37) scale(1.09)">{mark}</g>')
    return mark_safe(  # noqa: S308  numbers, our colours and marks; words are escaped
        f'<svg class="ring" viewBox="0 0 100 100" role="img" aria-label="{escape(spoken)}">'
        f"{''.join(out)}</svg>"
    )


def _at(months, radius):
    turn = 2 * math.pi * months / 12
    return 50 + radius * math.sin(turn), 50 - radius * math.cos(turn)


def _arc(month):
    (x0, y0), (x1, y1) = _at(month - 0.95, 42), _at(month - 0.05, 42)
    return f"M{x0:.2f} {y0:.2f}A42 42 0 0 1 {x1:.2f} {y1:.2f}"
