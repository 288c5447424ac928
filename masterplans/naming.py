"""What a masterplan calls itself: its outline in the words of Smart City, Regency or Province."""

from django.db import transaction

from masterplans.models import Masterplan, Outline, OutlineSection, Section, Status
from regions.models import Level
from regions.naming import Naming


def version_of(version: str, naming: str) -> str:
    """The version of an outline in the words of a naming: "kominfo-2026-province"."""
    return version if naming == Naming.CITY else f"{version}-{naming}"


def in_words_of(outline: Outline, naming: str) -> Outline:
    """The same outline in the words of a naming; itself where it was never written in them."""
    family = outline.version.removesuffix(f"-{outline.naming}")
    return Outline.objects.filter(version=version_of(family, naming)).first() or outline


@transaction.atomic
def use_naming(masterplan: Masterplan, naming: str) -> None:
    """Call an open masterplan so, and give it the same outline in these words.

    Texts, writers and notes stay where they are: only the words of titles and guidance change.
    Where the outline was never written in these words, it stays.
    """
    outline = in_words_of(masterplan.outline, naming)
    masterplan.naming = naming
    if outline.pk != masterplan.outline_id:
        masterplan.outline = outline
        _move_sections(masterplan, outline)
    masterplan.save(update_fields=["naming", "outline"])


def _move_sections(masterplan, outline):
    there = {
        (number, slug): pk
        for pk, number, slug in OutlineSection.objects.filter(
            chapter__book__outline=outline
        ).values_list("pk", "chapter__book__number", "slug")
    }
    sections = list(masterplan.sections.select_related("outline__chapter__book"))
    for section in sections:
        section.outline_id = there[section.outline.chapter.book.number, section.outline.slug]
    Section.objects.bulk_update(sections, ["outline"])


def name_as_their_regions() -> None:
    """Open masterplans of provinces from the time before Smart Province get its words.

    What is in review or frozen keeps the words that were read and signed.
    """
    old = Masterplan.objects.filter(region__level=Level.PROVINCE, status=Status.WRITING)
    for masterplan in old.exclude(naming=Naming.PROVINCE).select_related("outline"):
        use_naming(masterplan, Naming.PROVINCE)
