"""What stands in the box of a saved row of a worksheet."""

from decimal import Decimal
from typing import Any

from analyses.column_types import AgencyColumn, CodesColumn
from analyses.models import Finding
from indonesian import angka
from tables.cells import figures
from tables.columns import Column, NumberColumn, YearColumn


def boxed(finding: Finding, column: Column, codes=None) -> str:
    """The text of a box; `codes` names the SWOT rows of a strategy."""
    if isinstance(column, CodesColumn):
        return codes.written(finding.entries.all()) if codes else ""
    if isinstance(column, AgencyColumn):
        return str(finding.agency) if finding.agency else ""
    value: Any = getattr(finding, finding._meta.get_field(column.name).attname)
    if value is None:
        return ""
    if isinstance(column, NumberColumn) and not isinstance(column, YearColumn):
        return angka(value)
    return figures(value) if isinstance(value, Decimal) else str(value)
