"""What looks odd in one program: said in sentences, and never in the way."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import TextChoices

from indonesian import angka, rupiah
from masterplans.models import Masterplan
from programs.completeness import years_in_words
from programs.models import Direction, Program, Source


class OddityKind(TextChoices):
    """What a warning is about, in the order of the page."""

    YEARS = "years", "Tahun di luar masa masterplan"
    MONEY = "money", "Anggaran dan sumber dana"
    RPJMD = "rpjmd", "Berbeda dari pagu RPJMD"
    BASELINE = "baseline", "Indikator tanpa nilai awal"
    TARGET = "target", "Target yang mundur"
    NAMES = "names", "Nama yang hampir sama"
    KINDS = "kinds", "Jenis program"
    AGENCIES = "agencies", "Perangkat Daerah tanpa program"


@dataclass
class Oddity:
    """One odd thing, and the place where it is looked at: of a program a part of its form."""

    kind: str
    sentence: str
    program: int | None = None
    item: str = ""
    url: str = ""
    link: str = ""


@dataclass
class IndicatorFacts:
    name: str
    baseline: object
    baseline_year: int | None
    direction: str
    targets: dict = field(default_factory=dict)


@dataclass
class ProgramFacts:
    """A program as far as warnings look at it."""

    key: int
    name: str
    expansion: str
    kind: str
    dimension: int
    agency: int
    suffix: str  # the agency's short name, which the parts of a split program carry
    rpjmd_amount: int | None
    years: set = field(default_factory=set)
    paid: set = field(default_factory=set)  # years with money
    undecided: set = field(default_factory=set)  # of these, those with money of no source yet
    total: int = 0
    indicators: list = field(default_factory=list)


def remarks(program: Program) -> list[str]:
    """The odd things of one program. Reads the rows that `ProgramQuerySet.with_rows` fetched."""
    return [one.sentence for one in oddities_of(_facts_of(program), program.masterplan)]


def oddities_of(facts: ProgramFacts, plan: Masterplan, *, named: bool = False) -> list[Oddity]:
    """What is odd in a program; with `named` each begins with its name, for a list of many."""
    found = [*_years(facts, plan), *_money(facts)]
    for indicator in facts.indicators:
        found += _of_indicator(indicator, plan, facts.years)
    before = f"{facts.name}: " if named else ""
    return [
        Oddity(kind, before + (_lower(sentence) if named else sentence), facts.key, item)
        for kind, item, sentence in found
    ]


def _lower(sentence):
    return sentence if sentence.split()[0].isupper() else sentence[:1].lower() + sentence[1:]


def _years(facts, plan):
    for item, what, years in (
        ("schedule", "Jadwal", facts.years),
        ("budget", "Anggaran", facts.paid),
    ):
        if astray := [year for year in years if year not in plan.years]:
            words = years_in_words(astray)
            sentence = f"{what} tahun {words} berada di luar masa masterplan ({plan.period})."
            yield OddityKind.YEARS, item, sentence


def _money(facts):
    if facts.years and (idle := facts.paid - facts.years):
        sentence = f"Ada anggaran tahun {years_in_words(idle)}, tetapi tidak ada kegiatan."
        yield OddityKind.MONEY, "schedule", sentence
    if facts.undecided:
        sentence = f"Anggaran tahun {years_in_words(facts.undecided)} belum punya sumber dana."
        yield OddityKind.MONEY, "budget", sentence
    total = facts.total
    if facts.rpjmd_amount and not total:
        sentence = f"Pagu RPJMD {rupiah(facts.rpjmd_amount)} belum dibagi per tahun dan sumber."
        yield OddityKind.MONEY, "budget", sentence
    elif facts.rpjmd_amount and total != facts.rpjmd_amount:
        way = "lebih" if total > facts.rpjmd_amount else "kurang"
        yield (
            OddityKind.RPJMD,
            "budget",
            f"Jumlah anggaran {rupiah(total)}, {way} {rupiah(abs(total - facts.rpjmd_amount))}"
            f" dari pagu RPJMD {rupiah(facts.rpjmd_amount)}.",
        )


def _of_indicator(indicator, plan, runs):
    name = f"“{indicator.name}”"
    if indicator.baseline is None:
        yield OddityKind.BASELINE, "indicators", f"Indikator {name} belum punya nilai awal."
    elif indicator.baseline_year is None:
        yield OddityKind.BASELINE, "indicators", f"Tahun nilai awal {name} belum diisi."
    yield from _wrong_way(indicator, name)
    if outside := [year for year in indicator.targets if year not in plan.years]:
        sentence = f"Target {name} tahun {years_in_words(outside)} di luar masa masterplan."
        yield OddityKind.YEARS, "indicators", sentence
    if idle := [
        year for year in indicator.targets if runs and year in plan.years and year not in runs
    ]:
        sentence = f"Target {name} tahun {years_in_words(idle)} ditulis, tetapi tidak ada kegiatan."
        yield OddityKind.YEARS, "indicators", sentence


def _wrong_way(indicator, name):
    targets = sorted(indicator.targets.items())
    sign, better = (1, "naik") if indicator.direction == Direction.UP else (-1, "turun")
    worse = [
        str(year) for (_, before), (year, value) in pairwise(targets) if sign * (value - before) < 0
    ]
    if worse:
        sentence = (
            f"Target {name} tahun {', '.join(worse)} mundur, padahal yang baik adalah {better}."
        )
        yield OddityKind.TARGET, "indicators", sentence
    start = indicator.baseline
    if start is not None and targets and sign * (targets[-1][1] - start) < 0:
        sentence = (
            f"Target akhir {name} ({angka(targets[-1][1])}) lebih buruk daripada nilai awal"
            f" ({angka(start)})."
        )
        yield OddityKind.TARGET, "indicators", sentence


def _facts_of(program):
    lines = [row for row in program.budget.all() if row.amount]
    return ProgramFacts(
        program.pk,
        program.name,
        program.expansion,
        program.kind,
        program.subdimension.dimension_id,
        program.agency_id,
        program.agency.short_name,
        program.rpjmd_amount,
        {row.year for row in program.schedule.all()},
        {row.year for row in lines},
        {row.year for row in lines if row.source == Source.UNDECIDED},
        sum(row.amount for row in lines),
        [
            IndicatorFacts(
                row.name,
                row.baseline,
                row.baseline_year,
                row.direction,
                {target.year: target.value for target in row.targets.all()},
            )
            for row in program.indicators.all()
        ],
    )
