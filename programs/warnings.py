"""What looks odd in the programs of a plan. Said in sentences, and never in the way.

The team may have its reasons. All that is asked of the database is asked in a fixed number of
queries (`read_plan`), as plain values: a plan has thousands of years, amounts and targets.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Sum, TextChoices

from indonesian import angka, rupiah, terbilang
from masterplans.models import Masterplan
from programs.completeness import years_in_words
from programs.models import (
    BudgetLine,
    Direction,
    Indicator,
    Program,
    ProgramKind,
    ScheduleYear,
    Source,
    Support,
    Target,
)
from programs.similar_names import alike
from regions.addresses import address

ENOUGH_TO_JUDGE = 4  # of fewer programs nobody says that too many are of one kind


class WarningKind(TextChoices):
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
class Facts:
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


def warnings_of(masterplan: Masterplan, *, agency: int | None = None) -> list[Oddity]:
    """Everything odd in the programs of a plan, or in those of one agency."""
    everything = read_plan(masterplan)
    programs = [one for one in everything if agency in (None, one.agency)]
    found = [warning for one in programs for warning in _of_program(one, masterplan, named=True)]
    found += _near_names(everything, agency)
    if agency is None:
        found += _too_many_applications(masterplan, programs)
    found += _agencies_without(masterplan, everything, agency)
    order = list(WarningKind)
    return sorted(found, key=lambda warning: order.index(warning.kind))


def by_kind(found: list[Oddity]) -> list[tuple[WarningKind, list[Oddity]]]:
    """Warnings under their headings."""
    return [(WarningKind(kind), list(rows)) for kind, rows in groupby(found, lambda one: one.kind)]


def placed(found: list[Oddity], slug: str, *, may_change) -> list[Oddity]:
    """The same, each with its link; `may_change(program key)` tells who is led into the form."""
    for one in found:
        if one.program is None:
            continue
        if may_change(one.program):
            one.url = f"{address('programs:edit', slug, one.program)}#isi-{one.item}"
            one.link = "Perbaiki"
        else:
            one.url = address("programs:detail", slug, one.program)
            one.link = "Buka program"
    return found


def remarks(program: Program) -> list[str]:
    """The odd things of one program. Reads the rows that `ProgramQuerySet.with_rows` fetched."""
    return [one.sentence for one in _of_program(_facts_of(program), program.masterplan)]


def read_plan(masterplan: Masterplan) -> list[Facts]:
    """The programs of a plan in five queries."""
    rows = Program.objects.filter(masterplan=masterplan).values_list(
        "pk",
        "name",
        "expansion",
        "kind",
        "subdimension__dimension",
        "agency",
        "agency__short_name",
        "rpjmd_amount",
    )
    facts = {row[0]: Facts(*row) for row in rows}
    of_plan = {"program__masterplan": masterplan}
    schedule = ScheduleYear.objects.filter(**of_plan).order_by().values_list("program")
    for key, years in schedule.annotate(years=ArrayAgg("year")):
        facts[key].years.update(years)
    lines = BudgetLine.objects.filter(**of_plan, amount__gt=0).order_by().values_list("program")
    lines = lines.annotate(
        paid=ArrayAgg("year"),
        undecided=ArrayAgg("year", filter=Q(source=Source.UNDECIDED), default=[]),
        total=Sum("amount"),
    )
    for key, years, undecided, total in lines:
        facts[key].paid.update(years)
        facts[key].undecided.update(undecided)
        facts[key].total = total
    indicators = {}
    for key, program, *row in Indicator.objects.filter(**of_plan).values_list(
        "pk", "program", "name", "baseline", "baseline_year", "direction"
    ):
        indicators[key] = IndicatorFacts(*row)
        facts[program].indicators.append(indicators[key])
    targets = Target.objects.filter(indicator__program__masterplan=masterplan).order_by()
    targets = targets.values_list("indicator").annotate(
        years=ArrayAgg("year", order_by="year"), values=ArrayAgg("value", order_by="year")
    )
    for key, years, values in targets:
        indicators[key].targets.update(zip(years, values, strict=True))
    return list(facts.values())


def _facts_of(program):
    lines = [row for row in program.budget.all() if row.amount]
    return Facts(
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


def _of_program(facts, plan, *, named=False):
    """Its warnings; with `named` each begins with the program's name, for a list of many."""
    found = [*_years(facts, plan), *_money(facts)]
    for indicator in facts.indicators:
        found += _of_indicator(indicator, plan)
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
            yield WarningKind.YEARS, item, sentence


