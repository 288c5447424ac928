"""What looks odd in the programs of a plan, each by itself (`programs.oddities`) and side by side.

The team may have its reasons. All that is asked of the database is asked in a fixed number of
queries (`read_plan`), as plain values: a plan has thousands of years, amounts and targets.
"""

from collections import defaultdict
from itertools import groupby

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Sum

from indonesian import many, terbilang
from masterplans.models import Masterplan
from portfolio.similar_names import alike
from programs.models import (
    BudgetLine,
    Indicator,
    Program,
    ProgramKind,
    ScheduleYear,
    Source,
    Support,
    Target,
)
from programs.oddities import IndicatorFacts, Oddity, OddityKind, ProgramFacts, oddities_of
from regions.addresses import address
from regions.naming import WORDS

ENOUGH_TO_JUDGE = 4  # of fewer programs nobody says that too many are of one kind


def warnings_of(masterplan: Masterplan, *, agency: int | None = None) -> list[Oddity]:
    """Everything odd in the programs of a plan, or in those of one agency."""
    everything = read_plan(masterplan)
    programs = [one for one in everything if agency in (None, one.agency)]
    found = [warning for one in programs for warning in oddities_of(one, masterplan, named=True)]
    found += _near_names(everything, agency)
    if agency is None:
        found += _too_many_applications(masterplan, programs)
    found += _agencies_without(masterplan, everything, agency)
    order = list(OddityKind)
    return sorted(found, key=lambda warning: order.index(warning.kind))


def by_kind(found: list[Oddity]) -> list[tuple[OddityKind, list[Oddity]]]:
    """Warnings under their headings."""
    return [(OddityKind(kind), list(rows)) for kind, rows in groupby(found, lambda one: one.kind)]


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


def read_plan(masterplan: Masterplan) -> list[ProgramFacts]:
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
    facts = {row[0]: ProgramFacts(*row) for row in rows}
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


def _near_names(programs, agency):
    for first, second in alike(programs):
        if agency in (None, first.agency, second.agency):
            own = second if agency is None or second.agency == agency else first
            yield Oddity(
                OddityKind.NAMES,
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
    board = address("portfolio:board", plan.slug)
    dimensions = [(None, "", ""), *plan.dimension_set.dimensions.values_list("pk", "name", "code")]
    clever = WORDS[plan.naming]["cerdas"]
    for key, name, code in dimensions:
        found = groups[key]
        apps = sum(one.kind == ProgramKind.APPLICATION for one in found)
        if len(found) < ENOUGH_TO_JUDGE or apps * 2 <= len(found):
            continue
        place = f" {name}" if name else ""
        which = f"{many(apps, 'dari')} {terbilang(len(found))} program{place}"
        where = f"&dimensi={code}" if code else ""
        yield Oddity(
            OddityKind.KINDS,
            f"{which} berupa aplikasi. Kebijakan, kelembagaan, infrastruktur, dan literasi juga"
            f" membuat {clever}.",
            url=f"{board}?jenis={ProgramKind.APPLICATION}{where}",
            link="Lihat programnya",
        )


def _agencies_without(plan, programs, agency):
    busy = {one.agency for one in programs}
    busy |= set(Support.objects.filter(program__masterplan=plan).values_list("agency", flat=True))
    rows = plan.region.agencies.filter(is_active=True).exclude(pk__in=busy)
    quick = address("portfolio:quick", plan.slug)
    for key, name in rows.values_list("pk", "name"):
        if agency in (None, key):
            yield Oddity(
                OddityKind.AGENCIES,
                f"{name} belum punya program, sebagai penanggung jawab atau pendukung.",
                url=f"{quick}?perangkat={key}",
                link="Tambah program",
            )
