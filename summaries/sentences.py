"""The sentence before a table or figure that is made from data: what is in it, in figures.

By the name of the block, because blocks stand in rooms above this one. Every sentence begins with
the label of the block, so that it leads over to what follows.
"""

from collections.abc import Callable, Iterable
from typing import Any

from indonesian import angka, counted, daftar, rupiah

Sentence = Callable[[Any], str]
SENTENCES: dict[str, Sentence] = {}
INVENTORIES = {
    "regulations": "regulasi yang menjadi dasar atau acuan",
    "mandates": "dokumen yang mendasari penyusunan",
    "applications": "aplikasi yang digunakan, dengan pengguna dan keterhubungannya",
    "ict-staff": "kelompok jabatan yang menangani TIK",
    "ict-spending": "belanja TIK menurut tahun dan sumber dana",
    "meetings": "bimtek yang telah dilaksanakan",
}


def says(*blocks: str):
    """Make a function the sentence of these blocks."""

    def known(sentence: Sentence) -> Sentence:
        SENTENCES.update(dict.fromkeys(blocks, sentence))
        return sentence

    return known


def sentence_of(block: Any) -> str:
    """What stands before a block; nothing before one that needs no word, or is empty.

    A table that is cut into parts has its sentence in the caption of each, and says it once.
    """
    caption = getattr(block, "caption", None)
    if getattr(caption, "is_later", False):
        return ""
    if told := getattr(caption, "sentence", ""):
        return told
    sentence = SENTENCES.get(type(block).__name__)
    words = sentence(block) if sentence else ""
    return f"{block.caption.label} {words}." if words else ""


def _sum(values: Iterable) -> int:
    return sum(map(len, values))


@says("IssueTable")
def issues(block):
    """The issues of a dimension."""
    agencies = len({row.agency for row in block.rows if row.agency})
    noted = f", dicatat oleh {counted(agencies)} pihak" if agencies > 1 else ""
    return f"memuat {counted(len(block.rows))} isu strategis {block.dimension.name}{noted}"


@says("SwotTable")
def swot(block):
    """How many there are of each kind."""
    kinds = (
        (block.strengths, "kekuatan"),
        (block.weaknesses, "kelemahan"),
        (block.opportunities, "peluang"),
        (block.threats, "ancaman"),
    )
    found = daftar([f"{counted(len(rows))} {name}" for rows, name in kinds if rows])
    return f"memuat {found} {block.dimension.name}"


@says("TowsTable")
def tows(block):
    """How many strategies, and of which kinds."""
    kinds = {"SO": block.so, "WO": block.wo, "ST": block.st, "WT": block.wt}
    found = daftar([f"{counted(len(rows))} {name}" for name, rows in kinds.items() if rows])
    return f"memuat {counted(_sum(kinds.values()))} strategi {block.dimension.name}: {found}"


@says("ReadinessFigure")
def readiness_figure(block):
    """The head that is furthest, and the one that lags."""
    ranked = sorted(block.heads, key=lambda head: head.mean)
    last, first = ranked[0], ranked[-1]
    if first.mean == last.mean:
        return f"memperlihatkan nilai rata-rata {counted(len(ranked))} unsur kesiapan"
    return (
        f"memperlihatkan nilai rata-rata {counted(len(ranked))} unsur kesiapan; tertinggi "
        f"{first.name} ({angka(first.mean, 1)}), terendah {last.name} ({angka(last.mean, 1)})"
    )


@says("ReadinessTable")
def readiness(block):
    """How many items, and how many of them have proof."""
    items = [item for head in block.heads for item in head.items]
    proven = sum(bool(item.evidence) for item in items)
    mean = angka(float(sum(item.score for item in items)) / len(items), 1)
    return (
        f"memuat {counted(len(items))} butir penilaian, {counted(proven)} di antaranya dengan "
        f"bukti dukung; nilai rata-ratanya {mean} dari 4"
    )


@says("GapTable")
def gaps(block):
    """How far it is, and where it is furthest."""
    rows = [row for group in block.groups for row in group.rows]
    far = max(row.level_wanted - row.level_now for row in rows)
    furthest = [row.subdimension for row in rows if row.level_wanted - row.level_now == far]
    most = f"; jarak terjauh, {counted(far)} tingkat, pada {daftar(furthest)}"
    named = most if far > 0 and len(furthest) <= 3 else ""
    return (
        "membandingkan keadaan sekarang dengan yang diharapkan pada "
        f"{counted(len(rows))} subdimensi{named}"
    )


@says("InventoryTable")
def inventory(block):
    """How many rows, of what; and the total where there is one."""
    what = INVENTORIES.get(block.name, "baris")
    total = f"; jumlah seluruhnya {block.total[1]}" if block.total else ""
    return f"memuat {counted(len(block.rows))} {what}{total}"


@says("AlignmentTable")
def alignment(block):
    """How many missions of which documents."""
    missions = _sum(group.rows for group in block.groups)
    documents = daftar([group.document for group in block.groups])
    return f"menunjukkan dimensi yang menjawab {counted(missions)} misi dan sasaran {documents}"


