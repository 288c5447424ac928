"""Readiness to look at: the nine heads on a radar, and each dimension against them."""

from collections import defaultdict
from collections.abc import Iterable

from analyses.models import ReadinessHead, ReadinessItem
from pictures import Drawing, ShadedRow, Spoke, radar, shaded_grid

MOST = 4  # the best score
SHORT = {
    ReadinessHead.PEOPLE: "SDM",
    ReadinessHead.FINANCE: "Anggaran",
    ReadinessHead.GOVERNANCE: "Tata kelola",
    ReadinessHead.PHYSICAL: "Fisik",
    ReadinessHead.ICT: "TIK",
    ReadinessHead.SOCIAL: "Sosial",
    ReadinessHead.POLICY: "Kebijakan",
    ReadinessHead.INSTITUTION: "Lembaga",
    ReadinessHead.PRACTICE: "SOP",
}


def readiness_pictures(rows: Iterable[ReadinessItem], dimensions: Iterable) -> list[Drawing]:
    """The averages of the scores; [] while nothing has one."""
    by_head, by_both = defaultdict(list), defaultdict(list)
    for row in rows:
        if row.score is not None:
            by_head[row.head].append(row.score)
            by_both[row.dimension_id, row.head].append(row.score)
    if not by_head:
        return []
    spokes = [Spoke(SHORT[head], _average(by_head[head])) for head in ReadinessHead]
    drawn = [
        radar("Kesiapan menurut unsur (rata-rata, 0 sampai 4)", "Unsur", spokes, MOST, "Nilai")
    ]
    if any(dimension for dimension, _ in by_both):  # most regions score readiness as a whole
        lines = [_line(one, by_both) for one in dimensions]
        heads = [SHORT[head] for head in ReadinessHead]
        caption = "Kesiapan setiap dimensi menurut unsur"
        drawn.append(shaded_grid(caption, "Dimensi", heads, lines, MOST))
    return drawn


def _line(dimension, by_both):
    values = [_average(by_both[dimension.pk, head]) for head in ReadinessHead]
    return ShadedRow(dimension.name.removeprefix("Smart "), values)


def _average(scores):
    return float(sum(scores) / len(scores)) if scores else None
