"""`make pages`: every page of the books of the example regions as a picture, to be looked at.

    make pages                     # var/pages/: a folder for each book, and the file itself
    make pages args="banjarnegara 2"   # of one region, of one book

Reads the database of `make run`, which has to have loaded the example regions once.
"""

import os
import subprocess
import sys
from pathlib import Path

import django

WIDTH = 1000  # of a picture, in points


def main(region="", number=0):
    """Print the books of the regions whose name has `region` in it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    django.setup()
    from django.utils import timezone

    from editions.snapshot import snapshot
    from exports.attachments import images_of
    from exports.book_typesetting import typeset
    from exports.books import build_book
    from masterplans.models import Masterplan
    from operations.postgres import var_dir
    from operations.processes import say

    for plan in Masterplan.objects.filter(region__name__icontains=region).order_by("pk"):
        content = snapshot(plan)
        for book in content["books"]:
            if number in (0, book["number"]):
                made = build_book(content, book["number"], printed_on=timezone.localdate())
                printed = typeset(made, images=images_of(plan))
                folder = var_dir() / "pages" / f"{plan.region.code}-buku-{book['number']}"
                pictures(printed.pdf, folder)
                say("; ".join([f"{folder}: {printed.pages} pages", *printed.remarks]))


def pictures(pdf: bytes, folder: Path) -> None:
    """Each page of a file as a picture; those of the last time go."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    file = folder / "buku.pdf"
    file.write_bytes(pdf)
    size = ("-scale-to-x", str(WIDTH), "-scale-to-y", "-1")
    subprocess.run(["pdftoppm", "-png", *size, file, folder / "halaman"], check=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*(given[:1]), *map(int, given[1:2]))
