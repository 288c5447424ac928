"""What a masterplan holds so far, asked of the database in a fixed number of queries.

The questions of `questions.py` and the matrix of `matrix.py` are answered from here. Each
property is one query, made when first asked and kept; none grows with the number of programs,
agencies or rows.
"""

from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, Value

from analyses.models import GapRow, Issue, QuickWinIdea, ReadinessItem, SwotEntry, TowsStrategy
from dimensions.models import SubDimension
from masterplans.models import Alignment, Masterplan, Mission, Section
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
    def phases(self) -> list:
        return list(self.masterplan.phases.all())

    @cached_property
    def present(self) -> dict:
        """Which small things are there, in one query."""
        own = {"masterplan": OuterRef("pk")}
        head = Official.objects.filter(region=OuterRef("region"), is_head_of_region=True)

        def distinct(rows, field):
            return ArraySubquery(rows.order_by().values(field).distinct())

        return (
            Masterplan.objects.filter(pk=self.masterplan.pk)
            .annotate(
                has_missions=Exists(Mission.objects.filter(**own)),
                has_head=Exists(head),
                documents=distinct(Alignment.objects.filter(**own), "document"),
                gaps=distinct(GapRow.objects.filter(**own), "subdimension"),
                strategies=distinct(
                    Aim.objects.filter(strategies__isnull=False, **own), "subdimension"
                ),
            )
            .values("has_missions", "has_head", "documents", "gaps", "strategies")
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

    @cached_property
    def readiness_heads(self) -> dict[str, bool]:
        """The heads that have a score, and whether every row of the head names its evidence."""
        proven = ~Q(evidence="") | ~Q(evidence_url="") | Q(evidence_file__isnull=False)
        rows = (
            ReadinessItem.objects.filter(masterplan=self.masterplan)
            .order_by()
            .values("head")
            .annotate(rows=Count("pk"), proven=Count("pk", filter=proven))
        )
        return {row["head"]: row["rows"] == row["proven"] for row in rows}

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
        """The agencies of the region; `is_writing` when somebody with an account writes for it."""
        writers = Membership.objects.active().filter(role=Role.WRITER, agency=OuterRef("pk"))
        return list(
            Agency.objects.filter(region=self.masterplan.region_id, is_active=True).annotate(
                is_writing=Exists(writers)
            )
        )

    @cached_property
    def assigned_sections(self) -> dict[int, tuple[int, int]]:
        """Of each agency how many sections are given to it, and how many of them have a text."""
        rows = (
            Section.objects.filter(masterplan=self.masterplan, agencies__isnull=False)
            .order_by()
            .values_list("agencies")
            .annotate(given=Count("pk"), written=Count("pk", filter=~Q(body="")))
        )
        return {agency: (given, written) for agency, given, written in rows}
