"""How scores become figures, of plain values: pages ask it of rows, books of the
snapshot.

Team and expert are two sides. Each side is the mean of its judges on each criterion, weighed by
the criteria; both sides count alike, however many judges each has.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

SHOWN = Decimal("0.01")  # two nominees whose figures read alike are tied


def mean(values: Iterable[int | Decimal]) -> Decimal | None:
    """Of no value it is None."""
    found = [Decimal(value) for value in values]
    return sum(found) / len(found) if found else None


def weighed(means: Mapping[str, Decimal | None], weights: Mapping[str, int]) -> Decimal | None:
    """The mean of the criteria that were scored, by their weights."""
    given = {key: value for key, value in means.items() if value is not None}
    total = sum(weights.get(key, 1) for key in given)
    if not total:
        return None
    return sum(value * weights.get(key, 1) for key, value in given.items()) / total


def both_sides(sides: Iterable[Decimal | None]) -> Decimal | None:
    """What the sides say together; of one side alone it is what that side says."""
    found = mean(side for side in sides if side is not None)
    return None if found is None else found.quantize(SHOWN, ROUND_HALF_UP)
