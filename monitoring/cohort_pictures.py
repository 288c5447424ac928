"""How the regions of a cohort are spread over the provinces."""

from collections import Counter

from cohorts.models import Selection
from monitoring.cohort_figures import CohortRow
from pictures import Bar, Drawing, Series, stacked_bars

SERIES = [
    Series("a", Selection.CHOSEN.label),
    Series("b", Selection.OPEN.label),
    Series("g", Selection.PASSED.label),
]
ORDER = [Selection.CHOSEN, Selection.OPEN, Selection.PASSED]


def over_provinces(rows: list[CohortRow]) -> Drawing | None:
    """A bar for each province of which a region was nominated, the longest first."""
    if not rows:
        return None
    counts, names = Counter(), {}
    for row in rows:
        counts[row.province.code, row.nomination.verdict] += 1
        names[row.province.code] = row.province.name
    bars = [Bar(name, [counts[code, one] for one in ORDER]) for code, name in names.items()]
    bars.sort(key=lambda bar: (-sum(bar.amounts), bar.label))
    return stacked_bars("Daerah yang dinominasikan menurut provinsi", "Provinsi", SERIES, bars)
