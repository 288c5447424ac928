"""Places by an assessment's score: level regions share one, who has no score has none."""

from collections.abc import Mapping
from decimal import Decimal

from indonesian import Place, angka, ranked
from instruments.totals import AssessmentTotal


def ranks_by_score(results: Mapping[int, AssessmentTotal]) -> dict[int, Place]:
    """By the key of the region; who has no score has no place."""
    return ranked({key: one.total for key, one in results.items()})


def score_in_words(result: AssessmentTotal | None) -> str:
    """The score with two places, or why there is none."""
    if result is None:
        return "belum diminta menjawab"
    if result.total is None:
        return "belum dinilai" if result.assessors else "belum ada asesor"
    return angka(result.total.quantize(Decimal("0.01")))


def what_is_missing(result: AssessmentTotal | None) -> str:
    """What a score still lacks; "" when it is whole, or there is none at all."""
    if result is None or result.total is None or result.is_complete:
        return ""
    parts = []
    if result.waiting:
        parts.append(f"{result.handed_in} dari {result.assessors} asesor")
    if result.missing:
        parts.append(f"{result.missing} pertanyaan tanpa nilai")
    return ", ".join(parts)
