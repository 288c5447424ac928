"""The scans of a region's documents, page by page, as the books print them.

PDFium draws them in a process with limits (`typesetting.page_pictures`): what somebody uploaded
never comes into a book as it is, so nothing of it runs there, and the book stays an archival one.
"""

from collections.abc import Iterable

from mandates.models import Mandate
from mandates.scan_names import page_named
from regions.models import Region
from typesetting.page_pictures import UnreadablePdfError, page_pictures
from typesetting.pictures import Images, PictureError, stored_picture

PDF = "application/pdf"
MOST = 80  # pages of one scan; the rest is left out


def words_of_scans(region: Region, sha256s: Iterable[str]) -> dict[str, list[str]]:
    """By SHA-256 the words on each page of these scans; without those that cannot be read."""
    found = {}
    for mandate in Mandate.objects.filter(region=region, sha256__in=set(sha256s)).order_by("pk"):
        if pages := _pages(mandate):
            found[mandate.sha256] = [words for _, _, words in pages]
    return found


def scan_images(region: Region) -> Images:
    """Answers for the pages of this region's scans by their names, and for no other's."""

    def read(name):
        named = page_named(name)
        if named is None:
            return None
        beginning, number = named
        mandate = Mandate.objects.filter(region=region, sha256__startswith=beginning).first()
        pages = _pages(mandate) if mandate else []
        return pages[number - 1][:2] if number <= len(pages) else None

    return read


def _pages(mandate):
    """Bytes, media type and words of each page; none where the file is gone or is no document."""
    try:
        content, mime = stored_picture(mandate)
        if mime != PDF:
            return [(content, mime, "")]
        return [(one.png, "image/png", one.text) for one in page_pictures(content)[:MOST]]
    except (PictureError, UnreadablePdfError, OSError):
        return []