@says("AimTable")
def aims(block):
    """How many aims and strategies."""
    strategies = _sum(row.strategies for row in block.rows)
    return (
        f"memuat {counted(len(block.rows))} sasaran {block.dimension.name} dengan "
        f"{counted(strategies)} strategi"
    )


@says("ProgramTable")
def programs(block):
    """How many programs, what they cost, and when."""
    rows = [program for group in block.groups for program in group.programs]
    return (
        f"memuat {counted(len(rows))} program {block.dimension.name} pada "
        f"{counted(len(block.groups))} subdimensi{_cost_and_years(rows)}"
    )


@says("ProgramList")
def program_list(block):
    """The same of the short list."""
    name = block.dimension.name
    return f"memuat {counted(len(block.programs))} program {name}{_cost_and_years(block.programs)}"


def _cost_and_years(programs):
    total = sum(program.total for program in programs)
    years = [year for program in programs for year, _ in program.years]
    cost = f" dengan indikasi anggaran {rupiah(total)}" if total else ""
    return f"{cost} selama {min(years)}–{max(years)}" if years else cost


@says("ProgramDetailTable")
def program_details(block):
    """How many targets and sources of money are told by year."""
    lines = [line.kind for details in block.programs for line in details.lines]
    return (
        f"merinci {counted(lines.count('target'))} indikator dan {counted(lines.count('money'))} "
        f"sumber dana dari {counted(len(block.programs))} program {block.dimension.name}, "
        "tahun demi tahun"
    )


@says("RoadmapTable")
def roadmap(block):
    """How many programs, and how many begin with the first year."""
    rows = [row for group in block.groups for row in group.rows]
    first = sum(bool(row.cells[0].letter) for row in rows)
    return (
        f"memuat {counted(len(rows))} program dari {counted(len(block.groups))} dimensi; "
        f"{counted(first)} di antaranya dimulai pada tahun {block.years[0]}"
    )


@says("BudgetTable")
def budget(block):
    """The sum, and the largest part of it."""
    totals = dict(zip(block.columns, block.totals, strict=True))
    name = max(totals, key=totals.get)
    share = angka(100 * totals[name] / block.total, 1)
    return f"menjumlahkan {rupiah(block.total)}; {share} persen di antaranya {name}"


@says("NomineeTable")
def nominees(block):
    """How many there were, and how many were chosen."""
    chosen = sum(row.is_chosen for row in block.rows)
    chose = f"; {counted(chosen)} di antaranya terpilih" if chosen else ""
    return f"memuat {counted(len(block.rows))} calon quick win dengan nilainya{chose}"


@says("QuickWinTable")
def quickwins(block):
    """How many were chosen."""
    return f"memuat {counted(len(block.rows))} quick win yang terpilih, dengan manfaatnya"


@says("TeamTable")
def team(block):
    """How many people in which groups."""
    people = _sum(group.people for group in block.groups)
    return f"memuat {counted(people)} orang dalam {counted(len(block.groups))} kelompok"


# ------------------------------------------------- many programs together (overviews.blocks)


@says("ActionTable")
def actions(block):
    """The programs of a kind."""
    return f"memuat {counted(len(block.programs))} program berupa {block.kind}"


@says("RoleTable")
def roles(block):
    """Who answers, helps and is asked."""
    return (
        f"menunjukkan siapa yang bertanggung jawab, mendukung, dan dilibatkan dalam "
        f"{counted(len(block.rows))} program {block.dimension.name}"
    )


@says("LoadTable")
def loads(block):
    """What each agency has to do."""
    return f"memuat program yang dipimpin dan didukung {counted(len(block.rows))} {block.head}"


@says("IndicatorTable")
def indicators(block):
    """What is counted."""
    lines = _sum(program.lines for program in block.programs)
    return (
        f"memuat {counted(lines)} indikator dari {counted(len(block.programs))} program "
        f"{block.dimension.name} dengan target setiap tahun"
    )


@says("RiskTable")
def risks(block):
    """How many, and how many of them are grave."""
    grave = sum(row.risk.level in {"high", "extreme"} for row in block.rows)
    told = f"; {counted(grave)} di antaranya tinggi atau sangat tinggi" if grave else ""
    return f"memuat {counted(len(block.rows))} risiko quick win, yang terberat lebih dahulu{told}"


@says("ProgramRiskTable")
def program_risks(block):
    """The programs that name a risk."""
    return f"memuat risiko yang dicatat pada {counted(len(block.programs))} program"


@says("PhaseTable")
def phases(block):
    """What runs in a phase, and what it costs."""
    rows = _sum(group.rows for group in block.groups)
    cost = f" dengan indikasi anggaran {rupiah(block.total)}" if block.total else ""
    return f"memuat {counted(rows)} program yang berjalan pada {block.phase.name.lower()}{cost}"
