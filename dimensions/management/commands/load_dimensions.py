"""Loads the usual set of dimensions from dimensions/data/dimensions.json."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from dimensions.models import Dimension, DimensionSet, SubDimension

SOURCE = Path(__file__).resolve().parents[2] / "data" / "dimensions.json"


class Command(BaseCommand):
    help = "Memuat enam dimensi dan subdimensinya; boleh dijalankan kapan saja."

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        dimension_set = load_dimensions(json.loads(SOURCE.read_text(encoding="utf-8")))
        subdimensions = SubDimension.objects.filter(dimension__set=dimension_set).count()
        if verbosity:
            self.stdout.write(
                f"{dimension_set.version}: {dimension_set.dimensions.count()} dimensi, "
                f"{subdimensions} subdimensi."
            )


def load_dimensions(data: dict) -> DimensionSet:
    """Make the set say what the data says, and return it.

    Rows are found again by version and code, and keep their ids: wording may be corrected in
    place. A set with other dimensions is another version: nothing is removed here, because
    programs hang from the sub-dimensions.
    """
    dimension_set, _ = DimensionSet.objects.update_or_create(
        version=data["version"], defaults={key: data[key] for key in ("title", "source")}
    )
    for entry in data["dimensions"]:
        values = {
            key: value for key, value in entry.items() if key not in ("code", "subdimensions")
        }
        dimension, _ = Dimension.objects.update_or_create(
            set=dimension_set, code=entry["code"], defaults=values
        )
        for part in entry["subdimensions"]:
            SubDimension.objects.update_or_create(
                dimension=dimension,
                code=part["code"],
                defaults={key: value for key, value in part.items() if key != "code"},
            )
    return dimension_set
