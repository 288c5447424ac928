"""The parts of a book that show many programs together, each a generator of the outline.

They are registered with `exports.generators` (apps.py) and take what those take.
"""

from collections import defaultdict

from exports.book_data import AGENCY, BookData
from exports.generators import Generator, SectionPlace
from exports.program_blocks import ProgramDetails, ProgramRow
from indonesian import rentang
from overviews import blocks, spreads
from summaries.roads import road_lines
from summaries.spreads import dimension_spread

NAMED = 3  # programs of a dimension in a phase
GRAVEST = -1


def action_plans(data: BookData, place: SectionPlace):
    """The programs by their kind, in the order in which kinds are printed."""
    kinds = defaultdict(list)
    for program in _programs(data):
        kinds[program.kind].append(program)
    for kind in data.labels("program_kinds").values():
        if rows := kinds[kind]:
            caption = place.captions.table(f"Rencana aksi {kind}")
            yield blocks.ActionTable(caption, kind, tuple(rows))


def roles(data: BookData, place: SectionPlace):
    """Who answers for each program, who helps and who is asked; then what each agency has to do."""
    written = {row["number"]: row for row in data.snapshot["programs"]}
    helixes = data.labels("helixes")
    for key, dimension in data.dimensions.items():
        rows = tuple(
            blocks.RoleRow(
                *(program.number, program.name, program.agency, program.supporters),
                tuple(
                    (one["name"], helixes[one["helix"]] if one["helix"] else "")
                    for one in written[program.number]["partners"]
                ),
                consulted=program.beneficiaries,
                key=program.key,
            )
            for _, program in data.programs[key]
        )
        if rows:
            caption = place.captions.table(f"Peran dalam program {dimension.name}")
            yield blocks.RoleTable(caption, dimension, rows)
    if loads := _loads(data):
        caption = place.captions.table(f"Program setiap {data.agencies}")
        yield blocks.LoadTable(caption, AGENCY, loads)


def _loads(data):
    leads, supports = defaultdict(list), defaultdict(list)
    for program in _programs(data):
        leads[program.agency].append(program.number)
        for agency in program.supporters:
            supports[agency].append(program.number)
    names = sorted(filter(None, leads.keys() | supports.keys()), key=str.casefold)
    return tuple(
        blocks.LoadRow(name, tuple(leads.get(name, ())), tuple(supports.get(name, ())))
        for name in names
    )


def indicators(data: BookData, place: SectionPlace):
    """What is counted in each dimension, with its target for every year."""
    years = tuple(data.years)
    for key, dimension in data.dimensions.items():
        measured = tuple(
            blocks.MeasuredProgram(one.number, one.name, one.agency, lines, one.key)
            for _, one in data.programs[key]
            if (lines := _targets(one, years))
        )
        if measured:
            caption = place.captions.table(f"Indikator dan target {dimension.name}")
            yield blocks.IndicatorTable(caption, dimension, years, measured)


def _targets(program, years):
    lines = ProgramDetails.of(program, years).lines
    return tuple(line for line in lines if line.kind == "target")


def risks(data: BookData, place: SectionPlace):
    """The risks of the quick wins by how grave they are; then those that programs name."""
    sheets = [data.profile(row) for row in data.chosen]
    found = [
        blocks.QuickWinRisk(sheet.dimension, sheet.name, risk)
        for sheet in sheets
        for risk in sheet.risks
    ]
    if found:
        found.sort(key=lambda row: GRAVEST * row.risk.likelihood * row.risk.impact)
        yield blocks.RiskTable(place.captions.table("Risiko quick win"), tuple(found))
    if named := tuple(program for program in _programs(data) if program.risks.strip()):
        yield blocks.ProgramRiskTable(place.captions.table("Risiko program"), named)


def phase_plans(data: BookData, place: SectionPlace):
    """For each phase the programs that run in it, with what is done and spent every year."""
    for phase in data.phases:
        years = tuple(range(phase.first_year, phase.last_year + 1))
        groups = []
        for key, dimension in data.dimensions.items():
            rows = (_phase_row(program, years) for _, program in data.programs[key])
            running = tuple(
                row for row in rows if any(one.letter or one.amount for one in row.cells)
            )
            if running:
                groups.append(blocks.PhaseGroup(dimension, running))
        if groups:
            span = rentang(phase.first_year, phase.last_year)
            caption = place.captions.table(f"Rencana {phase.name.lower()} {span}")
            yield blocks.PhaseTable(caption, phase, years, tuple(groups))


def _phase_row(program, years):
    letters, money = dict(program.years), defaultdict(int)
    for year, _, amount in program.budget:
        money[year] += amount
    cells = (blocks.PhaseCell(letters.get(year, ""), money[year]) for year in years)
    return blocks.PhaseProgram(program, tuple(cells))


def dimension_spreads(data: BookData, place: SectionPlace):
    """Two pages for each dimension that has a program."""
    for key, dimension in data.dimensions.items():
        if data.programs[key]:
            band = place.band(dimension)
            yield dimension_spread(data, key, number=band.number, anchor=band.anchor)


def _beginning(programs, phase) -> tuple[ProgramRow, ...]:
    """Those whose first year is in a phase, the dearest first."""
    begun = (
        one
        for one in programs
        if one.years and phase.first_year <= one.years[0][0] <= phase.last_year
    )
    return tuple(sorted(begun, key=lambda one: -one.total))


def roadmap_overview(data: BookData, place: SectionPlace):
    """The whole way: a map of lines with a station for each program, then phase by phase."""
    road = road_lines(data, lambda: place.captions.figure(f"Peta jalan {data.period}"))
    if road:
        yield road
    stages = []
    for phase in data.phases:
        steps = []
        for key, dimension in data.dimensions.items():
            begun = _beginning([program for _, program in data.programs[key]], phase)
            names = tuple(one.name for one in begun[:NAMED])
            steps.append(spreads.PhaseStep(dimension, len(begun), names))
        years = range(phase.first_year, phase.last_year + 1)
        lines = (line for program in _programs(data) for line in program.budget)
        money = sum(amount for year, _, amount in lines if year in years)
        stages.append(spreads.RoadStage(phase, tuple(steps), money))
    if any(stage.count for stage in stages):
        caption = place.captions.figure(f"Program yang dimulai pada setiap jangka, {data.period}")
        yield spreads.RoadmapOverview(caption, tuple(stages))


def _programs(data):
    return [program for key in data.dimensions for _, program in data.programs[key]]


OWED: dict[Generator, str] = {
    action_plans: "Belum ada program.",
    roles: "Belum ada program.",
    indicators: "Belum ada indikator program.",
    risks: "Belum ada risiko yang dicatat.",
    phase_plans: "Belum ada program yang dijadwalkan.",
    dimension_spreads: "Belum ada program.",
    roadmap_overview: "Belum ada program yang dijadwalkan.",
}
