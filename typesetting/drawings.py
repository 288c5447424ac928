"""Drawings of the printed books, as SVG text: the same file in the PDF and on a page.

Every function returns markup that is safe to print as it is; words in it are escaped here.
"""

import re
from functools import cache

from django.utils.safestring import SafeString, mark_safe

from pictures.printed import ACCENT, braid, text
from typesetting.pictures import own_file

# The strands of the braid, top to bottom: the six dimensions of the usual set.
STRANDS = ("gov", "bra", "eco", "liv", "soc", "env")
# One outline a dimension, on a field of 24 by 24: told apart also without colour.
SHAPES = {
    "gov": '<rect x="2" y="2" width="20" height="20" rx="2.5"/>',
    "bra": '<path d="M12 0 24 12 12 24 0 12z"/>',
    "eco": '<circle cx="12" cy="12" r="11.2"/>',
    "liv": '<path d="M12 .8 23 9.6V23H1V9.6z"/>',
    "soc": '<path d="M6.3 1.6h11.4L23.6 12l-5.9 10.4H6.3L.4 12z"/>',
    "env": '<path d="M12 23C5.9 23 1 18.3 1 12.2V1h11c6.1 0 11 4.9 11 11S18.1 23 12 23z"/>',
}
OTHER_SHAPE = '<rect x="1" y="4" width="22" height="16" rx="8"/>'


@cache
def colours() -> dict[str, str]:
    """Colour of each dimension key, read from static/print/dimensions.css."""
    sheet = own_file("dimensions.css").content.decode()
    return dict(re.findall(r"\.dim-(\w+) \{ --d: (#[0-9a-f]{6})", sheet))


def colour(key: str) -> str:
    """The print colour of a dimension; the accent for one that has none."""
    return colours().get(key, ACCENT)


def mark(key: str, number: int, *, negative: bool = False) -> SafeString:
    """The number of a dimension in its shape; `negative` on a ground of the same colour."""
    ground, letters = ("#fff", colour(key)) if negative else (colour(key), "#fff")
    return mark_safe(  # noqa: S308  numbers, and the colours and shapes above
        f'<svg class="mark" viewBox="0 0 24 24" role="img" aria-label="Dimensi {int(number)}">'
        f"{_numbered(key, number, ground, letters)}</svg>"
    )


def shape(dimension) -> str:
    """The same as a part of another drawing, on a field of 24 by 24."""
    return _numbered(dimension.key, dimension.number, colour(dimension.key), "#fff")


def _numbered(key, number, ground, letters):
    baseline = 17.6 if key == "liv" else 16.4
    return f'<g fill="{ground}">{SHAPES.get(key, OTHER_SHAPE)}</g>' + text(
        12, baseline, str(int(number)), 12.5, 700, letters
    )


# ---------------------------------------------------------------------------------- the braid


def cover_braid() -> SafeString:
    """Six strands tied into one knot, over the foot of the cover."""
    return braid([colour(key) for key in STRANDS], 210, 132, middle=54)


def opener_braid() -> SafeString:
    """The same, thin, at the foot of a chapter's first page."""
    palette = [colour(key) for key in STRANDS]
    return braid(palette, 160, 34, stroke=1.5, spread=5.4, tight=2.9, knot=(0.62, 0.84), middle=17)