def _money(facts):
    if facts.years and (idle := facts.paid - facts.years):
        sentence = f"Ada anggaran tahun {years_in_words(idle)}, tetapi tidak ada kegiatan."
        yield WarningKind.MONEY, "schedule", sentence
    if facts.undecided:
        sentence = f"Anggaran tahun {years_in_words(facts.undecided)} belum punya sumber dana."
        yield WarningKind.MONEY, "budget", sentence
    total = facts.total
    if facts.rpjmd_amount and not total:
        sentence = f"Pagu RPJMD {rupiah(facts.rpjmd_amount)} belum dibagi per tahun dan sumber."
        yield WarningKind.MONEY, "budget", sentence
    elif facts.rpjmd_amount and total != facts.rpjmd_amount:
        way = "lebih" if total > facts.rpjmd_amount else "kurang"
        yield (
            WarningKind.RPJMD,
            "budget",
            f"Jumlah anggaran {rupiah(total)}, {way} {rupiah(abs(total - facts.rpjmd_amount))}"
            f" dari pagu RPJMD {rupiah(facts.rpjmd_amount)}.",
        )


def _of_indicator(indicator, plan):
    name = f"“{indicator.name}”"
    if indicator.baseline is None:
        yield WarningKind.BASELINE, "indicators", f"Indikator {name} belum punya nilai awal."
    elif indicator.baseline_year is None:
        yield WarningKind.BASELINE, "indicators", f"Tahun nilai awal {name} belum diisi."
    yield from _wrong_way(indicator, name)
    if outside := [year for year in indicator.targets if year not in plan.years]:
        sentence = f"Target {name} tahun {years_in_words(outside)} di luar masa masterplan."
        yield WarningKind.YEARS, "indicators", sentence


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
        yield WarningKind.TARGET, "indicators", sentence
    start = indicator.baseline
    if start is not None and targets and sign * (targets[-1][1] - start) < 0:
        sentence = (
            f"Target akhir {name} ({angka(targets[-1][1])}) lebih buruk daripada nilai awal"
            f" ({angka(start)})."
        )
        yield WarningKind.TARGET, "indicators", sentence


def _near_names(programs, agency):
    for first, second in alike(programs):
        if agency in (None, first.agency, second.agency):
            own = second if agency is None or second.agency == agency else first
            yield Oddity(
                WarningKind.NAMES,
                f"{first.name} ({first.suffix}) dan {second.name} ({second.suffix}) hampir sama"
                " namanya. Apakah ini satu program?",
                own.key,
                "name",
            )


def _too_many_applications(plan, programs):
    groups = defaultdict(list)
    for one in programs:
        groups[None].append(one)
        groups[one.dimension].append(one)
    board = address("programs:board", plan.slug)
    dimensions = [(None, "", ""), *plan.dimension_set.dimensions.values_list("pk", "name", "code")]
    for key, name, code in dimensions:
        found = groups[key]
        apps = sum(one.kind == ProgramKind.APPLICATION for one in found)
        if len(found) < ENOUGH_TO_JUDGE or apps * 2 <= len(found):
            continue
        place = f" {name}" if name else ""
        count = f"{terbilang(apps).capitalize()} dari {terbilang(len(found))} program{place}"
        where = f"&dimensi={code}" if code else ""
        yield Oddity(
            WarningKind.KINDS,
            f"{count} berupa aplikasi. Kebijakan, kelembagaan, infrastruktur, dan literasi juga"
            " membuat kota cerdas.",
            url=f"{board}?jenis={ProgramKind.APPLICATION}{where}",
            link="Lihat programnya",
        )


def _agencies_without(plan, programs, agency):
    busy = {one.agency for one in programs}
    busy |= set(Support.objects.filter(program__masterplan=plan).values_list("agency", flat=True))
    rows = plan.region.agencies.filter(is_active=True).exclude(pk__in=busy)
    quick = address("programs:quick", plan.slug)
    for key, name in rows.values_list("pk", "name"):
        if agency in (None, key):
            yield Oddity(
                WarningKind.AGENCIES,
                f"{name} belum punya program, sebagai penanggung jawab atau pendukung.",
                url=f"{quick}?perangkat={key}",
                link="Tambah program",
            )
