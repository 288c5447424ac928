"""Where a kabupaten or kota lies: one point, its seat of government where that is known."""

import csv
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "points.csv"


@cache
def points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude in degrees by Kemendagri code, of the 514 kabupaten and kota.

    From regions/data/points.csv (its README says how they were found). Read once per process.
    """
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }
