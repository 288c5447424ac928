"""The tables of one program's page."""

from dataclasses import dataclass

from programs.completeness import years_in_words
from programs.models import Indicator, Program, Source
from programs.sums import SumRow, SumTable


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator and its target for each of the shown years (None where there is none)."""

    indicator: Indicator
    targets: list


def indicator_table(program: Program) -> tuple[list[int], list[IndicatorLine]]:
    """The years that have a target or work, and a line for each indicator."""
    indicators = list(program.indicators.all())
    aims = {row.pk: {t.year: t.value for t in row.targets.all()} for row in indicators}
    years = {year for targets in aims.values() for year in targets}
    years = sorted(years | {row.year for row in program.schedule.all()})
    lines = [IndicatorLine(row, [aims[row.pk].get(year) for year in years]) for row in indicators]
    return years, lines


def schedule_in_words(program: Program) -> list[tuple[str, str]]:
    """What is done, and in which years: ("Persiapan", "2024–2025")."""
    years = {}
    for row in program.schedule.all():
        years.setdefault(row.get_activity_display(), []).append(row.year)
    return [(activity, years_in_words(found)) for activity, found in years.items()]


def budget_table(program: Program) -> SumTable:
    """Years down, the program's sources across, with sums."""
    amounts = {(row.year, row.source): row.amount for row in program.budget.all() if row.amount}
    years = sorted({year for year, _ in amounts})
    sources = [one for one in Source if any(source == one for _, source in amounts)]
    rows = []
    for year in years:
        cells = [amounts.get((year, source), 0) for source in sources]
        rows.append(SumRow(year, cells, sum(cells)))
    sums = [sum(amounts.get((year, source), 0) for year in years) for source in sources]
    return SumTable(sources, rows, sums, sum(amounts.values()))
