"""Which sections of the books are written, and by whom they are asked: of one, or of all."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, OuterRef, Value, When

from masterplans.models import Masterplan, Section, SectionKind
from masterplans.prepared_queries import PreparedQuery


@dataclass(frozen=True, eq=False)
class SectionState:
    """A section that people write, as far as it is asked whether it has words."""

    pk: int
    number: str
    title: str
    stage: int
    book: int
    is_required: bool
    is_empty: bool
    changed_at: datetime | None
    changed_by: str | None
    agencies: list[int]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def is_missing(self) -> bool:
        """Somebody has to write it, and nobody has."""
        return self.is_required and self.is_empty

    def is_due(self, stage: int) -> bool:
        """Whether it is asked for by this tahap."""
        return self.stage <= stage

    def is_owed_by(self, agencies: set[int]) -> bool:
        """Whether one of these Perangkat Daerah was asked to write it, and it has no words yet."""
        return self.is_empty and not agencies.isdisjoint(self.agencies)


def state_of(section: Section) -> SectionState:
    """One section as it was read, with its outline and `agencies` (best fetched before)."""
    outline = section.outline
    return SectionState(
        *(section.pk, outline.number, outline.title, outline.stage),
        *(outline.chapter.book.number, outline.required and not section.is_generated),
        section.is_empty,
        section.changed_at,
        section.changed_by.name if section.changed_by else None,
        [agency.pk for agency in section.agencies.all()],
    )


def _sections(masterplan):
    given = Section.agencies.through.objects.filter(section=OuterRef("pk"))
    is_empty = Case(
        When(body="", then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    return (
        Section.objects.filter(masterplan=masterplan)
        .exclude(outline__kind=SectionKind.GENERATED)
        .in_order()
        .annotate(is_empty=is_empty, given=ArraySubquery(given.order_by().values("agency")))
        .values_list(
            "pk",
            *("outline__number", "outline__title", "outline__stage"),
            *("outline__chapter__book__number", "outline__required"),
            *("is_empty", "changed_at", "changed_by__name", "given"),
        )
    )


_read = PreparedQuery(_sections)


def section_states(masterplan: Masterplan) -> list[SectionState]:
    """Every section that people write, in the order of the books. One query."""
    return [SectionState(*row) for row in _read(masterplan)]
