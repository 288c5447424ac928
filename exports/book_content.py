"""What a book consists of: plain values, without a database and without a page.

books.py fills these from the tables, printing.py typesets them through templates/exports/print/.
Every block names the template that prints it; the template sees it as `block`.
"""

from dataclasses import dataclass, field
from typing import ClassVar

ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """14 -> "XIV"."""
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def cut(text: str, length: int) -> str:
    """The beginning of a text, ended at a word, for places that hold one line."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    short = text[: length - 1]
    return (short.rsplit(" ", 1)[0] if " " in short else short) + "…"


@dataclass(frozen=True)
class Dimension:
    """A dimension as the book shows it: number, colour key, name."""

    number: int
    key: str
    name: str
    aim: str = ""


@dataclass(frozen=True)
class Caption:
    """Number and title of a table or figure: "Tabel 4.2 Program Smart Living"."""

    kind: str  # Tabel or Gambar
    number: str
    title: str

    @property
    def label(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def anchor(self) -> str:
        return f"{self.kind.lower()}-{self.number.replace('.', '-')}"

    @property
    def run(self) -> str:
        """For the running head: what stands in for "lanjutan" on the pages after the first."""
        return f"{self.label} {cut(self.title, 52)}"


class Captions:
    """Numbers the tables and figures of one chapter, in the order in which they are asked for."""

    def __init__(self, chapter: int):
        self.chapter = chapter
        self._count = {"Tabel": 0, "Gambar": 0}

    def table(self, title: str) -> Caption:
        return self._next("Tabel", title)

    def figure(self, title: str) -> Caption:
        return self._next("Gambar", title)

    def _next(self, kind, title):
        self._count[kind] += 1
        return Caption(kind, f"{self.chapter}.{self._count[kind]}", title)


# ------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True)
class Block:
    """A part of a section. `wide` ones stand on pages of their own, turned on the side."""

    template: ClassVar[str]
    wide: ClassVar[bool] = False


@dataclass(frozen=True)
class Text(Block):
    """Words from the editor, cleaned (masterplans) before they come here."""

    html: str
    template: ClassVar[str] = "exports/print/text.html"


@dataclass(frozen=True)
class Todo(Block):
    """Something that is not there yet, and who owes it. Printed, so that nobody misses it."""

    what: str
    who: str = ""
    template: ClassVar[str] = "exports/print/todo.html"


@dataclass(frozen=True)
class DimensionBand(Block):
    """The coloured head under which everything of one dimension follows."""

    dimension: Dimension
    number: str
    anchor: str
    template: ClassVar[str] = "exports/print/dimension_band.html"


@dataclass(frozen=True)
class IssueRow:
    title: str
    description: str = ""
    source: str = ""
    agency: str = ""


@dataclass(frozen=True)
class IssueTable(Block):
    caption: Caption
    dimension: Dimension
    rows: tuple[IssueRow, ...]
    template: ClassVar[str] = "exports/print/issues.html"


@dataclass(frozen=True)
class Coded:
    """A SWOT entry with its code, "S2"; or a strategy with the codes that it joins."""

    code: str
    text: str


@dataclass(frozen=True)
class SwotTable(Block):
    caption: Caption
    dimension: Dimension
    strengths: tuple[Coded, ...]
    weaknesses: tuple[Coded, ...]
    opportunities: tuple[Coded, ...]
    threats: tuple[Coded, ...]
    template: ClassVar[str] = "exports/print/swot.html"


@dataclass(frozen=True)
class TowsTable(Block):
    caption: Caption
    dimension: Dimension
    so: tuple[Coded, ...]
    wo: tuple[Coded, ...]
    st: tuple[Coded, ...]
    wt: tuple[Coded, ...]
    swot: Caption | None = None  # the table whose codes are meant, when it is in this book
    template: ClassVar[str] = "exports/print/tows.html"


@dataclass(frozen=True)
class ReadinessItem:
    statement: str
    score: int
    evidence: str = ""
    agency: str = ""


@dataclass(frozen=True)
class ReadinessHead:
    name: str
    items: tuple[ReadinessItem, ...]

    @property
    def mean(self) -> float:
        return sum(item.score for item in self.items) / len(self.items)


@dataclass(frozen=True)
class ReadinessFigure(Block):
    """A radar of the mean score of each head; needs three heads or more."""

    caption: Caption
    heads: tuple[ReadinessHead, ...]
    template: ClassVar[str] = "exports/print/readiness_figure.html"

    @property
    def axes(self) -> list[tuple[str, float, None]]:
        return [(head.name, head.mean, None) for head in self.heads]


@dataclass(frozen=True)
class ReadinessTable(Block):
    caption: Caption
    heads: tuple[ReadinessHead, ...]
    template: ClassVar[str] = "exports/print/readiness.html"


@dataclass(frozen=True)
class GapRow:
    subdimension: str
    now: str
    wanted: str
    level_now: int
    level_wanted: int
    gap: str = ""
    need: str = ""

    @property
    def steps(self) -> list[str]:
        """Four dots: reached, still to go, not asked."""
        return [
            "on" if step <= self.level_now else "due" if step <= self.level_wanted else ""
            for step in range(1, 5)
        ]


@dataclass(frozen=True)
class GapGroup:
    dimension: Dimension
    rows: tuple[GapRow, ...]


@dataclass(frozen=True)
class GapTable(Block):
    caption: Caption
    groups: tuple[GapGroup, ...]
    template: ClassVar[str] = "exports/print/gap.html"


@dataclass(frozen=True)
class Vision(Block):
    vision: str
    missions: tuple[str, ...]
    template: ClassVar[str] = "exports/print/vision.html"


@dataclass(frozen=True)
class AlignmentRow:
    mission: str
    goal: str
    dimensions: frozenset[int]


@dataclass(frozen=True)
class AlignmentGroup:
    document: str
    rows: tuple[AlignmentRow, ...]


@dataclass(frozen=True)
class AlignmentTable(Block):
    caption: Caption
    dimensions: tuple[Dimension, ...]
    groups: tuple[AlignmentGroup, ...]
    template: ClassVar[str] = "exports/print/alignment.html"


@dataclass(frozen=True)
class AimRow:
    subdimension: str
    aim: str
    strategies: tuple[str, ...]


@dataclass(frozen=True)
class AimTable(Block):
    caption: Caption
    dimension: Dimension
    rows: tuple[AimRow, ...]
    template: ClassVar[str] = "exports/print/aims.html"


@dataclass(frozen=True)
class IndicatorRow:
    name: str
    unit: str
    baseline: object = None  # Decimal
    baseline_year: int | None = None
    targets: tuple[tuple[int, object], ...] = ()


@dataclass(frozen=True)
class ProgramRow:
    """A program with all that the tables of a book say of it."""

    number: str  # "4.2": dimension and place in it
    name: str
    agency: str
    kind: str
    is_new: bool
    expansion: str = ""
    description: str = ""
    problem: str = ""
    output: str = ""
    outcome: str = ""
    beneficiaries: str = ""
    rpjmd_link: str = ""
    risks: str = ""
    supporters: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    years: tuple[tuple[int, str], ...] = ()  # (year, "prepare" | "build" | "operate")
    sources: tuple[tuple[str, int], ...] = ()  # (source, rupiah over all years)
    is_quickwin: bool = False

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.sources)

    @property
    def period(self) -> str:
        if not self.years:
            return ""
        first, last = self.years[0][0], self.years[-1][0]
        return f"{first}" if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class ProgramGroup:
    name: str  # sub-dimension
    programs: tuple[ProgramRow, ...]


@dataclass(frozen=True)
class ProgramTable(Block):
    caption: Caption
    dimension: Dimension
    groups: tuple[ProgramGroup, ...]
    template: ClassVar[str] = "exports/print/programs.html"
    wide: ClassVar[bool] = True


@dataclass(frozen=True)
class ProgramList(Block):
    """The programs of a dimension in one line each, for the short book."""

    caption: Caption
    dimension: Dimension
    programs: tuple[ProgramRow, ...]
    template: ClassVar[str] = "exports/print/program_list.html"


@dataclass(frozen=True)
class Phase:
    name: str
    first_year: int
    last_year: int

    @property
    def length(self) -> int:
        return self.last_year - self.first_year + 1


@dataclass(frozen=True)
class RoadYear:
    """One cell of the roadmap; `letter` is empty where nothing happens."""

    letter: str = ""  # P, B or O
    first: bool = False
    last: bool = False
    opens_phase: bool = False


@dataclass(frozen=True)
class RoadRow:
    program: ProgramRow
    cells: tuple[RoadYear, ...]


@dataclass(frozen=True)
class RoadGroup:
    dimension: Dimension
    rows: tuple[RoadRow, ...]


@dataclass(frozen=True)
class Roadmap(Block):
    caption: Caption
    years: tuple[int, ...]
    phases: tuple[Phase, ...]
    groups: tuple[RoadGroup, ...]
    template: ClassVar[str] = "exports/print/roadmap.html"
    wide: ClassVar[bool] = True

    @property
    def heads(self) -> list[tuple[int, bool]]:
        """Each year, and whether a phase begins with it."""
        opening = {phase.first_year for phase in self.phases}
        return [(year, year in opening) for year in self.years]

    @property
    def columns(self) -> int:
        return len(self.years) + 4


@dataclass(frozen=True)
class MoneyRow:
    label: str
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.amounts)


@dataclass(frozen=True)
class BudgetTable(Block):
    """Rupiah in whole numbers: every total is the sum of what stands beside or above it."""

    caption: Caption
    head: str  # "Tahun", "Dimensi", "Perangkat Daerah"
    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    template: ClassVar[str] = "exports/print/budget.html"
    wide: ClassVar[bool] = True

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(
            sum(column) for column in zip(*(row.amounts for row in self.rows), strict=True)
        )

    @property
    def total(self) -> int:
        return sum(self.totals)


@dataclass(frozen=True)
class QuickWinRow:
    dimension: Dimension
    name: str
    expansion: str
    agency: str
    reason: str = ""


@dataclass(frozen=True)
class QuickWinTable(Block):
    caption: Caption
    rows: tuple[QuickWinRow, ...]
    template: ClassVar[str] = "exports/print/quickwins.html"


@dataclass(frozen=True)
class RiskRow:
    text: str
    likelihood: int
    impact: int
    mitigation: str


@dataclass(frozen=True)
class MilestoneRow:
    text: str
    months: frozenset[int]

    @property
    def cells(self) -> list[tuple[bool, bool, bool]]:
        """Twelve months: whether it runs, begins and ends in each."""
        on = self.months
        return [
            (m in on, m in on and m - 1 not in on, m in on and m + 1 not in on)
            for m in range(1, 13)
        ]


@dataclass(frozen=True)
class QuickWinSheet(Block):
    """The profile of one chosen quick win: one page, or more when its texts are long."""

    dimension: Dimension
    subdimension: str
    name: str
    expansion: str
    anchor: str
    texts: tuple[tuple[str, str], ...]  # (heading, words), the written ones only
    facts: tuple[tuple[str, str], ...]  # (label, words)
    budget: tuple[tuple[str, int], ...] = ()  # (source, rupiah) of the year below
    year: int | None = None
    indicators: tuple[IndicatorRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    missing: tuple[str, ...] = ()
    template: ClassVar[str] = "exports/print/quickwin_sheet.html"

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.budget)

    @property
    def is_long(self) -> bool:
        """Columns side by side do not go on over a page, so long texts get the full width."""
        return sum(len(words) for _, words in self.texts) > 1900


# ------------------------------------------------------------------------------ the book itself


@dataclass(frozen=True)
class Section:
    """A numbered part of a chapter."""

    number: str
    title: str
    anchor: str
    blocks: tuple[Block, ...]

    @property
    def run(self) -> str:
        return cut(f"{self.number}  {self.title}", 64)


@dataclass(frozen=True)
class Chapter:
    """A chapter begins on its own page; its pages are numbered III-1, III-2 …"""

    number: int
    title: str
    lead: str
    sections: tuple[Section, ...]
    owed_by: str = ""  # who writes it, for a chapter without sections

    @property
    def roman(self) -> str:
        return roman(self.number)

    @property
    def anchor(self) -> str:
        return f"bab-{self.roman}"

    @property
    def run(self) -> str:
        return f"Bab {self.roman} · {cut(self.title, 60)}"

    @property
    def captions(self) -> list[Caption]:
        blocks = [block for section in self.sections for block in section.blocks]
        return [block.caption for block in blocks if hasattr(block, "caption")]


@dataclass(frozen=True)
class Front:
    """A part before the chapters: a foreword, a list of abbreviations. Pages i, ii, iii …"""

    title: str
    anchor: str
    html: str


@dataclass(frozen=True)
class Book:
    """One book of a masterplan, ready to be typeset."""

    number: int
    title: str
    subtitle: str
    region: str  # "Kabupaten Banjarnegara"
    years: str  # "2024–2033"
    owner: str  # "Pemerintah Kabupaten Banjarnegara"
    edition: str  # foot of every page: "Draf, belum dibekukan" or "Edisi 1"
    place_and_date: str  # foot of the cover
    chapters: tuple[Chapter, ...]
    province: str = ""
    is_draft: bool = True
    front: tuple[Front, ...] = field(default=())

    @property
    def kind(self) -> str:
        return f"Buku {self.number}"

    @property
    def full_title(self) -> str:
        return f"{self.kind}: {self.title}, {self.region} {self.years}"

    @property
    def run(self) -> str:
        return cut(f"{self.title} {self.region}", 60)
