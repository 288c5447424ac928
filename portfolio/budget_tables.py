"""The money of a plan in all tables that page and workbook show, and its workbook."""

from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dimensions.models import SubDimension
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
    """The same money by year, dimension, sub-dimension, phase, source and agency."""
    years = masterplan.years
    agencies = masterplan.region.agencies.in_bulk()
    dimensions = {one.pk: one for one in masterplan.dimension_set.dimensions.all()}
    subs = _subdimensions(masterplan)
    phases = {phase.pk: phase for phase in masterplan.phases.all()}
    spans = {pk: phase.years for pk, phase in phases.items()}
    word = WORDS[masterplan.naming]["agencies"]

    def dimension_head(key):
        return SumHead(dimensions[key].name, f"dimensi={dimensions[key].code}")

    def agency_head(key):
        return SumHead(agencies[key].short_name, f"perangkat={key}")

    def phase_head(key):
        if key is None:
            return OUTSIDE
        phase = phases[key]
        return SumHead(f"{phase.name} ({phase.first_year}–{phase.last_year})")

    def part(key, title, head, table, heads, columns=source_head, leads=True):
        return BudgetPart(key, title, head, table.shown(heads, columns), leads)

    return [
        part(
            *("per-sumber", "Per tahun dan sumber dana", "Tahun"),
            *(totals.years_by_source(years), year_head),
        ),
        part(
            *("per-dimensi", "Per tahun dan dimensi", "Tahun"),
            *(totals.years_by_dimension(dimensions, years), year_head, dimension_head),
        ),
        part(
            *("dimensi-sumber", "Per dimensi dan sumber dana", "Dimensi"),
            *(totals.dimensions_by_source(dimensions), dimension_head),
        ),
        part(
            *("per-subdimensi", "Per subdimensi dan sumber dana", "Subdimensi"),
            *(totals.subdimensions_by_source(subs), lambda key: SumHead(subs[key])),
            leads=False,
        ),
        part(
            *("per-jangka", "Per jangka dan sumber dana", "Jangka"),
            *(totals.phases_by_source(spans), phase_head),
            leads=False,
        ),
        part(
            *("per-perangkat", f"Per {word}", word),
            *(totals.agencies_by_source(), agency_head),
        ),
    ]


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


def _subdimensions(masterplan):
    """The names, Indonesian and English, of the plan's sub-dimensions in their order."""
    rows = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
    return {row.pk: row.both_names for row in rows.order_by("dimension__order", "order")}
