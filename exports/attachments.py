"""The bytes of the pictures that a snapshot names: read by their content, and of one masterplan."""

import re

from letterheads.emblems import emblem_images
from mandates.scans import scan_images, words_of_scans
from masterplans.models import Masterplan
from typesetting.pictures import Images, stored_picture

SCANS = "scans"  # the generator of appendices
SHA256 = re.compile(r"[0-9a-f]{64}")


def images_of(masterplan: Masterplan) -> Images:
    """Reads the pictures of this masterplan, the emblems of its region and the pages of its scans,
    and no other."""
    emblem, scan = emblem_images(masterplan.region), scan_images(masterplan.region)

    def read(sha256):
        if not SHA256.fullmatch(sha256):
            return scan(sha256)
        pictures = masterplan.attachments.filter(sha256=sha256, mime__startswith="image/")
        attachment = pictures.order_by("pk").first()
        return stored_picture(attachment) if attachment else emblem(sha256)

    return read


def scans_for(masterplan: Masterplan, content: dict, number: int) -> dict[str, list[str]]:
    """The words on the pages of the scans that a book of this snapshot appends."""
    book = next((one for one in content["books"] if one["number"] == number), {"chapters": ()})
    asked = {section["generator"] for one in book["chapters"] for section in one["sections"]}
    if SCANS not in asked:
        return {}
    files = [row["file"] for row in content["team"].get("mandates", ()) if row.get("file")]
    return words_of_scans(masterplan.region, [file["sha256"] for file in files])
