"""What a masterplan holds so far, asked of the database in a fixed number of queries.

The questions of `questions.py` and the matrix of `matrix.py` are answered from here. Each
property is one query, made when first asked and kept; none grows with the number of programs,
agencies or rows.
"""

from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from analyses.models import GapRow, Issue, QuickWinIdea, ReadinessItem, SwotEntry, TowsStrategy
from dimensions.models import SubDimension
from masterplans.models import Alignment, Masterplan, Mission, Phase, Section
from programs.models import Aim, Program, ScheduleYear
from quickwins.models import Milestone, QuickWin, Risk, Standing
from regions.models import Agency, Membership, Official, Role


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
        items = ReadinessItem.objects.filter(**own)
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
                gaps=distinct(GapRow.objects.filter(**own), "subdimension"),
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
    def findings(self) -> set[tuple]:
        """(kind, dimension, agency) of every row of the analyses, once each.

        The kind of a SWOT row is its letter: S, W, O or T.
        """

        def rows(model, kind, dimension="dimension"):
            return (
                model.objects.filter(masterplan=self.masterplan)
                .order_by()
                .values_list(kind, F(dimension), F("agency"))
            )

        return set(
            rows(Issue, Value("issue")).union(
                rows(QuickWinIdea, Value("idea")),
                rows(TowsStrategy, Value("tows")),
                rows(GapRow, Value("gap"), "subdimension__dimension"),
                rows(SwotEntry, F("kind")),
            )
        )

    def dimensions_with(self, *kinds: str) -> set[int]:
        """The dimensions in which every one of these kinds of finding is there."""
        found = [{dim for kind, dim, _ in self.findings if kind == wanted} for wanted in kinds]
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

        `is_writing` when somebody with an account writes for it; `sections_given` of the books to
        it, `sections_written` of these.
        """
        writers = Membership.objects.active().filter(role=Role.WRITER, agency=OuterRef("pk"))
        given = Section.agencies.through.objects.filter(
            agency=OuterRef("pk"), section__masterplan=self.masterplan
        )
        return list(
            Agency.objects.filter(region=self.masterplan.region_id, is_active=True).annotate(
                is_writing=Exists(writers),
                sections_given=_count(given),
                sections_written=_count(given.exclude(section__body="")),
            )
        )


def _count(rows):
    """How many rows a subquery finds."""
    return Coalesce(Subquery(rows.order_by().values("agency").values(n=Count("pk"))), 0)
