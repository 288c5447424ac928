"""What a masterplan holds so far, asked of the database in a fixed number of queries.

The questions of `questions.py` and the matrix of `matrix.py` are answered from here. Each
property is one query, made when first asked and kept; none grows with the number of programs,
agencies or rows.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, IntegerField, Max, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from analyses.kinds import KINDS
from analyses.models import GapRow, Issue, QuickWinIdea, ReadinessItem, SwotEntry, TowsStrategy
from assignments.models import NothingToEnter, TakesPart
from bimtek.models import Session
from dimensions.models import Dimension, SubDimension
from masterplans.models import Masterplan, Phase, Section, SectionKind
from notes.models import Note
from programs.models import Program, ScheduleYear
from quickwins.models import Milestone, QuickWin, Risk, Standing
from regions.models import Agency, Membership, Official, Role
from strategy.models import Aim, Alignment, Mission

NO_DIMENSION = Value(None, output_field=IntegerField())
# The other kinds, by the word that stands for them here; SWOT rows go by their letter.
WORDS = {Issue: "issue", QuickWinIdea: "idea", TowsStrategy: "tows", GapRow: "gap"}


@dataclass(frozen=True)
class Rows:
    """How many rows of one kind an agency has in a dimension, and when one changed last.

    A row that the pokja lead merged into another one counts: its agency did what was asked of it.
    `printed` counts those that are in the book.
    """

    kind: str
    dimension: int | None
    agency: int | None
    count: int
    last: datetime
    printed: int


class Facts:
    """The state of one masterplan's contents at the moment of asking."""

    def __init__(self, masterplan: Masterplan):
        self.masterplan = masterplan

    # --- the plan itself

    @cached_property
    def subdimensions(self) -> list[SubDimension]:
        return list(
            SubDimension.objects.filter(dimension__set=self.masterplan.dimension_set_id)
            .select_related("dimension")
            .order_by("dimension__order", "order")
        )

    @cached_property
    def dimensions(self) -> list:
        return list({sub.dimension_id: sub.dimension for sub in self.subdimensions}.values())

    @cached_property
    def present(self) -> dict:
        """Which small things are there, in one query."""
        own = {"masterplan": OuterRef("pk")}
        items = ReadinessItem.objects.for_book().filter(**own)
        unproven = items.filter(evidence="", evidence_url="", evidence_file=None)
        spans = Phase.objects.filter(**own).order_by("order")
        spans = spans.values(span=JSONObject(first="first_year", last="last_year"))
        head = Official.objects.filter(region=OuterRef("region"), is_head_of_region=True)

        def distinct(rows, field):
            return ArraySubquery(rows.order_by().values(field).distinct())

        return (
            Masterplan.objects.filter(pk=self.masterplan.pk)
            .annotate(
                has_missions=Exists(Mission.objects.filter(**own)),
                has_head=Exists(head),
                documents=distinct(Alignment.objects.filter(**own), "document"),
                spans=ArraySubquery(spans),
                heads=distinct(items, "head"),
                unproven_heads=distinct(unproven, "head"),
                gaps=distinct(GapRow.objects.for_book().filter(**own), "subdimension"),
                strategies=distinct(
                    Aim.objects.filter(strategies__isnull=False, **own), "subdimension"
                ),
            )
            .values(
                *("has_missions", "has_head", "documents", "spans", "gaps", "strategies"),
                *("heads", "unproven_heads"),
            )
            .get()
        )

    @cached_property
    def unwritten(self) -> list[Section]:
        """Required narrative sections without a word, in the order of the books."""
        return list(
            Section.objects.filter(masterplan=self.masterplan)
            .to_write()
            .empty()
            .select_related("outline__chapter__book")
            .in_order()
        )

    # --- analyses

    @cached_property
    def rows(self) -> list[Rows]:
        """The rows of all analyses and inventories, counted.

        A kind is called by its word in `WORDS`, a SWOT row by its letter (S, W, O, T), any other
        by its slug in `analyses.kinds`.
        """

        def counted(model, kind, dimension):
            return (
                model.objects.filter(masterplan=self.masterplan)
                .order_by()
                .values(a_kind=kind, a_dimension=dimension, an_agency=F("agency"))
                .annotate(
                    count=Count("pk"),
                    last=Max("changed_at"),
                    printed=Count("pk", filter=Q(merged_into=None, in_book=True)),
                )
                .values_list("a_kind", "a_dimension", "an_agency", "count", "last", "printed")
            )

        first, *others = (
            counted(kind.model, word_of(kind), dimension_in(kind.model)) for kind in KINDS.values()
        )
        return [Rows(*row) for row in first.union(*others, all=True)]

    @property
    def findings(self) -> set[tuple]:
        """(kind, dimension, agency) of every row of the analyses, once each."""
        return {(row.kind, row.dimension, row.agency) for row in self.rows}

    def dimensions_with(self, *kinds: str) -> set[int]:
        """The dimensions in which the book has a row of every one of these kinds."""
        found = [
            {row.dimension for row in self.rows if row.printed and row.kind == wanted}
            for wanted in kinds
        ]
        return set.intersection(*found)

    # --- programs and quick wins

    @cached_property
    def programs(self) -> list[Program]:
        """Every program with its years and the flags of its completeness, in one query."""
        years = ScheduleYear.objects.filter(program=OuterRef("pk")).order_by("year")
        return list(
            Program.objects.filter(masterplan=self.masterplan)
            .select_related("subdimension")
            .with_items()
            .annotate(years=ArraySubquery(years.values("year")))
        )

    @cached_property
    def quickwins(self) -> list[QuickWin]:
        return list(
            QuickWin.objects.of(self.masterplan)
            .select_related("program__subdimension")
            .annotate(
                has_risks=Exists(Risk.objects.filter(quickwin=OuterRef("pk"))),
                has_milestones=Exists(Milestone.objects.filter(quickwin=OuterRef("pk"))),
            )
        )

    @property
    def chosen(self) -> list[QuickWin]:
        return [quickwin for quickwin in self.quickwins if quickwin.standing == Standing.CHOSEN]

    # --- who takes part

    @cached_property
    def agencies(self) -> list[Agency]:
        """The agencies of the region, in the order of the SOTK.

        `is_writing` when somebody with an account writes for it.
        """
        writers = Membership.objects.active().filter(role=Role.WRITER, agency=OuterRef("pk"))
        return list(
            Agency.objects.filter(region=self.masterplan.region_id, is_active=True).annotate(
                is_writing=Exists(writers)
            )
        )

    @cached_property
    def sections_given(self) -> dict[int, list[dict]]:
        """By agency: the sections of the books that people write and that were given to it."""
        given = Section.agencies.through.objects.filter(section__masterplan=self.masterplan)
        rows = given.exclude(section__outline__kind=SectionKind.GENERATED).order_by(
            "section__outline__chapter__book__number",
            "section__outline__chapter__number",
            "section__outline__order",
        )
        found = defaultdict(list)
        for row in rows.values(
            "agency",
            pk=F("section"),
            number=F("section__outline__number"),
            title=F("section__outline__title"),
            stage=F("section__outline__stage"),
            revision=F("section__revision_number"),
            is_empty=Case(When(section__body="", then=True), default=False),
            last=F("section__changed_at"),
            who=F("section__changed_by__name"),
        ):
            found[row["agency"]].append(row)
        return found

    @cached_property
    def parts(self) -> dict[int, list[Dimension]]:
        """By agency: the dimensions in which it takes part, in their order.

        As the coordinator said; of whom she said nothing, those of its rows and programs.
        """
        derived = defaultdict(set)
        for row in self.rows:
            derived[row.agency].add(row.dimension)
        for program in self.programs:
            derived[program.agency_id].add(program.subdimension.dimension_id)
        keys = derived | self.parts_said
        return {
            agency: [dimension for dimension in self.dimensions if dimension.pk in own]
            for agency, own in keys.items()
        }

    @cached_property
    def parts_said(self) -> dict[int, set[int]]:
        """By agency: the keys of the dimensions that the coordinator gave it."""
        said = defaultdict(set)
        given = TakesPart.objects.filter(masterplan=self.masterplan)
        for agency, dimension in given.values_list("agency", "dimension"):
            said[agency].add(dimension)
        return dict(said)

    @cached_property
    def nothing(self) -> dict[tuple[int, str], NothingToEnter]:
        """By agency and task: that it has nothing to enter."""
        said = NothingToEnter.objects.filter(masterplan=self.masterplan).select_related("by")
        return {(one.agency_id, one.task): one for one in said}

    # --- the meetings and the margin

    @cached_property
    def sessions(self) -> list[Session]:
        return list(Session.objects.filter(masterplan=self.masterplan))

    @cached_property
    def notes(self) -> list[Note]:
        return list(Note.objects.filter(masterplan=self.masterplan).select_related("by"))


def word_of(kind):
    """What a kind of row is called in `Facts.rows`, as an expression."""
    return F("kind") if kind.model is SwotEntry else Value(WORDS.get(kind.model, kind.slug))


def dimension_in(model):
    """Where a row tells its dimension, as an expression; inventories belong to none."""
    fields = {field.name for field in model._meta.get_fields()}
    if "subdimension" in fields:
        return F("subdimension__dimension")
    return F("dimension") if "dimension" in fields else NO_DIMENSION
