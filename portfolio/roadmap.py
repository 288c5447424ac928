"""The roadmap: programs down, the years of the plan across, one letter for what is done."""

from dataclasses import dataclass

from django.db.models import Sum

from dimensions.models import Dimension
from indonesian import terbilang
from masterplans.claims import HeadClaim
from masterplans.models import Masterplan, Phase
from programs.completeness import bare_years, years_in_words
from programs.models import Activity, BudgetLine, Program, ScheduleYear

LETTERS = {Activity.PREPARE: "P", Activity.BUILD: "B", Activity.OPERATE: "O"}
NOTHING = ("", "")
SIGNS = {activity.value: (letter, activity.label) for activity, letter in LETTERS.items()}


@dataclass
class RoadmapLine:
    """A program: for each year letter and word of what is done, whether a phase begins, rupiah."""

    program: Program
    cells: list[tuple[str, str, bool, int]]
    outside: str  # years beyond the plan, in words


@dataclass
class Roadmap:
    """The table, and what it lacks."""

    years: list[tuple[int, bool]]  # year, and whether a phase begins in it
    spans: list[tuple[Phase | None, int]]  # heads over the years: phase and how many years
    groups: list[tuple[Dimension, list[RoadmapLine]]]
    feet: list[tuple[int, int, bool]]  # by year: programs that run, rupiah, whether a phase begins
    unscheduled: int
    bare_years: list[int]
    thin: tuple[Phase, int] | None = None  # a phase in which few programs run, and how many do

    @property
    def count(self) -> int:
        return sum(len(lines) for _, lines in self.groups)

    @property
    def scheduled(self) -> int:
        return self.count - self.unscheduled

    @property
    def width(self) -> int:
        return len(self.years) + 1

    @property
    def far(self) -> str:
        return f"{self.scheduled} dari {self.count} program punya jadwal"

    @property
    def request(self) -> HeadClaim:
        """What the page asks for, as one sentence."""
        open_one = self._open_request()
        return HeadClaim(open_one or "Setiap tahun dalam peta jalan berisi program.", not open_one)

    def _open_request(self):
        if not self.count:
            return "Belum ada program untuk peta jalan."
        if self.bare_years:
            return f"Isi tahun {years_in_words(self.bare_years)}: belum ada program yang berjalan."
        if self.thin:
            phase, running = self.thin
            return (
                f"Isi tahun {years_in_words(phase.years)}: baru {running} dari {self.count} program"
                " yang punya kegiatan."
            )
        if self.unscheduled:
            return f"{terbilang(self.unscheduled).capitalize()} program belum punya jadwal."
        return ""


def roadmap_of(masterplan: Masterplan, dimensions: list[Dimension], programs) -> Roadmap:
    """The roadmap of some programs: exactly the years of the plan, in a fixed number of queries."""
    spans, years = heads_of(masterplan)
    marks, money = _marks(programs), _money(programs)
    running = dict.fromkeys(masterplan.years, 0)
    lines, unscheduled = {}, 0
    for program in programs.select_related("agency", "subdimension"):
        own = marks.get(program.pk, {})
        unscheduled += not own
        for year in own.keys() & running.keys():
            running[year] += 1
        paid = money.get(program.pk, {})
        cells = [
            (*SIGNS.get(own.get(year), NOTHING), edge, paid.get(year, 0)) for year, edge in years
        ]
        outside = years_in_words(own.keys() - running.keys())
        group = lines.setdefault(program.subdimension.dimension_id, [])
        group.append(RoadmapLine(program, cells, outside))
    return Roadmap(
        years=years,
        spans=spans,
        groups=[(one, lines[one.pk]) for one in dimensions if one.pk in lines],
        feet=[
            (running[year], sum(paid.get(year, 0) for paid in money.values()), edge)
            for year, edge in years
        ],
        unscheduled=unscheduled,
        bare_years=bare_years(masterplan, marks.values()),
        thin=_thin(spans, marks, sum(map(len, lines.values()))),
    )


def heads_of(masterplan: Masterplan) -> tuple[list, list]:
    """The heads of a table of years: phases with their lengths, years with where a phase begins."""
    spans = _spans(masterplan)
    return spans, _with_edges(masterplan, spans)


def _marks(programs):
    """Plain tuples: a plan has a thousand of them, and objects would cost more than the page."""
    rows = ScheduleYear.objects.filter(program__in=programs.order_by().values("pk")).order_by()
    marks = {}
    for program, year, activity in rows.values_list("program_id", "year", "activity"):
        marks.setdefault(program, {})[year] = activity
    return marks


def _money(programs):
    """Rupiah by program and year."""
    rows = BudgetLine.objects.filter(program__in=programs.order_by().values("pk"), amount__gt=0)
    money = {}
    for program, year, sum_ in (
        rows.order_by().values_list("program_id", "year").annotate(sum=Sum("amount"))
    ):
        money.setdefault(program, {})[year] = sum_
    return money


def _thin(spans, marks, count):
    """The last phase in which less than half of the programs run, though some do."""
    for phase, _ in reversed(spans):
        if phase:
            running = sum(any(year in phase.years for year in own) for own in marks.values())
            if 0 < running < count / 2:
                return phase, running
    return None


def _spans(masterplan):
    """Neighbouring years of one phase as one head; years without a phase stand together too."""
    phases = list(masterplan.phases.all())
    spans = []
    for year in masterplan.years:
        phase = next((one for one in phases if year in one.years), None)
        if spans and spans[-1][0] == phase:
            spans[-1] = (phase, spans[-1][1] + 1)
        else:
            spans.append((phase, 1))
    return spans


def _with_edges(masterplan, spans):
    """Each year, and whether a head begins over it."""
    edges, at = set(), masterplan.first_year
    for _, length in spans:
        edges.add(at)
        at += length
    return [(year, year in edges) for year in masterplan.years]
