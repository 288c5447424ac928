"""Maps of Indonesia, drawn on the server as SVG, each with its table.

A plain package, no Django app. Coastlines are data that ships (maps/data); points are given by
whoever draws. A map says nothing that its table does not say.
"""

from maps.drawing import MapMark, MapPoint, bounds_of, draw_map

__all__ = ["MapMark", "MapPoint", "bounds_of", "draw_map"]
