"""What looks odd in a program. Said, and never in the way: the team may have its reasons."""

from itertools import pairwise

from accounts.indonesian import angka
from programs.completeness import years_in_words
from programs.models import Direction, Program


def remarks(program: Program) -> list[str]:
    """One sentence for each odd thing. Reads the same rows as `completeness.missing`."""
    found = []
    for indicator in program.indicators.all():
        found += _of_indicator(indicator, program.masterplan)
    scheduled = {row.year for row in program.schedule.all()}
    paid = {row.year for row in program.budget.all() if row.amount}
    if scheduled and (idle := paid - scheduled):
        found.append(f"Ada anggaran tahun {years_in_words(idle)}, tetapi tidak ada kegiatan.")
    return found


def _of_indicator(indicator, plan):
    found, name = [], f"“{indicator}”"
    targets = sorted(indicator.targets.all(), key=lambda target: target.year)
    sign = 1 if indicator.direction == Direction.UP else -1
    better = "naik" if sign == 1 else "turun"
    worse = [
        str(target.year)
        for before, target in pairwise(targets)
        if sign * (target.value - before.value) < 0
    ]
    if worse:
        found.append(
            f"Target {name} tahun {', '.join(worse)} mundur, padahal yang baik adalah {better}."
        )
    start = indicator.baseline
    if start is not None and targets and sign * (targets[-1].value - start) < 0:
        found.append(
            f"Target akhir {name} ({angka(targets[-1].value)}) lebih buruk daripada nilai awal"
            f" ({angka(start)})."
        )
    if start is not None and indicator.baseline_year is None:
        found.append(f"Tahun nilai awal {name} belum diisi.")
    if outside := [target.year for target in targets if target.year not in plan.years]:
        found.append(f"Target {name} tahun {years_in_words(outside)} di luar masa masterplan.")
    return found
