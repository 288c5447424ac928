"""The programs of one masterplan with their targets and budgets, and its quick wins."""

from decimal import Decimal

from bench.filling import words
from bench.filling.moments import after
from bench.filling.plans import FIRST_YEAR, LAST_YEAR, Writing
from cohorts.criteria import usual_criteria
from programs.models import (
    Activity,
    BudgetLine,
    Helix,
    Indicator,
    Partner,
    Program,
    ProgramKind,
    ScheduleYear,
    Source,
    Support,
    Target,
)
from quickwins.models import Criterion, Milestone, QuickWin, Risk, Score, Standing
from strategy.models import Aim, Strategy

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
UNITS = ["persen", "desa", "layanan", "orang", "unit", "kecamatan"]
KINDS, SOURCES, SIDES = list(ProgramKind), list(Source), list(Helix)


def programs(w: Writing, count: int) -> list[Program]:
    """Aims and strategies of every sub-dimension, and so many programs spread over them."""
    for sub in w.reference.subdimensions:
        aim = w.loader.add(Aim(masterplan=w.plan, subdimension=sub, text=words.sentence(w.rng)))
        for order in (1, 2):
            w.loader.add(Strategy(aim=aim, order=order, text=words.sentence(w.rng)))
    return [_program(w, number) for number in range(count)]


def _program(w, number):
    """All fields; one in ten is not finished yet: without baseline, money or outcome."""
    rng, subs = w.rng, w.reference.subdimensions
    unfinished = rng.random() < 0.1
    name = f"{rng.choice(words.SERVICES)} {number + 1}"
    program = w.loader.add(
        Program(
            masterplan=w.plan,
            subdimension=subs[number % len(subs)],
            agency=w.agency(),
            name=name,
            expansion=f"Sistem terpadu {rng.choice(words.FIELDS)}",
            kind=KINDS[number % len(KINDS)],
            is_new=rng.random() < 0.6,
            description=f"{words.sentence(rng)} {words.sentence(rng)}",
            problem=words.sentence(rng),
            output=words.sentence(rng),
            outcome="" if unfinished else words.sentence(rng),
            beneficiaries="Warga dan Perangkat Daerah",
            beneficiaries_count=rng.randrange(100, 500_000),
            rpjmd_link=f"Program {rng.randrange(1, 9)}.{rng.randrange(1, 30):02}",
            risks=words.sentence(rng),
            order=number,
            changed_at=after(2, rng.randrange(60)),
        )
    )
    for _ in range(1 + (rng.random() < 0.3)):
        _indicator(w, program, unfinished)
    _money_and_years(w, program, unfinished)
    for agency in {w.agency().pk for _ in range(rng.randrange(3))}:
        w.loader.add(Support(program=program, agency_id=agency))
    if rng.random() < 0.5:
        partner = f"Mitra {rng.choice(words.FIELDS)}"
        w.loader.add(Partner(program=program, helix=rng.choice(SIDES), name=partner))
    return program


def _indicator(w, program, unfinished):
    start = w.rng.randrange(5, 60)
    indicator = w.loader.add(
        Indicator(
            program=program,
            name=f"Cakupan {w.rng.choice(words.FIELDS)}",
            unit=w.rng.choice(UNITS),
            baseline=None if unfinished else Decimal(start),
            baseline_year=None if unfinished else FIRST_YEAR - 1,
        )
    )
    for step, year in enumerate(YEARS, 1):
        w.loader.add(Target(indicator_id=indicator.pk, year=year, value=start + 4 * step))


def _money_and_years(w, program, unfinished):
    """A year to prepare, a year or two to build, then operation; one or two sources each year."""
    first = w.rng.randrange(4)
    two_sources = w.rng.random() < 0.5
    second = w.rng.choice(SOURCES[1:])
    for place, year in enumerate(YEARS):
        if place >= first:
            since = place - first
            activity = (Activity.PREPARE, Activity.BUILD, Activity.BUILD)[since : since + 1]
            w.loader.add(
                ScheduleYear(
                    program_id=program.pk, year=year, activity=(activity or (Activity.OPERATE,))[0]
                )
            )
        for source in (Source.APBD, second)[: 0 if unfinished else 1 + two_sources]:
            amount = w.rng.randrange(50, 4000) * 1_000_000
            w.loader.add(BudgetLine(program_id=program.pk, year=year, source=source, amount=amount))


def quickwins(w: Writing, programs: list[Program]) -> None:
    """Two nominees in every dimension, judged by three people; the first of each is chosen."""
    for order, criterion in enumerate(usual_criteria(), start=1):
        w.loader.add(Criterion(masterplan=w.plan, order=order, **criterion))
    by_dimension: dict[int, list[Program]] = {}
    for program in programs:
        by_dimension.setdefault(program.subdimension.dimension_id, []).append(program)
    for nominees in by_dimension.values():
        for place, program in enumerate(nominees[:2]):
            _quickwin(w, program, Standing.NOMINATED if place else Standing.CHOSEN)


def _quickwin(w, program, standing):
    profile = {name: words.sentence(w.rng)[:200] for name in QuickWin.PROFILE_FIELDS}
    quickwin = w.loader.add(
        QuickWin(
            program=program,
            standing=standing,
            nominated_by=w.place.lead,
            nominated_at=after(3, 2),
            reason="Dampaknya langsung dirasakan warga.",
            changed_at=after(3, 8),
            **profile,
        )
    )
    for judge in [w.place.lead, *w.place.by_role["dimension_lead"][:2]]:
        for criterion in usual_criteria():
            value, key = w.rng.randrange(2, 6), criterion["key"]
            w.loader.add(Score(quickwin=quickwin, criterion=key, value=value, by=judge))
    for text in ("Jaringan desa terputus", "Petugas berpindah tugas"):
        levels = {"likelihood": w.rng.randrange(1, 6), "impact": w.rng.randrange(1, 6)}
        w.loader.add(Risk(quickwin=quickwin, text=text, mitigation=words.sentence(w.rng), **levels))
    for month in range(1, 13, 2):
        w.loader.add(Milestone(quickwin=quickwin, month=month, text=words.sentence(w.rng)[:200]))
