"""The kop of an example region: a neutral shield that is nobody's arms, and addresses."""

from pathlib import Path

from django.core.files.base import ContentFile

from letterheads.addresses import write_address
from letterheads.emblems import keep_emblem
from letterheads.models import OfficeAddress

EMBLEM = Path(__file__).parent / "data" / "lambang-contoh.png"


def write_letterheads(place, addresses: dict[str, dict]) -> None:
    """Keep the emblem; `addresses` by the short name of the office, "" for the head of region."""
    upload = ContentFile(EMBLEM.read_bytes(), EMBLEM.name)
    keep_emblem(place.region, upload=upload, by=place.by)
    for short_name, given in addresses.items():
        agency = place.agencies[short_name] if short_name else None
        write_address(OfficeAddress(region=place.region, agency=agency, **given), by=place.by)
