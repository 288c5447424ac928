"""The table of a cohort as a workbook."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cohorts.models import Cohort
from mandates.models import MandateKind
from monitoring.cohort_figures import CohortRow

COLUMNS: list[tuple[str, Callable[[CohortRow], object]]] = [
    ("Peringkat", lambda row: row.rank.number if row.rank else None),
    ("Seri dengan (daerah lain)", lambda row: row.rank.others if row.rank else None),
    ("Kode", lambda row: row.region.code),
    ("Daerah", lambda row: str(row.region)),
    ("Provinsi", lambda row: row.province.name),
    ("Nilai asesmen", lambda row: row.result.total if row.rank else None),
    ("Keterangan nilai", lambda row: row.lacking if row.rank else row.score),
    ("Keputusan", lambda row: row.nomination.get_verdict_display()),
    ("Nota Kesepakatan", lambda row: _day(row, MandateKind.AGREEMENT)),
    ("SK Dewan", lambda row: _day(row, MandateKind.COUNCIL)),
    ("SK Tim Pelaksana", lambda row: _day(row, MandateKind.TEAM)),
    ("Tahap", lambda row: row.plan.stage if row.plan else None),
    ("Keadaan", lambda row: row.state),
    ("Bagian ditulis", lambda row: row.written if row.plan else None),
    ("Bagian diminta", lambda row: row.due if row.plan else None),
    ("Hari menunggu", lambda row: row.days if row.is_waiting else None),
    ("Tenaga ahli", lambda row: "; ".join(row.experts)),
]
WIDE = {"Daerah": 34, "Provinsi": 24, "Keadaan": 36, "Tenaga ahli": 40, "Keterangan nilai": 30}


def cohort_workbook(cohort: Cohort, rows: list[CohortRow]) -> bytes:
    """Every row, in the order of the page; figures are numbers, days are dates."""
    workbook = Workbook()
    page = workbook.active
    page.title = str(cohort)
    page.append([name for name, _ in COLUMNS])
    for number, row in enumerate(rows, 2):
        for cell, (_, value) in zip(page[number], COLUMNS, strict=True):
            cell.value = value(row)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a name that begins with "=" is no formula
    for number, (name, _) in enumerate(COLUMNS, 1):
        page.column_dimensions[get_column_letter(number)].width = WIDE.get(name, 16)
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "E2"
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _day(row, kind):
    document = row.mandates.documents.get(kind)
    return document.date if document else None
