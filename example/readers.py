"""Somebody who has read half a chapter before the region went on writing, as real readers do."""

from datetime import timedelta

from django.utils import timezone

from masterplans.actions import write_section
from masterplans.models import Section
from reviews.approvals import approve_chapter
from reviews.models import ChapterVisit
from reviews.passages import PlanText
from reviews.reading import ChapterReading, keep_place, mark_read, open_chapter
from revisions.tokens import Token

READ, APPROVED = (1, 1), (1, 2)  # book and chapter
DAYS_AGO = timedelta(days=9)


def read_half(plan) -> None:
    """While the stage lies with the expert: half of one chapter is read, another one approved."""
    text = PlanText(plan.masterplan)
    chapter = text.chapter(*READ)
    open_chapter(ChapterReading(text, chapter, plan.expert))
    half = chapter.passages[: len(chapter.passages) // 2]
    mark_read(plan.masterplan, {one.key: one.digest for one in half}, by=plan.expert)
    keep_place(plan.masterplan, READ, half[-1].key, by=plan.expert)
    visits = ChapterVisit.objects.filter(masterplan=plan.masterplan)
    visits.update(seen_at=timezone.now() - DAYS_AGO)
    approved = text.chapter(*APPROVED)
    approve_chapter(plan.masterplan, APPROVED, shown=approved.digest, by=plan.expert)


def write_on(plan, rows: list[dict]) -> None:
    """What the region has written otherwise since."""
    for row in rows:
        section = Section.objects.get(masterplan=plan.masterplan, outline__slug=row["section"])
        html = section.body.replace(row["old"], row["new"])
        by = plan.people[row["by"]]
        write_section(section, html=html, token=Token(section.revision_number), by=by)
