"""Programs, roadmap, money, quick wins and people of a book as plain values.

analysis_data.py, book_data.py and generators.py fill them; the template that each names prints it,
as `block`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exports.book_content import BookBlock, BookDimension, Caption
from indonesian import angka, rentang

MILLION = 1_000_000


@dataclass(frozen=True)
class AimRow:
    subdimension: str
    aim: str
    strategies: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class AimTable(BookBlock):
    caption: Caption
    dimension: BookDimension
    rows: tuple[AimRow, ...]
    template: ClassVar[str] = "exports/print/aims.html"


@dataclass(frozen=True)
class IndicatorRow:
    name: str
    unit: str
    baseline: Decimal | None = None
    baseline_year: int | None = None
    targets: tuple[tuple[int, Decimal], ...] = ()

    @property
    def in_words(self) -> str:
        """ "Layanan daring, layanan: 4 menjadi 12 (2024)": from today to the first target."""
        named = f"{self.name}, {self.unit}" if self.unit else self.name
        if not self.targets:
            return named
        year, wanted = self.targets[0]
        today = "" if self.baseline is None else f"{angka(self.baseline)} menjadi "
        return f"{named}: {today}{angka(wanted)} ({year})"


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
    rpjmd_link: str = ""  # with the figure of the RPJMD
    aim: str = ""
    risks: str = ""
    supporters: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    years: tuple[tuple[int, str], ...] = ()  # (year, "P" | "B" | "O")
    budget: tuple[tuple[int, str, int], ...] = ()  # (year, source, rupiah)
    is_quickwin: bool = False
    since_year: int | None = None
    participants: tuple[tuple[str, str], ...] = ()  # (region, its villages)
    achievement: str = ""
    key: str = ""

    @property
    def total(self) -> int:
        return sum(amount for _, _, amount in self.budget)

    @property
    def words(self) -> list[tuple[str, str]]:
        """What is said of it, under its heads; a description even where there is none yet."""
        said = (
            ("Uraian", self.description),
            ("Capaian", self.achievement),
            ("Masalah", self.problem),
            ("Keluaran", self.output),
            ("Hasil", self.outcome),
        )
        return [(head, text) for head, text in said if text or head == "Uraian"]

    @property
    def period(self) -> str:
        if not self.years:
            return ""
        return rentang(self.years[0][0], self.years[-1][0])


@dataclass(frozen=True)
class ProgramGroup:
    name: str  # sub-dimension
    programs: tuple[ProgramRow, ...]


@dataclass(frozen=True)
class ProgramTable(BookBlock):
    caption: Caption
    dimension: BookDimension
    groups: tuple[ProgramGroup, ...]
    template: ClassVar[str] = "exports/print/programs.html"


@dataclass(frozen=True)
class DetailLine:
    """One indicator or one source of money of a program, with a value for each year."""

    kind: str  # "target", "money" or "sum"
    name: str
    values: tuple[Decimal | None, ...]
    base: Decimal | None = None
    base_year: int | None = None
    total: Decimal | None = None


@dataclass(frozen=True)
class ProgramDetails:
    """A program and its lines by year."""

    program: ProgramRow
    lines: tuple[DetailLine, ...]

    @classmethod
    def of(cls, program: ProgramRow, years: tuple[int, ...]) -> "ProgramDetails":
        """Lines of a program over these years; money in exact millions, so that it adds up."""
        lines = [
            DetailLine(
                "target",
                f"{row.name}, {row.unit}" if row.unit else row.name,
                tuple(dict(row.targets).get(year) for year in years),
                row.baseline,
                row.baseline_year,
            )
            for row in program.indicators
        ]
        money: dict[str, dict[int, Decimal]] = {}
        for year, source, amount in program.budget:
            given = money.setdefault(source, {})
            given[year] = given.get(year, Decimal(0)) + Decimal(amount) / MILLION
        for source, given in money.items():
            values = tuple(given.get(year) for year in years)
            lines.append(DetailLine("money", source, values, total=sum(given.values())))
        if len(money) > 1:
            totals = [sum(filter(None, (g.get(year) for g in money.values()))) for year in years]
            values = tuple(Decimal(total) if total else None for total in totals)
            lines.append(
                DetailLine("sum", "Jumlah", values, total=Decimal(program.total) / MILLION)
            )
        return cls(program, tuple(lines))


@dataclass(frozen=True)
class ProgramDetailTable(BookBlock):
    """What the program table has no room for: targets and money by year, partners, risks."""

    caption: Caption
    dimension: BookDimension
    years: tuple[int, ...]
    programs: tuple[ProgramDetails, ...]
    template: ClassVar[str] = "exports/print/program_details.html"
    wide: ClassVar[bool] = True

    @property
    def columns(self) -> int:
        return len(self.years) + 4

    @property
    def halves(self) -> tuple[int, int]:
        """How many columns right of the names each of two halves takes."""
        first = 1 + len(self.years) // 2
        return first, len(self.years) + 2 - first


@dataclass(frozen=True)
class ProgramList(BookBlock):
    """The programs of a dimension in one line each, for the short book."""

    caption: Caption
    dimension: BookDimension
    programs: tuple[ProgramRow, ...]
    template: ClassVar[str] = "exports/print/program_list.html"


@dataclass(frozen=True)
class RoadmapPhase:
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
    dimension: BookDimension
    rows: tuple[RoadRow, ...]


@dataclass(frozen=True)
class RoadmapTable(BookBlock):
    caption: Caption
    years: tuple[int, ...]
    phases: tuple[RoadmapPhase, ...]
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
class BudgetTable(BookBlock):
    """Rupiah in whole numbers: every total is the sum of what stands beside or above it."""

    caption: Caption
    head: str  # "Tahun", "Dimensi", "Perangkat Daerah"
    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    template: ClassVar[str] = "exports/print/budget.html"
    wide: ClassVar[bool] = True

    @property
    def is_crowded(self) -> bool:
        """Too many columns to write "Rp" in every cell."""
        return len(self.columns) > 5

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
    dimension: BookDimension
    name: str
    expansion: str
    agency: str
    reason: str = ""


@dataclass(frozen=True)
class QuickWinTable(BookBlock):
    caption: Caption
    rows: tuple[QuickWinRow, ...]
    note: str = ""  # where a dimension has more or fewer than the usual one
    template: ClassVar[str] = "exports/print/quickwins.html"


@dataclass(frozen=True)
class NomineeRow:
    """A nominated program with the mean of what it was given on each criterion."""

    name: str
    agency: str
    dimension: BookDimension
    means: tuple[Decimal | None, ...]  # None where nobody has scored
    sides: tuple[Decimal | None, ...]  # what each side says, by the weights of the criteria
    mean: Decimal | None  # of both sides, as on the page of quick wins
    standing: str
    is_chosen: bool = False
    key: str = ""


@dataclass(frozen=True)
class NomineeTable(BookBlock):
    caption: Caption
    criteria: tuple[str, ...]
    sides: tuple[str, ...]
    rows: tuple[NomineeRow, ...]
    template: ClassVar[str] = "exports/print/nominees.html"


@dataclass(frozen=True)
class TeamGroup:
    name: str
    people: tuple[tuple[str, str], ...]  # (name with degrees, position)


@dataclass(frozen=True)
class TeamTable(BookBlock):
    """Who made the plan. No personal number, address or telephone."""

    caption: Caption
    groups: tuple[TeamGroup, ...]
    template: ClassVar[str] = "exports/print/team.html"


@dataclass(frozen=True)
class RiskRow:
    text: str
    likelihood: int
    impact: int
    mitigation: str
    handling: str = ""
    owner: str = ""
    level: str = "low"  # a key of `quickwins.risk_levels.LEVELS`, for the colour
    level_in_words: str = "Rendah"


@dataclass(frozen=True)
class MilestoneRow:
    text: str
    months: frozenset[int]
    percent: int | None = None  # done after it, as planned

    @property
    def cells(self) -> list[tuple[bool, bool, bool]]:
        """Twelve months: whether it runs, begins and ends in each."""
        on = self.months
        return [
            (m in on, m in on and m - 1 not in on, m in on and m + 1 not in on)
            for m in range(1, 13)
        ]


@dataclass(frozen=True)
class QuickWinSheet(BookBlock):
    """The profile of one chosen quick win: one page, or more when its texts are long."""

    dimension: BookDimension
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
    is_compact: bool = False  # on a page of its own that has to hold everything
    template: ClassVar[str] = "exports/print/quickwin_sheet.html"
    own_pages: ClassVar[bool] = True

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.budget)

    @property
    def is_long(self) -> bool:
        """Columns side by side do not go on over a page, so long texts get the full width."""
        return self.is_compact or sum(len(words) for _, words in self.texts) > 1150
