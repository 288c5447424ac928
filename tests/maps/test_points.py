"""Every kabupaten and kota has a point, on land, in its province, near its town."""

import csv
import math
from collections import Counter
from pathlib import Path

import pytest

from maps.coast import coastlines
from regions.points import points

REGIONS = Path(__file__).parents[2] / "regions" / "data" / "regions.csv"
# Natural Earth's shore is drawn for maps of 1:10,000,000, and our copy leaves it by a kilometre.
SHORE = 5  # kilometres
NOT_DRAWN = {"31.01"}  # Kepulauan Seribu
TOWNS = {  # latitude and longitude of seats of government, as any atlas has them
    "33.04": (-7.397, 109.695),  # Banjarnegara
    "35.17": (-7.546, 112.233),  # Jombang
    "32.05": (-7.220, 107.900),  # Garut
    "34.04": (-7.716, 110.355),  # Sleman
    "61.05": (0.067, 111.500),  # Sintang
    "73.71": (-5.135, 119.420),  # Makassar
    "81.71": (-3.695, 128.180),  # Ambon
    "92.02": (-0.860, 134.060),  # Manokwari
    "93.01": (-8.490, 140.400),  # Merauke
    "11.71": (5.548, 95.323),  # Banda Aceh
    "53.71": (-10.170, 123.600),  # Kupang
    "71.71": (1.474, 124.842),  # Manado
    "62.71": (-2.210, 113.920),  # Palangka Raya
    "35.25": (-7.156, 112.656),  # Gresik
    "35.20": (-7.650, 111.330),  # Magetan
    "33.25": (-6.910, 109.730),  # Batang, not the village of that name near Jepara
}


def kilometres(one, other):
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def codes():
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if row["parent_code"]}


def test_each_of_the_514_has_one():
    assert len(points()) == 514
    assert points().keys() == codes()


@pytest.mark.parametrize("code", TOWNS)
def test_a_town_that_everybody_knows_lies_within_15_kilometres(code):
    assert kilometres(points()[code], TOWNS[code]) < 15


def test_no_two_lie_on_each_other():
    assert max(Counter(points().values()).values()) == 1


def test_none_lies_in_the_sea_by_more_than_the_error_of_the_coastline():
    rings = coastlines("province")["indonesia"]
    at_sea = {code for code, at in points().items() if not _is_on_land(*at, rings)}
    far = {code for code in at_sea if _to_shore(*points()[code], rings) > SHORE}
    assert far == NOT_DRAWN


def test_each_has_its_own_province_for_a_neighbour():
    """One that was put into the wrong part of the country would have strangers around it."""
    alone = set()
    for code, at in points().items():
        near = sorted(points(), key=lambda other: kilometres(at, points()[other]))[1:7]
        if not any(other[:2] == code[:2] for other in near):
            alone.add(code)
    assert alone == set()


def _is_on_land(lat, lon, rings):
    return any(_holds(ring, lat, lon) for ring in rings)


def _sides(ring):
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _holds(ring, lat, lon):
    inside = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _to_shore(lat, lon, rings):
    return min(_to_side(lat, lon, side) for ring in rings for side in _sides(ring))


def _to_side(lat, lon, side):
    (x1, y1), (x2, y2) = side
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = ((lon - x1) * (x2 - x1) + (lat - y1) * (y2 - y1)) / length if length else 0
    along = min(max(along, 0), 1)
    return kilometres((lat, lon), (y1 + along * (y2 - y1), x1 + along * (x2 - x1)))
