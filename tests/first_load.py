"""What a browser fetches for the first page that somebody opens, as it is transferred."""

import gzip
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

BUDGET = 200_000  # bytes
FONTS = {
    "fonts/plus-jakarta-sans-latin-wght-normal.woff2",
    "fonts/source-serif-4-latin-wght-normal.woff2",
}
NAMED = re.compile(r'(?:href|src)="/static/([^"#]+)')
# It comes after its page, in which one reads and types without it: a budget of its own.
EDITOR, BUDGET_OF_THE_EDITOR = "django_prose_editor/editor.js", 180_000


def first_load(html: str) -> int:
    """Bytes of the page with its stylesheets, scripts, pictures and the fonts of every page."""
    files = {*NAMED.findall(html), *FONTS}
    if EDITOR in files:
        assert packed(EDITOR) < BUDGET_OF_THE_EDITOR
    return packed_page(html) + sum(map(packed, files - {EDITOR}))


def packed_page(html: str) -> int:
    """Bytes of a page as it is sent."""
    return len(gzip.compress(html.encode(), 6))


@cache
def packed(name: str) -> int:
    """Bytes of a static file as whitenoise sends it."""
    return len(gzip.compress(Path(finders.find(name)).read_bytes()))
