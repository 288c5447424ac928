"""The three sheets on which people fill programs, with the columns of programs/columns.py."""

from masterplans.models import Masterplan
from programs.columns import budget_columns, indicator_columns, program_columns
from programs.models import BudgetLine, ScheduleYear, Target
from sheets.books import Sheet


def sheets_of(masterplan: Masterplan, user) -> list[Sheet]:
    """Programs with their schedule; amounts by source; indicators with their targets."""
    years = _years(masterplan)
    return [
        Sheet("Program", tuple(program_columns(masterplan, user, years))),
        Sheet(
            "Anggaran",
            tuple(budget_columns(years)),
            is_part=True,
            about="Satu baris untuk setiap sumber dana sebuah program. Kosongkan angkanya untuk"
            " menghapus.",
        ),
        Sheet(
            "Indikator",
            tuple(indicator_columns(years)),
            is_part=True,
            about="Satu baris untuk setiap indikator. Kosongkan seluruh isinya untuk menghapus.",
        ),
    ]


def _years(masterplan):
    """The years of the plan, and any other that holds something: nothing is left out unseen."""
    years = set(masterplan.years)
    for model, path in (
        (ScheduleYear, "program"),
        (BudgetLine, "program"),
        (Target, "indicator__program"),
    ):
        rows = model.objects.filter(**{f"{path}__masterplan": masterplan})
        years |= set(rows.order_by().values_list("year", flat=True).distinct())
    return sorted(years)
