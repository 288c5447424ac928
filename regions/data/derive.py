"""Derive regions.csv from the npm package idn-area-data 4.0.1.

    npm pack idn-area-data@4.0.1
    python regions/data/derive.py idn-area-data-4.0.1.tgz

The result is a derivative database under the ODbL; the README beside this file attributes it.
"""

import csv
import hashlib
import io
import sys
import tarfile
from pathlib import Path

TARGET = Path(__file__).with_name("regions.csv")
SHA256 = "8d47ffb2be39c08aacb0a2dd43193a1edb5754edb1022d57158341c702acc32d"
COLUMNS = ["code", "name", "level", "parent_code", "time_zone"]

# Longest first: "Kota Administrasi Jakarta Pusat" also begins with "Kota ".
LEVEL_WORDS = {
    "Kabupaten Administrasi ": "regency",
    "Kota Administrasi ": "city",
    "Kabupaten ": "regency",
    "Kota ": "city",
}

# Keppres 41/1987: western Indonesia has WIB, the provinces named here have WITA or WIT.
# Provinces founded later keep the time of the province that they were part of.
TIME_ZONES = {
    "Asia/Makassar": ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"],
    "Asia/Jayapura": ["81", "82", "91", "92", "93", "94", "95", "96"],
}
ZONE_OF = {province: zone for zone, provinces in TIME_ZONES.items() for province in provinces}

# Where everyday official use differs from the spelling in the source: the left side is what the
# source must say, so that a change there is noticed here.
NAMES = {
    "19.71": ("Pangkal Pinang", "Pangkalpinang"),
    "21.72": ("Tanjung Pinang", "Tanjungpinang"),
    "31": ("Daerah Khusus Ibukota Jakarta", "DKI Jakarta"),
    "62.71": ("Palangkaraya", "Palangka Raya"),
    "72.04": ("Toli-Toli", "Tolitoli"),
    "72.09": ("Tojo Una Una", "Tojo Una-Una"),
    "74.72": ("Bau Bau", "Baubau"),
    "92.03": ("Fak Fak", "Fakfak"),
}


def read(package, name):
    """The rows of one CSV file inside the package."""
    text = package.extractfile(f"package/data/{name}").read().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def split(full_name):
    """("Kabupaten Banjarnegara") becomes ("regency", "Banjarnegara")."""
    for words, level in LEVEL_WORDS.items():
        if full_name.startswith(words):
            return level, full_name.removeprefix(words)
    raise SystemExit(f"Neither kabupaten nor kota: {full_name}")


def respelled(code, name):
    if code not in NAMES:
        return name
    expected, better = NAMES[code]
    if name != expected:
        raise SystemExit(f"{code} is no longer spelled {expected!r} but {name!r}.")
    return better


def derive(package):
    """All rows of regions.csv, provinces first, each level by code."""
    rows = []
    for province in read(package, "provinces.csv"):
        code = province["code"]
        zone = ZONE_OF.get(code, "Asia/Jakarta")
        rows.append([code, respelled(code, province["name"]), "province", "", zone])
    for regency in read(package, "regencies.csv"):
        code, parent = regency["code"], regency["province_code"]
        level, name = split(regency["name"])
        zone = ZONE_OF.get(parent, "Asia/Jakarta")
        rows.append([code, respelled(code, name), level, parent, zone])
    return sorted(rows, key=lambda row: (row[2] != "province", row[0]))


def main(path):
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{path} is not idn-area-data 4.0.1 (SHA-256 {digest}).")
    with tarfile.open(path) as package:
        rows = derive(package)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    sys.stdout.write(f"{len(rows)} regions written to {TARGET}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
