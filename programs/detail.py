"""The tables of one program's page."""

from dataclasses import dataclass

from pictures import Drawing, Point, path_to_target
from programs.completeness import years_in_words
from programs.models import Indicator, Program, Source
from programs.sums import SumHead, Sums, SumTable


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


def indicator_pictures(program: Program) -> list[Drawing]:
    """The way of each indicator from its baseline to its target, where there is a way."""
    found = []
    for row in program.indicators.all():
        points = [Point(target.year, target.value) for target in row.targets.all()]
        if row.baseline is not None:
            year = row.baseline_year or min([p.year for p in points], default=0) - 1
            points.append(Point(year, row.baseline, is_baseline=True))
        if len(points) > 1:
            found.append(path_to_target(row.name, points, row.unit))
    return found


def schedule_in_words(program: Program) -> list[tuple[str, str]]:
    """What is done, and in which years: ("Persiapan", "2024–2025")."""
    years = {}
    for row in program.schedule.all():
        years.setdefault(row.get_activity_display(), []).append(row.year)
    return [(activity, years_in_words(found)) for activity, found in years.items()]


def budget_table(program: Program) -> SumTable:
    """Years down, the program's sources across, with sums."""
    rows = [row for row in program.budget.all() if row.amount]
    groups = [{"year": row.year, "source": row.source, "sum": row.amount} for row in rows]
    return Sums(groups, Source.values).years_by_source().shown(year_head, source_head)


def year_head(year: int) -> SumHead:
    """A year in a table of sums."""
    return SumHead(str(year), f"tahun={year}")


def source_head(source: str) -> SumHead:
    """A source of money in a table of sums."""
    return SumHead(Source(source).label, f"sumber={source}")
