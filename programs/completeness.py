"""What is still missing from a program, in sentences.

`missing(program)` looks at rows; `ProgramQuerySet.with_completeness()` counts the same items in the
database. A test holds the two together.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from programs.models import ITEM_COUNT, TEXTS, WRITTEN, Program

SENTENCES = {
    "description": "Uraian singkat belum ditulis.",
    "problem": "Masalah yang dijawab belum ditulis.",
    "output": "Keluaran belum ditulis.",
    "outcome": "Hasil bagi warga belum ditulis.",
    "beneficiaries": "Penerima manfaat belum ditulis.",
    "rpjmd_link": "Kaitan dengan RPJMD atau Renstra belum ditulis.",
}


# What is asked for, in one word, and the minutes that it takes somebody who knows her program.
ASKED = {
    "description": ("uraian", 2),
    "problem": ("masalah", 2),
    "output": ("keluaran", 1),
    "outcome": ("hasil bagi warga", 2),
    "beneficiaries": ("penerima manfaat", 1),
    "rpjmd_link": ("kaitan RPJMD", 1),
    "indicators": ("indikator", 3),
    "baselines": ("nilai awal", 2),
    "targets": ("target", 2),
    "schedule": ("jadwal", 1),
    "budget": ("anggaran", 3),
}


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, and the part of the form where it is written."""

    item: str
    sentence: str


def missing(program: Program) -> list[str]:
    """One sentence for every item that the program lacks; none when it is complete.

    Reads `indicators`, their `targets`, `schedule` and `budget`: without a query when they were
    fetched before (`ProgramQuerySet.with_rows`).
    """
    return [lack.sentence for lack in lacks(program)]


def lacks(program: Program) -> list[Lack]:
    """The same as `missing`, each with the name of its item."""
    found = [
        Lack(field, SENTENCES[field])
        for field in TEXTS
        if not re.search(WRITTEN, getattr(program, field))
    ]
    questions: dict[str, Callable[[Program], str]] = {
        "indicators": _indicators,
        "baselines": _baselines,
        "targets": _targets,
        "schedule": _schedule,
        "budget": _budget,
    }
    for item, question in questions.items():
        if sentence := question(program):
            found.append(Lack(item, sentence))
    return found


def progress(found: list[Lack]) -> dict:
    """How far a program is, for a page: the sentence and its two numbers."""
    filled = ITEM_COUNT - len(found)
    far = f"{filled} dari {ITEM_COUNT} butir program terisi"
    return {"filled": filled, "item_count": ITEM_COUNT, "far": far}


def missing_items(program: Program) -> list[str]:
    """The items that a program of `ProgramQuerySet.with_items` lacks, without looking at rows."""
    texts = [field for field in TEXTS if not re.search(WRITTEN, getattr(program, field))]
    others = ("indicators", "baselines", "targets", "schedule", "budget")
    return texts + [item for item in others if not getattr(program, f"has_{item}")]


def in_a_row(words: list[str]) -> str:
    """The short list of the program pages: "a, b dan c"."""
    return " dan ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def items_in_words(items: Iterable[str]) -> str:
    """["problem", "targets"] -> "masalah dan target"."""
    return in_a_row([ASKED[item][0] for item in items])


def minutes_in_words(items: Iterable[str]) -> str:
    """How long it takes to fill in what is missing: "sekitar 8 menit"."""
    minutes = sum(ASKED[getattr(item, "item", item)][1] for item in items)
    return f"sekitar {minutes} menit" if minutes else ""


def years_in_words(years: Iterable[int]) -> str:
    """[2026, 2027, 2028, 2030] -> "2026–2028 dan 2030"; no years, no words."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    if not runs:
        return ""
    words = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return in_a_row(words)


def _indicators(program):
    return "" if program.indicators.all() else "Belum ada indikator."


def _baselines(program):
    indicators = program.indicators.all()
    if not indicators:
        return "Belum ada nilai awal indikator."
    bare = [f"“{indicator}”" for indicator in indicators if indicator.baseline is None]
    return f"Indikator tanpa nilai awal: {', '.join(bare)}." if bare else ""


def _targets(program):
    indicators = program.indicators.all()
    if not indicators:
        return "Belum ada target."
    plan = program.masterplan.years
    wanted = {row.year for row in program.schedule.all() if row.year in plan}
    parts = []
    for indicator in indicators:
        aimed = {target.year for target in indicator.targets.all()}
        if bare := wanted - aimed:
            parts.append(f"“{indicator}” untuk {years_in_words(bare)}")
        elif not aimed:
            parts.append(f"“{indicator}”")
    return f"Belum ada target: {'; '.join(parts)}." if parts else ""


def _schedule(program):
    years = {row.year for row in program.schedule.all()}
    return _outside(program, years, "Jadwal") if years else "Belum ada jadwal."


def _budget(program):
    years = {row.year for row in program.budget.all() if row.amount}
    return _outside(program, years, "Anggaran") if years else "Belum ada anggaran."


def _outside(program, years, what):
    plan = program.masterplan
    astray = [year for year in years if year not in plan.years]
    if not astray:
        return ""
    return f"{what} tahun {years_in_words(astray)} berada di luar masa masterplan ({plan.period})."
