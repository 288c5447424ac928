"""The name of a piece: one hash of all that decides how it looks."""

import hashlib
import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

import typesetting
from typesetting.pictures import Images, PictureError, print_folder
from typesetting.presses import Order

PICTURE = re.compile(r'\bsrc="image:([A-Za-z0-9-]{1,64})"')
SHA256 = re.compile(r"[0-9a-f]{64}")
SETTERS = ("weasyprint", "pydyf", "fonttools", "tinycss2", "pillow")


def key_of(order: Order, images: Images | None) -> str:
    """The key of a piece. A picture that is named by something else than its hash is read."""
    digest = hashlib.sha256(_style().encode())
    digest.update(b"archive" if order.archive else b"draft")
    digest.update(order.html.encode())
    for name in PICTURE.findall(order.html):
        if not SHA256.fullmatch(name):
            digest.update(_content(name, images))
    return digest.hexdigest()


def key_of_file(*told: object) -> str:
    """The key of a whole book: of all that was told of it, and of the site that makes it."""
    digest = hashlib.sha256(_style().encode() + _site().encode())
    digest.update(json.dumps(told, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _content(name, images):
    try:
        found = images(name) if images else None
    except PictureError as reason:
        return str(reason).encode()
    return hashlib.sha256(found[0]).digest() if found else b""


@cache
def _style():
    """Stylesheets and fonts, and the programs that set: read once per process."""
    digest = hashlib.sha256()
    folder = Path(typesetting.__file__).parent
    for path in sorted([*folder.glob("*.py"), *print_folder().rglob("*")]):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in SETTERS:
        digest.update(version(name).encode())
    return digest.hexdigest()


@cache
def _site():
    """The programs and templates of this site, as far as their size and age tell."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    for path in sorted([*root.glob("*/*.py"), *(root / "templates").rglob("*.html")]):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
