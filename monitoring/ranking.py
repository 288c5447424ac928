"""Places by an assessment's score: level regions share one, who has no score has none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indonesian import angka, terbilang
from instruments.results import Result


@dataclass(frozen=True)
class RankedPlace:
    """A place, and with how many others it is shared."""

    place: int
    others: int = 0

    def __str__(self):
        shared = f", seri dengan {terbilang(self.others)} lain" if self.others else ""
        return f"{self.place}{shared}"


def ranks_by_score(results: Mapping[int, Result]) -> dict[int, RankedPlace]:
    """By the key of the region. After two that share place 3 comes place 5."""
    totals = {key: one.total for key, one in results.items() if one.total is not None}
    count, place, places = Counter(totals.values()), 1, {}
    for total in sorted(count, reverse=True):
        places[total] = RankedPlace(place, count[total] - 1)
        place += count[total]
    return {key: places[total] for key, total in totals.items()}


def score_in_words(result: Result | None) -> str:
    """The score with two places, or why there is none."""
    if result is None:
        return "belum diminta menjawab"
    if result.total is None:
        return "belum dinilai" if result.assessors else "belum ada asesor"
    return angka(result.total.quantize(Decimal("0.01")))


def what_is_missing(result: Result | None) -> str:
    """What a score still lacks; "" when it is whole, or there is none at all."""
    if result is None or result.total is None or result.is_complete:
        return ""
    parts = []
    if result.waiting:
        parts.append(f"{result.handed_in} dari {result.assessors} asesor")
    if result.missing:
        parts.append(f"{result.missing} pertanyaan tanpa nilai")
    return ", ".join(parts)
