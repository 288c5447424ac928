"""What is still missing from a program: one rule, asked of one program or of all of a plan.

It looks at `ProgramContents`, plain values: `contents_of` reads them from the rows of one program,
`states.program_states` from one query about all.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from masterplans.models import Masterplan
from programs.models import ITEM_COUNT, TEXTS, WRITTEN, Program


@dataclass(frozen=True)
class Item:
    """One thing that is asked of a program: its word in the list of programs, its name elsewhere.

    `minutes` is what it takes somebody who knows her program; `sentence` what is said of a text.
    """

    word: str
    name: str
    minutes: int
    sentence: str = ""


ITEMS = {
    "description": Item("uraian", "uraian singkat", 2, "Uraian singkat belum ditulis."),
    "problem": Item("masalah", "masalah yang dijawab", 2, "Masalah yang dijawab belum ditulis."),
    "output": Item("keluaran", "keluaran", 1, "Keluaran belum ditulis."),
    "outcome": Item("hasil bagi warga", "hasil bagi warga", 2, "Hasil bagi warga belum ditulis."),
    "beneficiaries": Item(
        "penerima manfaat", "penerima manfaat", 1, "Penerima manfaat belum ditulis."
    ),
    "rpjmd_link": Item(
        "kaitan RPJMD",
        "kaitan dengan RPJMD atau Renstra",
        1,
        "Kaitan dengan RPJMD atau Renstra belum ditulis.",
    ),
    "indicators": Item("indikator", "indikator", 3),
    "baselines": Item("nilai awal", "nilai awal", 2),
    "targets": Item("target", "target tahunan", 2),
    "schedule": Item("jadwal", "jadwal", 1),
    "budget": Item("anggaran", "anggaran", 3),
}


@dataclass(frozen=True)
class ProgramContents:
    """What a program holds of what is asked: which texts, indicators, years, years with money.

    An indicator is its name, whether it has a baseline, and the years that have a target.
    """

    texts: set[str]
    indicators: list[tuple[str, bool, set[int]]]
    years: set[int]
    paid_years: set[int]


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
    return lacks_of(contents_of(program), program.masterplan)


def lacks_of(contents: ProgramContents, masterplan: Masterplan) -> list[Lack]:
    """What a program with these contents lacks, in the order of `ITEMS`."""
    found = [Lack(field, ITEMS[field].sentence) for field in TEXTS if field not in contents.texts]
    for item, sentence_of in SENTENCES.items():
        if sentence := sentence_of(contents, masterplan):
            found.append(Lack(item, sentence))
    return found


def contents_of(program: Program) -> ProgramContents:
    """What one program holds."""
    return ProgramContents(
        texts={field for field in TEXTS if re.search(WRITTEN, getattr(program, field))},
        indicators=[
            (str(row), row.baseline is not None, {target.year for target in row.targets.all()})
            for row in program.indicators.all()
        ],
        years={row.year for row in program.schedule.all()},
        paid_years={row.year for row in program.budget.all() if row.amount},
    )


def progress(found: list[Lack]) -> dict:
    """How far a program is, for a page: the sentence and its two numbers."""
    filled = ITEM_COUNT - len(found)
    far = f"{filled} dari {ITEM_COUNT} butir program terisi"
    return {"filled": filled, "item_count": ITEM_COUNT, "far": far}


def bare_years(masterplan: Masterplan, runs: Iterable[Iterable[int]]) -> list[int]:
    """The years of the plan in which none of these programs runs."""
    busy = {year for years in runs for year in years}
    return [year for year in masterplan.years if year not in busy]


def years_outside(masterplan: Masterplan, years: Iterable[int]) -> list[int]:
    """Those of these years that the plan does not have."""
    return [year for year in years if year not in masterplan.years]


def in_a_row(words: list[str]) -> str:
    """The short list of the program pages: "a, b dan c"."""
    return " dan ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def items_in_words(items: Iterable[str]) -> str:
    """["problem", "targets"] -> "masalah dan target"."""
    return in_a_row([ITEMS[item].word for item in items])


def minutes_in_words(items: Iterable[str]) -> str:
    """How long it takes to fill in what is missing: "sekitar 8 menit"."""
    minutes = sum(ITEMS[getattr(item, "item", item)].minutes for item in items)
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


def _indicators(contents, masterplan):
    return "" if contents.indicators else "Belum ada indikator."


def _baselines(contents, masterplan):
    if not contents.indicators:
        return "Belum ada nilai awal indikator."
    bare = [f"“{name}”" for name, has_baseline, _ in contents.indicators if not has_baseline]
    return f"Indikator tanpa nilai awal: {', '.join(bare)}." if bare else ""


def _targets(contents, masterplan):
    if not contents.indicators:
        return "Belum ada target."
    plan = masterplan.years
    wanted = {year for year in contents.years if year in plan}
    parts = []
    for name, _, aimed in contents.indicators:
        if bare := wanted - aimed:
            parts.append(f"“{name}” untuk {years_in_words(bare)}")
        elif not aimed:
            parts.append(f"“{name}”")
    return f"Belum ada target: {'; '.join(parts)}." if parts else ""


def _schedule(contents, masterplan):
    if not contents.years:
        return "Belum ada jadwal."
    return _outside(contents.years, masterplan, "Jadwal")


def _budget(contents, masterplan):
    if not contents.paid_years:
        return "Belum ada anggaran."
    return _outside(contents.paid_years, masterplan, "Anggaran")


def _outside(years, plan, what):
    astray = years_outside(plan, years)
    if not astray:
        return ""
    return f"{what} tahun {years_in_words(astray)} berada di luar masa masterplan ({plan.period})."


SENTENCES: dict[str, Callable[[ProgramContents, Masterplan], str]] = {
    "indicators": _indicators,
    "baselines": _baselines,
    "targets": _targets,
    "schedule": _schedule,
    "budget": _budget,
}
