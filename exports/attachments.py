"""The bytes of the pictures that a snapshot names: read by their content, and of one masterplan."""

import hashlib
import re

from masterplans.models import Masterplan
from typesetting.pictures import MAX_BYTES, Images, PictureError

SHA256 = re.compile(r"[0-9a-f]{64}")


def images_of(masterplan: Masterplan) -> Images:
    """Reads the stored pictures of this masterplan by their SHA-256, and of no other.

    What is read is what was hashed: a file that was changed on its disk is not printed.
    """

    def read(sha256):
        if not SHA256.fullmatch(sha256):
            return None
        pictures = masterplan.attachments.filter(sha256=sha256, mime__startswith="image/")
        attachment = pictures.order_by("pk").first()
        if attachment is None:
            return None
        with attachment.file.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise PictureError("berkas gambarnya bukan lagi yang diunggah")
        return content, attachment.mime

    return read
