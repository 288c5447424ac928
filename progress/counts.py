"""What a masterplan holds so far, asked of the database in a fixed number of queries.

The requirements, the tasks of the agencies and everything that asks what is missing are answered
from here. Each property is one query, made when first asked and kept; none grows with the number
of programs, agencies or rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from analyses.completeness import AnalysisCounts, analyses_of
from cohorts.terms import Terms, put_terms, terms_by_stage, terms_of
from dimensions.models import Dimension, SubDimension
from masterplans.completeness import SectionState, section_states
from masterplans.models import Masterplan, Phase
from masterplans.prepared_queries import PreparedObjects, PreparedQuery
from programs.states import ProgramState, program_states, program_states_of
from progress.hint_facts import HintFacts, hint_columns
from progress.models import NothingToEnter, StatedFact, TakesPart
from quickwins.completeness import QuickWinState, quickwin_states, quickwin_states_of
from regions.models import Agency, Membership, Official, Role
from strategy.models import Aim, Alignment, Mission


@dataclass(frozen=True)
class SaidFact:
    """What a person said to have happened, on which day, and when she said it."""

    key: str
    day: date
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Basics:
    """The small things that are there or not; `phases` are spans of years."""

    has_missions: bool
    has_head_of_region: bool
    documents: list[str]
    subdimensions_with_strategies: list[int]
    first_years: list[int]
    last_years: list[int]
    part_agencies: list[int]
    part_dimensions: list[int]
    fact_keys: list[str]
    fact_days: list[date]
    fact_words: list[str]
    fact_names: list[str]
    fact_times: list[datetime]

    @property
    def phases(self) -> list[range]:
        spans = zip(self.first_years, self.last_years, strict=True)
        return [range(first, last + 1) for first, last in spans]

    @property
    def parts(self) -> list[tuple[int, int]]:
        """An agency and a dimension, by their keys, that the coordinator brought together."""
        return list(zip(self.part_agencies, self.part_dimensions, strict=True))

    @property
    def facts(self) -> list[SaidFact]:
        """What happened that no content shows."""
        said = (self.fact_keys, self.fact_days, self.fact_words, self.fact_names, self.fact_times)
        return [SaidFact(*one) for one in zip(*said, strict=True)]


BASICS = (
    *("has_missions", "has_head", "documents", "strategies"),
    *("first_years", "last_years", "part_agencies", "part_dimensions"),
    *("fact_keys", "fact_days", "fact_words", "fact_names", "fact_times"),
)


def _basics(**which):
    own = {"masterplan": OuterRef("pk")}
    phases = Phase.objects.filter(**own).order_by("order")
    aims = Aim.objects.filter(strategies__isnull=False, **own).order_by()
    heads = Official.objects.filter(region=OuterRef("region"), is_head_of_region=True)
    alignments = Alignment.objects.filter(**own).order_by()
    parts = TakesPart.objects.filter(**own).order_by("pk")
    facts = StatedFact.objects.filter(**own).order_by("pk")
    return (
        Masterplan.objects.filter(**which)
        .annotate(
            has_missions=Exists(Mission.objects.filter(**own)),
            has_head=Exists(heads),
            documents=ArraySubquery(alignments.values("document").distinct()),
            strategies=ArraySubquery(aims.values("subdimension").distinct()),
            first_years=ArraySubquery(phases.values("first_year")),
            last_years=ArraySubquery(phases.values("last_year")),
            part_agencies=ArraySubquery(parts.values("agency")),
            part_dimensions=ArraySubquery(parts.values("dimension")),
            fact_keys=ArraySubquery(facts.values("key")),
            fact_days=ArraySubquery(facts.values("day")),
            fact_words=ArraySubquery(facts.values("words")),
            fact_names=ArraySubquery(facts.values("by__name")),
            fact_times=ArraySubquery(facts.values("at")),
        )
        .values_list("pk", *BASICS)
    )


def _basics_with_hints(masterplan):
    columns = hint_columns()
    return _basics(pk=masterplan).annotate(**columns).values_list(*BASICS, *columns)


def _subdimensions(**which):
    found = SubDimension.objects.filter(**which)
    return found.select_related("dimension").order_by("dimension__order", "order")


def _agencies(region):
    writers = Membership.objects.active().filter(role=Role.WRITER, agency=OuterRef("pk"))
    agencies = Agency.objects.filter(region=region, is_active=True)
    return agencies.annotate(is_writing=Exists(writers))


def _nothing(masterplan):
    return NothingToEnter.objects.filter(masterplan=masterplan).select_related("by")


_read_basics = PreparedQuery(_basics_with_hints)
_read_subdimensions = PreparedObjects(lambda of_set: _subdimensions(dimension__set=of_set))
_read_agencies = PreparedObjects(_agencies)
_read_nothing = PreparedObjects(_nothing)


class Counts:
    """The state of one masterplan's contents at the moment of asking."""

    def __init__(self, masterplan: Masterplan):
        self.masterplan = masterplan
        self._read = {}

    def once(self, read: Callable):
        """What a room above reads of this plan: `read(counts)`, asked once and kept."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]

    # --- by which rules it is judged

    @cached_property
    def terms(self) -> Terms:
        """The rules that hold for what comes next: of its cohort, or the usual ones."""
        return terms_of(self.masterplan)

    def under(self, stage: int) -> "Counts | CountsUnder":
        """The same counts, judged by the rules under which this tahap was handed in."""
        terms = self._terms_by_stage.get(stage, self.terms)
        return self if terms == self.terms else CountsUnder(self, terms)

    @cached_property
    def _terms_by_stage(self):
        return terms_by_stage(self.masterplan)

    # --- the plan itself

    @cached_property
    def subdimensions(self) -> list[SubDimension]:
        return _read_subdimensions(self.masterplan.dimension_set_id)

    @cached_property
    def dimensions(self) -> list[Dimension]:
        return list({sub.dimension_id: sub.dimension for sub in self.subdimensions}.values())

    @cached_property
    def basics(self) -> Basics:
        return Basics(*self._basics_row[: len(BASICS)])

    @cached_property
    def hint_facts(self) -> HintFacts:
        """What the hints are made of."""
        return HintFacts(*self._basics_row[len(BASICS) :])

    @cached_property
    def _basics_row(self):
        return _read_basics(self.masterplan)[0]

    @cached_property
    def sections(self) -> list[SectionState]:
        """Every section that people write, in the order of the books."""
        return section_states(self.masterplan)

    @cached_property
    def analyses(self) -> AnalysisCounts:
        return AnalysisCounts(self.masterplan)

    @cached_property
    def programs(self) -> list[ProgramState]:
        return program_states(self.masterplan)

    @cached_property
    def quickwins(self) -> list[QuickWinState]:
        return quickwin_states(self.masterplan)

    @property
    def chosen(self) -> list[QuickWinState]:
        return [quickwin for quickwin in self.quickwins if quickwin.is_chosen]

    # --- who takes part

    @cached_property
    def agencies(self) -> list[Agency]:
        """The agencies of the region, in the order of the SOTK.

        `is_writing` when somebody with an account writes for it.
        """
        return _read_agencies(self.masterplan.region_id)

    @cached_property
    def sections_given(self) -> dict[int, list[SectionState]]:
        """By agency: the sections that were given to it."""
        found = defaultdict(list)
        for section in self.sections:
            for agency in section.agencies:
                found[agency].append(section)
        return found

    @cached_property
    def parts(self) -> dict[int, list[Dimension]]:
        """By agency: the dimensions in which it takes part, in their order.

        As the coordinator said; of whom she said nothing, those of its rows and programs.
        """
        derived = defaultdict(set)
        for row in self.analyses.rows:
            derived[row.agency].add(row.dimension)
        for program in self.programs:
            derived[program.agency].add(program.dimension)
        keys = derived | self.parts_said
        return {
            agency: [dimension for dimension in self.dimensions if dimension.pk in own]
            for agency, own in keys.items()
        }

    @cached_property
    def parts_said(self) -> dict[int, set[int]]:
        """By agency: the keys of the dimensions that the coordinator gave it."""
        said = defaultdict(set)
        for agency, dimension in self.basics.parts:
            said[agency].add(dimension)
        return dict(said)

    @cached_property
    def nothing(self) -> dict[tuple[int, str], NothingToEnter]:
        """By agency and task: that it has nothing to enter."""
        return {(one.agency_id, one.task): one for one in _read_nothing(self.masterplan)}

    # --- what people state

    @cached_property
    def facts(self) -> dict[str, SaidFact]:
        """By key: what happened that no content shows, and who said so."""
        return {fact.key: fact for fact in self.basics.facts}


def counts_of_contents(plans: Iterable[Masterplan]) -> list[Counts]:
    """The counts of many masterplans, as far as dimensions go: six queries for any number.

    Their contents (analyses, programs, quick wins, strategies) are judged by the newest rules.
    """
    plans = list(plans)
    put_terms(plans)
    analyses, programs = analyses_of(plans), program_states_of(plans)
    quickwins = quickwin_states_of(plans)
    basics = {key: Basics(*row) for key, *row in _basics(pk__in=[plan.pk for plan in plans])}
    subdimensions = defaultdict(list)
    for one in _subdimensions(dimension__set__in={plan.dimension_set_id for plan in plans}):
        subdimensions[one.dimension.set_id].append(one)
    found = []
    for plan in plans:
        counts = Counts(plan)
        counts.subdimensions, counts.basics = subdimensions[plan.dimension_set_id], basics[plan.pk]
        counts.analyses, counts.programs = analyses[plan.pk], programs[plan.pk]
        counts.quickwins = quickwins[plan.pk]
        found.append(counts)
    return found


class CountsUnder:
    """Counts with other rules than those of now; everything else is asked of the same ones."""

    def __init__(self, counts: Counts, terms: Terms):
        self._counts, self.terms = counts, terms

    def __getattr__(self, name):
        return getattr(self._counts, name)
