"""Figures as pictures: drawn as SVG on the server, each with its table.

A plain package, no Django app. A picture says nothing that its table does not say, because both
come from the same call. No inline style (the site's Content-Security-Policy refuses it): shapes
have classes of `static/css/pictures.css`, positions are attributes.
"""

from pictures.bars import Bar, Series, stacked_bars
from pictures.drawing import Drawing
from pictures.grids import ShadedRow, Tile, shaded_grid, tiles
from pictures.lines import Point, path_to_target
from pictures.pairs import Pair, paired_bars
from pictures.radar import Spoke, radar
from pictures.spans import Span, spans

__all__ = [
    "Bar",
    "Drawing",
    "Pair",
    "Point",
    "Series",
    "ShadedRow",
    "Span",
    "Spoke",
    "Tile",
    "paired_bars",
    "path_to_target",
    "radar",
    "shaded_grid",
    "spans",
    "stacked_bars",
    "tiles",
]
