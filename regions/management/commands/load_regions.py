"""Loads the 38 provinces and 514 kabupaten and kota from regions/data/regions.csv."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction

from indonesian import many
from regions.models import Level, Region
from regions.offices import NAME_IS_PRINTED

SOURCE = Path(__file__).resolve().parents[2] / "data" / "regions.csv"
FIELDS = ["name", "level", "parent_id", "time_zone"]


class Command(BaseCommand):
    help = "Memuat provinsi, kabupaten, dan kota; boleh dijalankan kapan saja."

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        with SOURCE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        added, changed = load_regions(rows)
        if verbosity:
            self.stdout.write(
                f"{many(len(rows), 'daerah')}: {added} ditambahkan, {changed} diperbarui, "
                f"{len(rows) - added - changed} sudah sesuai."
            )


def load_regions(rows: list[dict]) -> tuple[int, int]:
    """Make the table say what the rows say; return how many were added and changed.

    A region that is there keeps its id, and one that the rows do not name is left alone:
    masterplans hang from it.
    """
    provinces = [row for row in rows if row["level"] == Level.PROVINCE]
    others = [row for row in rows if row["level"] != Level.PROVINCE]
    known = {region.code: region for region in Region.objects.all()}
    first = _write(provinces, known)
    second = _write(others, known)
    return first[0] + second[0], first[1] + second[1]


def _write(rows, known):
    """Write one level; `known` gains the new ones, so that the next level finds its parents."""
    wanted = [_region(row, known) for row in rows]
    new = [region for region in wanted if region.code not in known]
    changed = [
        region
        for region in wanted
        if region.code in known and _values(region) != _values(known[region.code])
    ]
    for region in changed:
        region.pk = known[region.code].pk
    Region.objects.bulk_create(new)
    changed = [region for region in changed if _rewritten(region)]
    known |= {region.code: region for region in new + changed}
    return len(new), len(changed)


def _rewritten(region) -> bool:
    """Whether it could be written: a frozen plan keeps its name, and the next time will do it."""
    try:
        with transaction.atomic():
            region.save(update_fields=["name", "level", "parent", "time_zone"])
    except IntegrityError as error:
        if NAME_IS_PRINTED not in str(error):
            raise
        return False
    return True


def _region(row, known):
    return Region(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        parent=known[row["parent_code"]] if row["parent_code"] else None,
        time_zone=row["time_zone"],
    )


def _values(region):
    return [getattr(region, field) for field in FIELDS]
