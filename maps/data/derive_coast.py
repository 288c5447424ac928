"""Derive coast.json, the coastlines of Indonesia and its neighbours, from the npm package
world-atlas 2.0.2 (Natural Earth 1:10m, public domain).

    npm pack world-atlas@2.0.2
    python maps/data/derive_coast.py world-atlas-2.0.2.tgz

Two states of detail: `nation` for a map of the whole country, `province` for one of a part. A ring
is a flat list of hundredths of a degree, east and north: the first place, then steps from there.
"""

import hashlib
import json
import math
import sys
import tarfile
from itertools import chain, pairwise
from pathlib import Path

TARGET = Path(__file__).with_name("coast.json")
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
WEST, SOUTH, EAST, NORTH = 94.0, -12.0, 142.0, 8.0
# How far a line may leave the shore, and the smallest island that is drawn, in degrees.
DETAIL = {"nation": (0.035, 0.06), "province": (0.008, 0.015)}


def rings(topology, country):
    """The outer rings of a country: lists of (east, north) in degrees."""
    (wide, high), (left, top) = (topology["transform"][key] for key in ("scale", "translate"))

    def arc(number):
        x = y = 0
        places = []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            places.append((x * wide + left, y * high + top))
        return places if number >= 0 else places[::-1]

    single = country["type"] == "Polygon"
    for polygon in [country["arcs"]] if single else country["arcs"]:
        arcs = [arc(number) for number in polygon[0]]
        yield arcs[0] + list(chain.from_iterable(one[1:] for one in arcs[1:]))


def simplified(places, tolerance):
    """The same line with fewer places (Ramer-Douglas-Peucker); a ring is cut at its far side."""
    if len(places) < 4:
        return places
    if places[0] == places[-1]:
        far = max(range(len(places)), key=lambda at: math.dist(places[0], places[at]))
        halves = places[: far + 1], places[far:]
        return simplified(halves[0], tolerance)[:-1] + simplified(halves[1], tolerance)
    away, at = max((_distance(p, places[0], places[-1]), i) for i, p in enumerate(places))
    if away <= tolerance:
        return [places[0], places[-1]]
    return simplified(places[: at + 1], tolerance)[:-1] + simplified(places[at:], tolerance)


def _distance(place, start, end):
    (x, y), (x1, y1), (x2, y2) = place, start, end
    length = math.dist(start, end)
    if not length:
        return math.dist(place, start)
    along = max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2))
    return math.dist(place, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


def steps(places):
    """A ring as hundredths of a degree: its first place, then the way from each to the next."""
    whole = [(round(x * 100), round(y * 100)) for x, y in places]
    whole = [whole[0], *(b for a, b in pairwise(whole) if a != b)]
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    return list(chain.from_iterable([whole[0], *moves]))


def derive(topology):
    """Rings by detail, of Indonesia and of what lies around it."""
    found = {name: {"indonesia": [], "around": []} for name in DETAIL}
    for country in topology["objects"]["countries"]["geometries"]:
        of = "indonesia" if country["properties"]["name"] == "Indonesia" else "around"
        for ring in rings(topology, country):
            if not any(WEST < x < EAST and SOUTH < y < NORTH for x, y in ring):
                continue
            for name, (tolerance, smallest) in DETAIL.items():
                xs, ys = zip(*ring, strict=True)
                if max(max(xs) - min(xs), max(ys) - min(ys)) >= smallest:
                    found[name][of].append(steps(simplified(ring, tolerance)))
    return found


def main(path):
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{path} is not world-atlas 2.0.2 (SHA-256 {digest}).")
    with tarfile.open(path) as package:
        topology = json.load(package.extractfile("package/countries-10m.json"))
    TARGET.write_text(json.dumps(derive(topology), separators=(",", ":")) + "\n")
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
