"""What each program of a plan lacks, all in one query: the list of programs and the gates ask it.

What is asked of a program, and when it is there, is said in `completeness.lacks_of` alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q

from masterplans.models import Masterplan
from masterplans.prepared_queries import PreparedQuery
from programs.completeness import (
    ITEMS,
    ProgramContents,
    items_in_words,
    lacks_of,
    minutes_in_words,
)
from programs.models import (
    TEXTS,
    WRITTEN,
    BudgetLine,
    Indicator,
    Program,
    ScheduleYear,
    Target,
)


@dataclass(frozen=True, eq=False)
class ProgramState:
    """A program as far as it is asked what it lacks; `missing` are words of `ITEMS`."""

    pk: int
    name: str
    agency: int
    subdimension: int
    dimension: int
    years: list[int]
    missing: tuple[str, ...]

    def __str__(self):
        return self.name

    @property
    def filled(self) -> int:
        """How many of the items are there."""
        return len(ITEMS) - len(self.missing)

    @property
    def lacks(self) -> str:
        """What it lacks, in a word each: "masalah dan target"."""
        return items_in_words(self.missing)

    @property
    def minutes(self) -> str:
        """How long it takes to fill that in."""
        return minutes_in_words(self.missing)


def _programs(**which):
    own = {"program": OuterRef("pk")}
    years = ScheduleYear.objects.filter(**own).order_by("year")
    paid = BudgetLine.objects.filter(**own, amount__gt=0).order_by()
    indicators = Indicator.objects.filter(**own).order_by("pk")
    targets = Target.objects.filter(indicator__program=OuterRef("pk")).order_by("pk")
    bare = ExpressionWrapper(Q(baseline=None), output_field=BooleanField())
    return (
        Program.objects.filter(**which)
        .annotate(
            years=ArraySubquery(years.values("year")),
            paid=ArraySubquery(paid.values("year")),
            own_indicators=ArraySubquery(indicators.values("pk")),
            bare=ArraySubquery(indicators.annotate(bare=bare).values("bare")),
            aimed=ArraySubquery(targets.values("indicator")),
            aims_at=ArraySubquery(targets.values("year")),
            **{f"has_{field}": _is_written(field) for field in TEXTS},
        )
        .values_list(
            *("masterplan", "pk", "name", "agency", "subdimension", "subdimension__dimension"),
            *("years", "paid", "own_indicators", "bare", "aimed", "aims_at"),
            *(f"has_{field}" for field in TEXTS),
        )
    )


def _is_written(field):
    return ExpressionWrapper(Q(**{f"{field}__regex": WRITTEN}), output_field=BooleanField())


_read = PreparedQuery(lambda masterplan: _programs(masterplan=masterplan))


def program_states(masterplan: Masterplan) -> list[ProgramState]:
    """Every program in the order of the list, with what it lacks. One query."""
    return [_state(masterplan, *row) for _, *row in _read(masterplan)]


def program_states_of(plans: Iterable[Masterplan]) -> dict[int, list[ProgramState]]:
    """The same of many masterplans, by their keys: one query for any number."""
    known = {plan.pk: plan for plan in plans}
    found = {key: [] for key in known}
    for key, *row in _programs(masterplan__in=list(known)):
        found[key].append(_state(known[key], *row))
    return found


def _state(plan, pk, name, agency, sub, dimension, years, paid, indicators, bare, *more):
    aimed, aims_at, *texts = more
    targets = {indicator: set() for indicator in indicators}
    for indicator, year in zip(aimed, aims_at, strict=True):
        targets[indicator].add(year)
    contents = ProgramContents(
        texts={field for field, is_there in zip(TEXTS, texts, strict=True) if is_there},
        indicators=[
            ("", not is_bare, targets[key]) for key, is_bare in zip(indicators, bare, strict=True)
        ],
        years=set(years),
        paid_years=set(paid),
    )
    missing = tuple(lack.item for lack in lacks_of(contents, plan))
    return ProgramState(pk, name, agency, sub, dimension, years, missing)
