"""The bytes of the pictures that a snapshot names: read by their content, and of one masterplan."""

import re

from letterheads.emblems import emblem_images
from masterplans.models import Masterplan
from typesetting.pictures import Images, stored_picture

SHA256 = re.compile(r"[0-9a-f]{64}")


def images_of(masterplan: Masterplan) -> Images:
    """Reads the pictures of this masterplan and the emblems of its region by their SHA-256, and
    no other."""
    emblem = emblem_images(masterplan.region)

    def read(sha256):
        if not SHA256.fullmatch(sha256):
            return None
        pictures = masterplan.attachments.filter(sha256=sha256, mime__startswith="image/")
        attachment = pictures.order_by("pk").first()
        return stored_picture(attachment) if attachment else emblem(sha256)

    return read
