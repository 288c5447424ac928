"""Who has filled what: one row for each Perangkat Daerah that takes part, one cell for each task.

Answered from `Facts` in memory, so sixty agencies cost as many queries as one.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse_lazy
from django.utils.text import format_lazy

from analyses.models import SwotKind
from bimtek.facts import Facts
from bimtek.requirements import named
from masterplans.models import Stage
from regions.models import Agency

DONE, PART, NONE, NOT_ASKED = "done", "part", "none", "dash"
ISSUES, SWOT, GAPS = "isu daerah", "SWOT", "kesenjangan"
PROGRAMS, TARGETS, BUDGET, SECTIONS = "program", "target tahunan", "anggaran", "bagian buku"
COLUMNS = [ISSUES, SWOT, GAPS, PROGRAMS, TARGETS, BUDGET, SECTIONS]
PAGES = {
    ISSUES: "analyses:issues",
    SWOT: "analyses:swot",
    GAPS: "analyses:gaps",
    PROGRAMS: "programs:board",
    TARGETS: "programs:board",
    BUDGET: "programs:board",
    SECTIONS: "masterplans:contents",
}
WORDS = {DONE: "selesai", PART: "sebagian", NONE: "belum diisi", NOT_ASKED: "tidak diminta"}


@dataclass(frozen=True)
class Cell:
    """One task of one agency: done, part, none, or dash (not asked of it)."""

    name: str
    state: str
    url: str

    @property
    def words(self) -> str:
        return WORDS[self.state]


@dataclass(frozen=True)
class Row:
    """One agency and its tasks."""

    agency: Agency
    cells: list[Cell]

    @property
    def asked(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.state != NOT_ASKED]

    @property
    def open(self) -> list[Cell]:
        return [cell for cell in self.asked if cell.state != DONE]

    @property
    def done(self) -> int:
        return len(self.asked) - len(self.open)

    @property
    def share(self) -> float:
        """How much is filled, from 0 to 1; what is begun counts for half."""
        begun = sum(cell.state == PART for cell in self.open)
        return (self.done + begun / 2) / len(self.asked)


@dataclass(frozen=True)
class Matrix:
    """All rows, the emptiest first, and the agencies for which nobody writes yet."""

    rows: list[Row]
    absent: list[Agency] = field(default_factory=list)

    @property
    def absent_names(self) -> str:
        return named(agency.short_name for agency in self.absent)

    def of(self, agency_keys) -> list[Row]:
        """The rows of these agencies."""
        return [row for row in self.rows if row.agency.pk in agency_keys]


def matrix(facts: Facts) -> Matrix:
    """The rows of the agencies that write or have written something."""
    found, programs = defaultdict(set), defaultdict(list)
    for kind, _, agency in facts.findings:
        found[agency].add(kind)
    for program in facts.programs:
        programs[program.agency_id].append(program)
    active = set(found) | set(programs)
    rows = [
        Row(agency, _cells(facts, agency, found[agency.pk], programs[agency.pk]))
        for agency in facts.agencies
        if agency.is_writing or agency.sections_given or agency.pk in active
    ]
    rows.sort(key=lambda row: row.share)  # stable: then the order of the SOTK
    present = {row.agency.pk for row in rows}
    return Matrix(rows, [agency for agency in facts.agencies if agency.pk not in present])


def _cells(facts, agency, kinds, programs):
    swot = len(kinds & set(SwotKind.values))
    states = {
        ISSUES: DONE if "issue" in kinds else NONE,
        SWOT: _state(swot, len(SwotKind)),
        GAPS: DONE if "gap" in kinds else NOT_ASKED,
        PROGRAMS: _programs(facts, programs),
        TARGETS: _state(sum(p.has_baselines and p.has_targets for p in programs), len(programs)),
        BUDGET: _state(sum(p.has_budget for p in programs), len(programs)),
        SECTIONS: _state(agency.sections_written, agency.sections_given),
    }
    return [Cell(name, states[name], _page(facts, name, agency)) for name in COLUMNS]


def _programs(facts, programs):
    if not programs:  # from the second stage on every Perangkat Daerah is asked for programs
        return NONE if facts.masterplan.stage >= Stage.PROGRAMS else NOT_ASKED
    return _state(sum(bool(p.description.strip() and p.years) for p in programs), len(programs))


def _state(done, asked):
    if not asked:
        return NOT_ASKED
    return DONE if done >= asked else PART if done else NONE


def _page(facts, name, agency):
    url = reverse_lazy(PAGES[name], args=[facts.masterplan.slug])
    return format_lazy("{}?perangkat={}", url, agency.pk) if "programs" in PAGES[name] else url
