"""Values of a snapshot as the reading page tells them, a line for each row within a row."""

from collections.abc import Callable
from decimal import Decimal

from editions.described import SnapshotWords
from indonesian import angka, rupiah

DIRECTIONS = {"up": "diharapkan naik", "down": "diharapkan turun"}


def lines_of(name: str, row: dict, said: SnapshotWords) -> list[str]:
    """What one field of a row says; nothing when it is empty. Every value in it is told."""
    told = TOLD.get(name)
    value = row.get(name)
    lines = [told(one, said) for one in value] if told and value else said.lines(name, row)
    return [line for line in lines if line]


def _indicator(row, said):
    targets = "; ".join(f"{one['year']} {_figure(one['value'])}" for one in row["targets"])
    unit = f" ({row['unit']})" if row["unit"] else ""
    begins = _figure(row["baseline"])
    if begins and row["baseline_year"]:
        begins += f" ({row['baseline_year']})"
    parts = [
        f"nilai awal {begins}" if begins else "",
        f"target {targets}" if targets else "",
        DIRECTIONS.get(row["direction"], row["direction"]),
    ]
    return f"{row['name']}{unit}: {', '.join(filter(None, parts))}"


def _figure(text):
    return angka(Decimal(text).normalize()) if text not in (None, "") else ""


def _activity(row, said):
    return f"{row['year']}: {said.said('activity', row)}"


def _money(row, said):
    return f"{row['year']}: {said.said('source', row)} {rupiah(row['amount'])}"


def _partner(row, said):
    return f"{row['name']} ({said.said('helix', row)})"


def _agency(row, said):
    return row["short_name"] or row["name"]


TOLD: dict[str, Callable[[dict, SnapshotWords], str]] = {
    "agencies": _agency,
    "budget": _money,
    "indicators": _indicator,
    "partners": _partner,
    "schedule": _activity,
    "supporters": _agency,
}
