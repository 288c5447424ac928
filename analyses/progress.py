"""How far the analyses of a masterplan are: counts a dimension and kind, in a few queries."""

from dataclasses import dataclass

from django.db.models import Count, Value

from analyses.kinds import KINDS, Kind
from analyses.models import GapRow, ReadinessHead, ReadinessItem, SwotEntry, SwotKind
from dimensions.models import Dimension
from masterplans.models import Masterplan


@dataclass(frozen=True)
class Cell:
    """How many rows there are, and whether that is nothing, a part, or what is asked."""

    kind: Kind
    count: int
    state: str  # done, part or none


@dataclass(frozen=True)
class Overview:
    """The table of the overview page, and its sum."""

    rows: list  # (dimension, cells)
    readiness: Cell
    done: int
    total: int

    @property
    def sentence(self) -> str:
        return f"{self.done} dari {self.total} isian analisis sudah lengkap"

    @property
    def first_gap(self) -> tuple[Kind, Dimension | None] | None:
        """The kind and the dimension to go on with; None when nothing is missing."""
        for dimension, cells in self.rows:
            for cell in cells:
                if cell.state != "done":
                    return cell.kind, dimension
        return (self.readiness.kind, None) if self.readiness.state != "done" else None


def overview(masterplan: Masterplan) -> Overview:
    """Counts of every kind in every dimension; readiness stands for the whole region."""
    dimensions = list(masterplan.dimension_set.dimensions.annotate(parts=Count("subdimensions")))
    counts = {
        slug: _by_dimension(kind, masterplan)
        for slug, kind in KINDS.items()
        if kind.model is not ReadinessItem and not kind.is_inventory
    }
    swot_kinds = _variety(masterplan)
    rows = [
        (
            dimension,
            [_cell(KINDS[slug], dimension, counts[slug], swot_kinds) for slug in counts],
        )
        for dimension in dimensions
    ]
    heads = masterplan.readiness_items.for_book().values("head").distinct().count()
    readiness = Cell(KINDS["kesiapan"], heads, _state(heads, len(ReadinessHead.choices)))
    cells = [cell for _, cells in rows for cell in cells] + [readiness]
    return Overview(rows, readiness, sum(cell.state == "done" for cell in cells), len(cells))


def inventories(masterplan: Masterplan) -> list[tuple[Kind, int, int]]:
    """Of each inventory: how many rows, and of how many Perangkat Daerah; one query."""
    counts = [
        kind.model.objects.standing()
        .filter(masterplan=masterplan)
        .order_by()
        .values(slug=Value(slug))
        .annotate(rows=Count("pk"), agencies=Count("agency", distinct=True))
        .values_list("slug", "rows", "agencies")
        for slug, kind in KINDS.items()
        if kind.is_inventory
    ]
    found = {slug: (rows, agencies) for slug, rows, agencies in counts[0].union(*counts[1:])}
    return [(kind, *found.get(slug, (0, 0))) for slug, kind in KINDS.items() if kind.is_inventory]


def _by_dimension(kind, masterplan):
    path = "subdimension__dimension" if kind.model is GapRow else "dimension"
    rows = kind.model.objects.for_book().filter(masterplan=masterplan).order_by()
    if kind.model is GapRow:  # what counts is how many sub-dimensions have a row
        return dict(rows.values_list(path).annotate(n=Count("subdimension", distinct=True)))
    return dict(rows.values_list(path).annotate(n=Count("pk")))


def _variety(masterplan):
    rows = SwotEntry.objects.for_book().filter(masterplan=masterplan).order_by()
    return dict(rows.values_list("dimension").annotate(n=Count("kind", distinct=True)))


def _cell(kind, dimension, counts, swot_kinds):
    count = counts.get(dimension.pk, 0)
    if kind.model is GapRow:
        return Cell(kind, count, _state(count, dimension.parts))
    if kind.model is SwotEntry:
        return Cell(kind, count, _state(swot_kinds.get(dimension.pk, 0), len(SwotKind.choices)))
    return Cell(kind, count, _state(count, 1))


def _state(count, asked):
    return "done" if count >= asked else "part" if count else "none"


def dimensions_written_in(masterplan: Masterplan, agencies: set[int]) -> set[str]:
    """The codes of the dimensions in which these Perangkat Daerah have rows of any kind."""
    kinds = [kind.model for kind in KINDS.values() if not kind.is_inventory]
    codes = [
        model.objects.standing()
        .filter(masterplan=masterplan, agency__in=agencies)
        .order_by()
        .values_list(_code_of(model), flat=True)
        for model in kinds
    ]
    return set(filter(None, codes[0].union(*codes[1:])))


def _code_of(model):
    return "subdimension__dimension__code" if model is GapRow else "dimension__code"
