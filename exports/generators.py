"""The parts of a book that are made from data: one function for each generator of the outline.

A generator gets the data of the snapshot and the caption counter of its chapter, and returns
blocks. No rows give no blocks; the book then says what is missing (books.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookBlock, BookDimension, Captions
from exports.book_data import AGENCY, BookData
from exports.team_data import mandate_rows
from indonesian import angka
from summaries.roads import road_lines
from summaries.spreads import dimension_spread, quickwin_cards

FUNCTIONAL = "Jabatan fungsional"


@dataclass
class SectionPlace:
    """Where a generated part stands: in which section, and with which captions."""

    section: str  # "4.5"
    captions: Captions
    brief: bool = False  # in the short book

    def band(self, dimension: BookDimension) -> analysis.DimensionBand:
        """The head of a dimension, numbered below its section."""
        number = f"{self.section}.{dimension.number}"
        anchor = f"dimensi-{number.replace('.', '-')}"
        return analysis.DimensionBand(dimension, number, anchor)


Generator = Callable[[BookData, SectionPlace], Iterable[BookBlock]]


def issues(data: BookData, place: SectionPlace):
    """The issues of each dimension, a table each."""
    for key, dimension in data.dimensions.items():
        if rows := data.issues[key]:
            caption = place.captions.table(f"Isu strategis {dimension.name}")
            yield analysis.IssueTable(caption, dimension, tuple(rows))


def swot(data: BookData, place: SectionPlace):
    """The four fields of each dimension."""
    for key, dimension in data.dimensions.items():
        fields = data.swot[key]
        if not fields:
            continue
        strengths, weaknesses, opportunities, threats = (tuple(fields[kind]) for kind in "SWOT")
        yield analysis.SwotTable(
            place.captions.table(_swot_title(dimension)),
            dimension,
            strengths,
            weaknesses,
            opportunities,
            threats,
        )


def _swot_title(dimension):
    return f"Kekuatan, kelemahan, peluang, dan ancaman {dimension.name}"


def tows(data: BookData, place: SectionPlace):
    """The strategies of each dimension, with the codes of the SWOT tables before them."""
    for key, dimension in data.dimensions.items():
        if fields := data.tows[key]:
            yield analysis.TowsTable(
                place.captions.table(f"Strategi TOWS {dimension.name}"),
                dimension,
                *(tuple(fields[kind]) for kind in ("SO", "WO", "ST", "WT")),
                swot=place.captions.of(_swot_title(dimension)),
            )


def readiness(data: BookData, place: SectionPlace):
    """The radar of all heads, then the items with their proof, a table for each area."""
    heads = tuple(data.readiness)
    if len(heads) >= 3:
        caption = place.captions.figure("Kesiapan daerah menurut unsur")
        yield analysis.ReadinessFigure(caption, heads)
    for area in dict.fromkeys(head.area for head in heads):
        caption = place.captions.table(f"Penilaian kesiapan {area.lower()}")
        yield analysis.ReadinessTable(caption, tuple(head for head in heads if head.area == area))


def gap(data: BookData, place: SectionPlace):
    """What is and what should be in every sub-dimension, in one table."""
    groups = tuple(
        analysis.GapGroup(dimension, tuple(data.gaps[key]))
        for key, dimension in data.dimensions.items()
        if data.gaps[key]
    )
    if groups:
        yield analysis.GapTable(place.captions.table("Kesenjangan per subdimensi"), groups)


def regulations(data: BookData, place: SectionPlace):
    """The regulations on which the plan stands, and the documents of the programme itself."""
    if rows := data.regulations:
        yield analysis.InventoryTable(
            place.captions.table("Inventaris regulasi"),
            "regulations",
            ("Regulasi", "Tentang", "Status", AGENCY),
            tuple(rows),
            keys=data.keys("regulations"),
        )
        yield from mandates(data, place)


def applications(data: BookData, place: SectionPlace):
    """The applications in use, and whether they are connected."""
    if rows := data.applications:
        yield analysis.InventoryTable(
            place.captions.table("Inventaris aplikasi"),
            "applications",
            ("Aplikasi", "Fungsi", "Pengguna dan pembuat", "Integrasi", AGENCY),
            tuple(rows),
            keys=data.keys("applications"),
        )


def ict_capacity(data: BookData, place: SectionPlace):
    """Who does ICT work, and what was spent on it."""
    if staff := data.ict_staff:
        yield analysis.InventoryTable(
            place.captions.table("Sumber daya manusia TIK"),
            "ict-staff",
            ("Jabatan atau keahlian", FUNCTIONAL, "Pendidikan", AGENCY, "Bersertifikat", "Orang"),
            tuple(
                (position, post, education, agency, angka(certified), angka(count))
                for position, post, education, count, certified, agency in staff
            ),
            figures=frozenset({4, 5}),
            total=("Jumlah", angka(sum(row[3] for row in staff))),
            keys=data.keys("ict_staff"),
        )
    if spending := data.ict_spending:
        yield analysis.InventoryTable(
            place.captions.table("Belanja TIK"),
            "ict-spending",
            ("Tahun", "Belanja", "Sumber dana", AGENCY, "Rupiah"),
            tuple(
                (str(year), item, source, agency, angka(amount))
                for year, item, source, agency, amount in spending
            ),
            figures=frozenset({4}),
            total=("Jumlah", angka(sum(row[4] for row in spending))),
            keys=data.keys("ict_spending"),
        )


def vision(data: BookData, place: SectionPlace):
    """Vision and missions, as soon as one of them is written."""
    if data.vision.strip() or data.missions:
        yield analysis.Vision(data.vision, data.missions)


def alignment(data: BookData, place: SectionPlace):
    """The missions of the regional plans and the dimensions that answer them."""
    if data.alignments:
        caption = place.captions.table("Keselarasan dimensi dengan rencana pembangunan daerah")
        dimensions = tuple(data.dimensions.values())
        yield analysis.AlignmentTable(caption, dimensions, tuple(data.alignments))


def aims(data: BookData, place: SectionPlace):
    """Aims with their strategies, a table for each dimension."""
    for key, dimension in data.dimensions.items():
        if rows := data.aims[key]:
            caption = place.captions.table(f"Sasaran dan strategi {dimension.name}")
            yield planned.AimTable(caption, dimension, tuple(rows))


def programs(data: BookData, place: SectionPlace):
    """What each program is, under the band of its dimension."""
    for key, dimension in data.dimensions.items():
        if not data.programs[key]:
            continue
        groups: dict[str, list[planned.ProgramRow]] = {}
        for subdimension, program in data.programs[key]:
            groups.setdefault(subdimension, []).append(program)
        yield place.band(dimension)
        yield planned.ProgramTable(
            place.captions.table(f"Program {dimension.name}"),
            dimension,
            tuple(planned.ProgramGroup(name, tuple(rows)) for name, rows in groups.items()),
        )


def program_details(data: BookData, place: SectionPlace):
    """What each program counts and costs from year to year."""
    for key, dimension in data.dimensions.items():
        if rows := data.programs[key]:
            caption = place.captions.table(f"Rincian program {dimension.name}")
            years = tuple(data.years)
            details = tuple(planned.ProgramDetails.of(program, years) for _, program in rows)
            yield planned.ProgramDetailTable(caption, dimension, years, details)


def summary_programs(data: BookData, place: SectionPlace):
    """Two pages for each dimension, for the short book."""
    for key, dimension in data.dimensions.items():
        if data.programs[key]:
            band = place.band(dimension)
            yield dimension_spread(data, key, number=band.number, anchor=band.anchor)


def roadmap(data: BookData, place: SectionPlace):
    """All programs over the years of the plan: one table, or in the short book one drawing."""
    if place.brief:
        drawn = road_lines(data, lambda: place.captions.figure(f"Peta jalan {data.period}"))
        yield from [drawn] if drawn else []
        return
    opening = {phase.first_year for phase in data.phases}
    groups = tuple(
        planned.RoadGroup(
            dimension,
            tuple(_road_row(program, data.years, opening) for _, program in data.programs[key]),
        )
        for key, dimension in data.dimensions.items()
        if data.programs[key]
    )
    if groups:
        caption = place.captions.table(f"Peta jalan program {data.period}")
        yield planned.RoadmapTable(caption, tuple(data.years), data.phases, groups)


def _road_row(program, years, opening):
    letters = dict(program.years)
    cells = tuple(
        planned.RoadYear(
            letter=letters.get(year, ""),
            first=year in letters and year - 1 not in letters,
            last=year in letters and year + 1 not in letters,
            opens_phase=year in opening,
        )
        for year in years
    )
    return planned.RoadRow(program, cells)


def budget(data: BookData, place: SectionPlace):
    """Tables of the same money, with the sums that the program board shows."""
    if not data.budget.total:
        return
    sources = data.labels("sources")
    for head, by, table, row in _budget_tables(data):
        columns = (sources.get(key) or data.dimensions[key].name for key in table.columns)
        yield planned.BudgetTable(
            place.captions.table(f"Indikasi anggaran per {by}"),
            head,
            tuple(columns),
            tuple(planned.MoneyRow(row(line.head), tuple(line.cells)) for line in table.rows),
        )


def _budget_tables(data):
    """Head and name of each table, the table, and how the key of a row is written."""
    money, dimensions, subs = data.budget, data.dimensions, data.subdimensions
    yield "Tahun", "tahun dan sumber", money.years_by_source(data.years), str
    yield "Tahun", "tahun dan dimensi", money.years_by_dimension(dimensions, data.years), str
    by_dimension = money.dimensions_by_source(dimensions)
    yield "Dimensi", "dimensi dan sumber", by_dimension, lambda key: dimensions[key].name
    yield "Subdimensi", "subdimensi dan sumber", money.subdimensions_by_source(subs), subs.get
    by_phase = money.phases_by_source(data.phase_years)
    yield "Jangka", "jangka dan sumber", by_phase, lambda name: name or "Di luar jangka"
    yield AGENCY, f"{data.agencies} dan sumber", money.agencies_by_source(), str


def quickwins(data: BookData, place: SectionPlace):
    """The nominees with their scores, then those chosen; in the short book these as cards."""
    if place.brief:
        yield from [quickwin_cards(data)] if data.chosen else []
        return
    if data.quickwins:
        rows = sorted(
            (data.nominee(quickwin) for quickwin in data.quickwins),
            key=lambda row: (row.dimension.number, -(row.mean or 0), row.name),
        )
        caption = place.captions.table("Calon quick win dan nilainya")
        sides = tuple(data.side_names.values())
        yield planned.NomineeTable(caption, data.criteria, sides, tuple(rows))
    if data.chosen:
        chosen = tuple(data.chosen_row(quickwin) for quickwin in data.chosen)
        caption = place.captions.table("Quick win terpilih")
        yield planned.QuickWinTable(caption, chosen, data.unusual_choices)


def quickwin_profiles(data: BookData, place: SectionPlace):
    """A sheet for each chosen quick win."""
    for quickwin in data.chosen:
        yield data.profile(quickwin)


def mandates(data: BookData, place: SectionPlace):
    """The Nota Kesepakatan and the decrees on council and team."""
    if rows := mandate_rows(data):
        yield analysis.InventoryTable(
            place.captions.table("Nota Kesepakatan dan keputusan pembentukan"),
            "mandates",
            ("Dokumen", "Tentang", "Ditandatangani oleh"),
            tuple(rows),
        )


def team(data: BookData, place: SectionPlace):
    """Who made the plan, and by which documents."""
    if data.team:
        yield from mandates(data, place)
        yield planned.TeamTable(place.captions.table("Tim penyusun"), tuple(data.team))


# What stands behind the words of a section that people write, by its slug: the outline asks there
# for "jadwal empat bimtek beserta jumlah peserta".
APPENDED: dict[str, Generator] = {}
GENERATORS: dict[str, Generator] = {
    generator.__name__: generator
    for generator in (
        issues,
        swot,
        tows,
        readiness,
        gap,
        regulations,
        applications,
        ict_capacity,
        vision,
        alignment,
        aims,
        programs,
        program_details,
        summary_programs,
        roadmap,
        budget,
        quickwins,
        quickwin_profiles,
        mandates,
        team,
    )
}
# What is owed where a generated part has no rows yet.
OWED: dict[str, str] = {
    "issues": "Belum ada isu yang dicatat.",
    "swot": "Belum ada baris SWOT.",
    "tows": "Belum ada strategi TOWS.",
    "readiness": "Belum ada butir kesiapan yang dinilai.",
    "gap": "Belum ada baris kesenjangan.",
    "regulations": "Belum ada regulasi yang didaftarkan.",
    "applications": "Belum ada aplikasi yang didaftarkan.",
    "ict_capacity": "SDM dan belanja TIK belum diisi.",
    "vision": "Visi dan misi belum ditulis.",
    "alignment": "Belum ada misi daerah yang dihubungkan dengan dimensi.",
    "aims": "Belum ada sasaran dan strategi.",
    "programs": "Belum ada program.",
    "program_details": "Belum ada program yang dapat dirinci.",
    "summary_programs": "Belum ada program.",
    "roadmap": "Belum ada program yang dijadwalkan.",
    "budget": "Belum ada anggaran program.",
    "quickwins": "Belum ada quick win yang dipilih.",
    "quickwin_profiles": "Belum ada quick win yang dipilih.",
    "mandates": "Belum ada Nota Kesepakatan atau keputusan yang dicatat.",
    "team": "Belum ada pejabat atau anggota tim yang dicatat.",
}


def register_generator(generator: Generator, *, owed: str, behind: str = "") -> None:
    """Let outlines name one of a room above by its name; `owed` is said while it has no rows.

    `behind` is the slug of a section behind whose words it always stands.
    """
    if behind:
        APPENDED[behind] = generator
    GENERATORS[generator.__name__], OWED[generator.__name__] = generator, owed
