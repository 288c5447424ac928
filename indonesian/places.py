"""Places by figures: those that are level share one, and the next ones are left out."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indonesian.numbers import terbilang


@dataclass(frozen=True)
class Place:
    """A place in a ranking, from 1, and with how many others it is shared."""

    number: int
    others: int = 0

    def __str__(self):
        """ "2, seri dengan satu lain"."""
        shared = f", seri dengan {terbilang(self.others)} lain" if self.others else ""
        return f"{self.number}{shared}"


def ranked(figures: Mapping[Hashable, Decimal | None]) -> dict[Hashable, Place]:
    """The places of those that have a figure, the highest first: 1, 2, 2, 4."""
    count = Counter(figure for figure in figures.values() if figure is not None)
    number, places = 1, {}
    for figure in sorted(count, reverse=True):
        places[figure] = Place(number, count[figure] - 1)
        number += count[figure]
    return {key: places[figure] for key, figure in figures.items() if figure is not None}
