"""What the analyses of a masterplan hold, counted in one query, and what their table asks for.

The overview of the analyses, a dimension's working group, Kertas Kerja and the requirements of
tahap 1 all ask here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast

from analyses.models import (
    Application,
    GapRow,
    IctSpending,
    IctStaff,
    Issue,
    QuickWinIdea,
    ReadinessItem,
    Regulation,
    RegulationForm,
    SwotEntry,
    SwotKind,
    TowsStrategy,
    VisionKeyword,
)
from masterplans.models import Masterplan
from masterplans.prepared_queries import PreparedQuery

# Every kind of row by its slug (`analyses.kinds`), without the forms and pages that stand there.
MODELS = {
    "isu": Issue,
    "swot": SwotEntry,
    "tows": TowsStrategy,
    "kesiapan": ReadinessItem,
    "kesenjangan": GapRow,
    "gagasan": QuickWinIdea,
    "regulasi": Regulation,
    "aplikasi": Application,
    "sdm-tik": IctStaff,
    "belanja-tik": IctSpending,
    "kata-kunci": VisionKeyword,
}
NO_NUMBER = Value(None, output_field=IntegerField())
NO_WORD = Value("", output_field=TextField())
PRINTED = Q(merged_into=None, in_book=True)
# What a printed row of a kind must have besides what every box asks for.
LACKING = {
    ReadinessItem: PRINTED & Q(evidence="", evidence_url="", evidence_file=None),
    Regulation: PRINTED & Q(form__in=RegulationForm.nameless(), issuer=""),
}


@dataclass(frozen=True)
class RowCount:
    """How many rows of one kind an agency has in one place of the table.

    `part` is the SWOT letter, the head of readiness or the sub-dimension's key. `count` has the
    rows that were merged into another one too (their agency did what was asked of it), `standing`
    not; `printed` are in the book, and `lacking` of these have no evidence (readiness) or do not
    say who gave them (regulations).
    """

    kind: str
    dimension: int | None
    part: str
    agency: int | None
    count: int
    standing: int
    printed: int
    lacking: int


def _counted(slug, model, **which):
    return (
        model.objects.filter(**which)
        .order_by()
        .values(
            "masterplan",
            a_kind=Value(slug),
            a_dimension=dimension_of(model),
            a_part=_part_of(model),
            an_agency=F("agency"),
        )
        .annotate(
            rows=Count("pk"),
            standing=Count("pk", filter=Q(merged_into=None)),
            printed=Count("pk", filter=PRINTED),
            lacking=Count("pk", filter=LACKING[model]) if model in LACKING else Value(0),
        )
        .values_list(
            *("masterplan", "a_kind", "a_dimension", "a_part", "an_agency"),
            *("rows", "standing", "printed", "lacking"),
        )
    )


def dimension_of(model):
    """Where a row tells its dimension, as an expression; inventories belong to none."""
    path = _path_of(model)
    return F(path) if path else NO_NUMBER


def _path_of(model):
    if model is GapRow:
        return "subdimension__dimension"
    return "dimension" if any(field.name == "dimension" for field in model._meta.fields) else ""


def _part_of(model):
    field = {SwotEntry: "kind", ReadinessItem: "head", GapRow: "subdimension"}.get(model)
    return Cast(F(field), TextField()) if field else NO_WORD


def _all_counts(**which):
    first, *others = (_counted(slug, model, **which) for slug, model in MODELS.items())
    return first.union(*others, all=True)


_read = PreparedQuery(lambda masterplan: _all_counts(masterplan=masterplan))


class AnalysisCounts:
    """The rows of all analyses and inventories of a masterplan, counted; one query.

    None, when its `rows` were read before (`analyses_of`).
    """

    def __init__(self, masterplan: Masterplan, rows: Iterable[tuple] | None = None):
        found = _read(masterplan) if rows is None else rows
        self.rows = [RowCount(*row) for _, *row in found]

    @cached_property
    def _printed(self) -> dict[str, list[RowCount]]:
        found = {slug: [] for slug in MODELS}
        for row in self.rows:
            if row.printed:
                found[row.kind].append(row)
        return found

    def printed(self, kind: str, dimension: int | None = None) -> int:
        """How many rows of this kind the book has, in all or in one dimension."""
        rows = self._printed[kind]
        return sum(row.printed for row in rows if dimension in (None, row.dimension))

    def dimensions_with(self, kind: str, parts: Iterable[str] = ("",)) -> set[int]:
        """The dimensions in which the book has a row of this kind, and of each of these parts."""
        found = [
            {row.dimension for row in self._printed[kind] if not part or row.part == part}
            for part in parts
        ]
        return set.intersection(*found)

    def parts_of(self, kind: str, dimension: int) -> set[str]:
        """The SWOT letters or sub-dimensions of which the book has a row in a dimension."""
        return {row.part for row in self._printed[kind] if row.dimension == dimension}

    @cached_property
    def dimensions_with_own_swot(self) -> set[int]:
        """Where a Perangkat Daerah has filled in SWOT, not the coordinator alone."""
        return {row.dimension for row in self.rows if row.kind == "swot" and row.agency}

    @cached_property
    def dimensions_with_swot(self) -> set[int]:
        """Where all four sides are there."""
        return self.dimensions_with("swot", SwotKind.values)

    @cached_property
    def subdimensions_with_gaps(self) -> set[int]:
        return {int(row.part) for row in self._printed["kesenjangan"]}

    def filled(self, kind: str) -> set:
        """What the book has of a kind: dimensions, sub-dimensions, or the heads of readiness."""
        known = {
            "swot": lambda: self.dimensions_with_swot,
            "kesenjangan": lambda: self.subdimensions_with_gaps,
            "kesiapan": lambda: self.heads - self.unproven_heads,
        }
        return known[kind]() if kind in known else self.dimensions_with(kind)

    @cached_property
    def heads(self) -> set[str]:
        """The heads of readiness that have a score."""
        return {row.part for row in self._printed["kesiapan"]}

    @cached_property
    def unproven_heads(self) -> set[str]:
        """The heads of readiness that have a score without evidence."""
        return {row.part for row in self._printed["kesiapan"] if row.lacking}

    @cached_property
    def nameless_regulations(self) -> dict[int | None, int]:
        """By agency: how many legal bases do not say who gave them, where the kind does not."""
        return {row.agency: row.lacking for row in self._printed["regulasi"] if row.lacking}


def analyses_of(plans: Iterable[Masterplan]) -> dict[int, AnalysisCounts]:
    """The same of many masterplans, by their keys: one query for any number."""
    rows = {plan.pk: [] for plan in plans}
    for row in _all_counts(masterplan__in=list(rows)):
        rows[row[0]].append(row)
    return {plan.pk: AnalysisCounts(plan, rows[plan.pk]) for plan in plans}


def dimensions_written_in(masterplan: Masterplan, agencies: set[int]) -> set[str]:
    """The codes of the dimensions in which these Perangkat Daerah have rows of any kind."""
    codes = [
        model.objects.standing()
        .filter(masterplan=masterplan, agency__in=agencies)
        .order_by()
        .values_list(f"{path}__code", flat=True)
        for model, path in ((model, _path_of(model)) for model in MODELS.values())
        if path
    ]
    return set(filter(None, codes[0].union(*codes[1:])))
