"""Loads the outlines of the books from masterplans/data/outline-*.json."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from masterplans.models import Outline, OutlineBook, OutlineChapter, OutlineSection
from masterplans.naming import name_as_their_regions, version_of
from regions.naming import Naming, all_filled

SOURCES = Path(__file__).resolve().parents[2] / "data"
BOOK = ["number", "title", "subtitle"]
CHAPTER = ["number", "title", "lead"]
SECTION = [
    "number", "slug", "title", "stage", "kind", "generator", "usual_writer", "required",
    "words_min", "words_max", "guidance", "example",
]  # fmt: skip


class OutlineInUseError(Exception):
    """Masterplans are written on this outline. The message is meant for the operator."""


class Command(BaseCommand):
    help = "Memuat kerangka buku; boleh dijalankan kapan saja."

    def handle(self, *, verbosity, **options):
        refusals = []
        for path in sorted(SOURCES.glob("outline-*.json")):
            data = json.loads(path.read_text(encoding="utf-8"))
            for naming in Naming:
                try:
                    outline = load_outline(data, naming)
                except OutlineInUseError as refusal:
                    refusals.append(f"{path.name}: {refusal}")
                    continue
                if verbosity:
                    self.stdout.write(f"{outline.version}: {_counted(outline)}.")
        name_as_their_regions()
        if refusals:
            raise CommandError(" ".join(refusals))


@transaction.atomic
def load_outline(data: dict, naming: str = Naming.CITY) -> Outline:
    """Make the outline of this version say what the data says, in the words of this naming.

    Nothing is written when it says so already. Raises OutlineInUseError when it differs and a
    masterplan is pinned to it: editing the template must not rewrite running plans.
    """
    data = all_filled(data, naming) | {"version": version_of(data["version"], naming)}
    outline, is_new = Outline.objects.get_or_create(
        version=data["version"], defaults={"title": data["title"], "naming": naming}
    )
    if not is_new and contents(outline) == data:
        return outline
    # Holds up whoever is just creating a masterplan on this outline, until we are done.
    outline = Outline.objects.select_for_update().get(pk=outline.pk)
    if used := outline.masterplans.count():
        raise OutlineInUseError(
            f"Kerangka {outline.version} dipakai oleh {used} masterplan, jadi tidak diubah. "
            "Beri berkas yang berubah nama versi baru."
        )
    outline.title = data["title"]
    outline.save(update_fields=["title"])
    outline.books.all().delete()
    _write(outline, data["books"])
    return outline


def contents(outline: Outline) -> dict:
    """What is stored, in the shape of the file."""
    books = outline.books.prefetch_related("chapters__sections")
    return {
        "version": outline.version,
        "title": outline.title,
        "books": [_values(book, BOOK) | {"chapters": _chapters(book)} for book in books],
    }


def _chapters(book):
    return [
        _values(chapter, CHAPTER)
        | {"sections": [_values(section, SECTION) for section in chapter.sections.all()]}
        for chapter in book.chapters.all()
    ]


def _values(row, fields):
    return {field: getattr(row, field) for field in fields}


def _write(outline, books):
    for book in books:
        made = OutlineBook.objects.create(outline=outline, **_only(book, BOOK))
        for chapter in book["chapters"]:
            parent = OutlineChapter.objects.create(book=made, **_only(chapter, CHAPTER))
            OutlineSection.objects.bulk_create(
                OutlineSection(chapter=parent, order=order, **_only(section, SECTION))
                for order, section in enumerate(chapter["sections"], start=1)
            )


def _only(entry, fields):
    return {field: entry[field] for field in fields}


def _counted(outline):
    sections = OutlineSection.objects.filter(chapter__book__outline=outline)
    return f"{outline.books.count()} buku, {sections.count()} bagian"
