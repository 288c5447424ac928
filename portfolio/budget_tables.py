"""The money of a plan in all tables that page and workbook show, and its workbook."""

from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dimensions.models import SubDimension
from indonesian import rentang
from masterplans.models import Masterplan
from portfolio.totals import BudgetOverview
from programs.detail import source_head, year_head
from programs.sums import SumHead, SumTable
from regions.naming import WORDS

RUPIAH = "#,##0"
OUTSIDE = SumHead("Di luar jangka")


@dataclass(frozen=True)
class BudgetPart:
    """One table: `leads` says that the list of programs can be narrowed to each of its figures."""

    key: str
    title: str
    head: str
    table: SumTable
    leads: bool = True


def budget_parts(masterplan: Masterplan, totals: BudgetOverview) -> list[BudgetPart]:
    """The same money by year, dimension, sub-dimension, phase, source and agency.

    The first is the one that is drawn (`money_picture`).
    """
    years = masterplan.years
    dimensions = {one.pk: one for one in masterplan.dimension_set.dimensions.all()}
    by_dimension = totals.years_by_dimension(dimensions, years)

    def dimension_head(key):
        return SumHead(dimensions[key].name, f"dimensi={dimensions[key].code}")

    return [
        BudgetPart(
            *("per-dimensi", "Per tahun dan dimensi", "Tahun"),
            by_dimension.shown(year_head, dimension_head),
        ),
        _part(
            *("per-sumber", "Per tahun dan sumber dana", "Tahun"),
            *(totals.years_by_source(years), year_head),
        ),
        _part(
            *("dimensi-sumber", "Per dimensi dan sumber dana", "Dimensi"),
            *(totals.dimensions_by_source(dimensions), dimension_head),
        ),
        _by_subdimension(masterplan, totals),
        _by_phase(masterplan, totals),
        _by_agency(masterplan, totals),
    ]


def _part(key, title, head, table, heads, leads=True):
    return BudgetPart(key, title, head, table.shown(heads, source_head), leads)


def _by_subdimension(masterplan, totals):
    """Names of sub-dimensions are Indonesian and English, in the order of the set."""
    rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
    names = {one.pk: one.both_names for one in rows.order_by("dimension__order", "order")}
    return _part(
        *("per-subdimensi", "Per subdimensi dan sumber dana", "Subdimensi"),
        *(totals.subdimensions_by_source(names), lambda key: SumHead(names[key])),
        leads=False,
    )


def _by_phase(masterplan, totals):
    phases = {phase.pk: phase for phase in masterplan.phases.all()}
    table = totals.phases_by_source({pk: phase.years for pk, phase in phases.items()})

    def phase_head(key):
        if key is None:
            return OUTSIDE
        phase = phases[key]
        return SumHead(f"{phase.name} ({rentang(phase.first_year, phase.last_year)})")

    title = "Per jangka dan sumber dana"
    return _part("per-jangka", title, "Jangka", table, phase_head, leads=False)


def _by_agency(masterplan, totals):
    word = WORDS[masterplan.naming]["agencies"]
    agencies = masterplan.region.agencies.in_bulk()

    def agency_head(key):
        return SumHead(agencies[key].short_name, f"perangkat={key}")

    return _part(
        "per-perangkat", f"Per {word}", "Perangkat Daerah", totals.agencies_by_source(), agency_head
    )


def budget_workbook(parts: list[BudgetPart]) -> bytes:
    """Each table on a sheet of its own, every amount a number in rupiah."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for part in parts:
        page = workbook.create_sheet(part.title[:31])
        head = [part.head, *(column.label for column in part.table.columns), "Jumlah"]
        rows = [[row.head.label, *row.cells, row.sum] for row in part.table.rows]
        for row in [head, *rows, ["Jumlah", *part.table.sums, part.table.total]]:
            _write(page, row)
        for number in range(1, len(head) + 1):
            page.column_dimensions[get_column_letter(number)].width = 34 if number == 1 else 20
        for cell in (*page[1], *page[page.max_row]):
            cell.font = Font(bold=True)
        page.freeze_panes = "B2"
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write(page, row):
    page.append([None] * len(row))
    for cell, value in zip(page[page._current_row], row, strict=True):
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a name that begins with "=" is no formula
        else:
            cell.number_format = RUPIAH
