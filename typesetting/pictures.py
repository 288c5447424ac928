"""Which pictures may be printed: our own, and those of the masterplan. Nothing else is opened."""

import hashlib
import io
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree  # entities are refused before parsing, see _check_svg

from django.conf import settings
from PIL import Image

# From the name of a stored image (the SHA-256 of its bytes) to its bytes and media type; None for
# one of another masterplan.
Images = Callable[[str], tuple[bytes, str] | None]

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_DATA_URI = 300_000  # what we make ourselves: a QR code, a drawn signature
RASTER = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".css": "text/css",
    ".ttf": "font/ttf",
}
IMAGE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
# What an SVG may not contain: anything that runs, and anything that is fetched.
SVG_FORBIDDEN = {"script", "foreignobject", "image", "feimage", "iframe", "style", "a", "metadata"}


class PictureError(Exception):
    """This picture is not printed. The message says why, for the person who reads the book."""


@dataclass(frozen=True)
class Picture:
    """A picture that was read and looked at: its bytes can be typeset."""

    content: bytes
    media_type: str


def print_folder() -> Path:
    """Where stylesheets, fonts and drawings of the printed books lie."""
    return Path(settings.BASE_DIR).resolve() / "static" / "print"


def own_file(name: str) -> Picture:
    """A file below static/print. Raises PictureError for every way out of that folder."""
    name = unquote(name)
    root = print_folder()
    path = root / name
    if (
        not name
        or "\0" in name
        or "\\" in name
        or Path(name).is_absolute()
        or path.resolve() != path
    ):
        # resolve() differs for "..", for "." and for every symbolic link on the way
        raise PictureError("berkasnya di luar berkas cetak Simpul")
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None or not path.is_file():
        raise PictureError("berkasnya tidak ada")
    return Picture(path.read_bytes(), media_type)


def stored_picture(kept) -> tuple[bytes, str]:
    """Bytes and media type of a kept file: a row with `file`, `sha256` and `mime`.

    What is read is what was hashed: a file that was changed on its disk is not printed. Raises
    PictureError.
    """
    with kept.file.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise PictureError("berkas gambarnya bukan lagi yang diunggah")
    return content, kept.mime


def read_picture(url: str, images: Images | None) -> Picture:
    """Read the picture behind `static:…`, `image:…` or a small `data:image/…`.

    Promises that nothing outside static/print and `images` is opened, and that what comes back is
    really a picture. Raises PictureError, with the reason in words, for everything else.
    """
    url = url.strip()
    scheme, _, rest = url.partition(":")
    scheme = scheme.lower()
    if not url:
        raise PictureError("alamat gambarnya kosong")
    if scheme == "static":
        picture = own_file(rest)
    elif scheme == "image":
        picture = _stored(rest, images)
    elif scheme == "data":
        picture = _made_here(rest)
    else:
        raise PictureError("gambar dari luar Simpul tidak diambil")
    return _checked(picture)


def _stored(image_id, images):
    if images is None or not IMAGE_ID.fullmatch(image_id):
        raise PictureError("gambarnya tidak ditemukan")
    try:
        found = images(image_id)
    except PictureError:
        raise
    except Exception as error:  # a broken storage must not stop a book
        raise PictureError("berkas gambarnya tidak dapat dibaca") from error
    if found is None:
        raise PictureError("gambarnya tidak ditemukan pada masterplan ini")
    return Picture(*found)


def _made_here(rest):
    head, comma, body = rest.partition(",")
    media_type, *params = head.lower().split(";")
    if not comma or len(rest) > MAX_DATA_URI or media_type not in MEDIA_TYPES.values():
        raise PictureError("gambar yang ditempel seperti ini tidak dicetak")
    try:
        content = b64decode(unquote(body)) if "base64" in params else unquote_to_bytes(body)
    except ValueError as error:
        raise PictureError("isi gambarnya rusak") from error
    return Picture(content, media_type)


def _checked(picture):
    """The picture with the media type that its bytes show."""
    if len(picture.content) > MAX_BYTES:
        raise PictureError("berkas gambarnya lebih besar dari 25 MB")
    if picture.media_type == "image/svg+xml":
        _check_svg(picture.content)
        return picture
    try:
        with Image.open(io.BytesIO(picture.content), formats=list(RASTER)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise PictureError("gambarnya lebih dari 60 juta titik")
            media_type = RASTER[image.format]
            image.verify()
    except PictureError:
        raise
    except Exception as error:  # Pillow raises almost anything on bytes that are no picture
        raise PictureError("berkasnya bukan gambar yang utuh") from error
    return Picture(picture.content, media_type)


def _check_svg(content):
    text = content.decode("utf-8", "replace")
    if "�" in text or re.search(r"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.IGNORECASE):
        raise PictureError("gambar SVG ini merujuk ke berkas lain")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  no DOCTYPE, so no entity
    except ElementTree.ParseError as error:
        raise PictureError("gambar SVG ini rusak") from error
    check_drawing(root)


def check_drawing(root: ElementTree.Element) -> None:
    """Raise PictureError unless every part of this SVG element stands in the drawing itself."""
    for element in root.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        if element.tag.rpartition("}")[2].lower() in SVG_FORBIDDEN:
            raise PictureError("gambar SVG ini memuat isi yang tidak dicetak")
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2].lower()
            outward = re.search(r"url\(\s*['\"]?\s*[^#'\"\s]", value, re.IGNORECASE)
            if (
                outward
                or local in {"base", "src"}
                or (local == "href" and not value.startswith("#"))
            ):
                raise PictureError("gambar SVG ini merujuk ke berkas lain")
