"""Parts of a book as plain values, as the study of the printed page had them. No database.

Names are those of Kabupaten Banjarnegara; all figures and most words are example data.
"""

from decimal import Decimal

from exports import program_blocks as planned
from exports.book_content import BookDimension, Captions

DIMENSIONS = tuple(
    BookDimension(number, key, f"Smart {name}", aim)
    for number, key, name, aim in (
        (1, "gov", "Governance", "Mewujudkan birokrasi yang bersih, andal, dan melayani."),
        (2, "bra", "Branding", "Meningkatkan daya saing daerah, dari Dieng sampai Serayu."),
        (3, "eco", "Economy", "Membangun ekosistem ekonomi yang selaras dengan pertanian."),
        (4, "liv", "Living", "Menciptakan tempat tinggal yang layak, sehat, dan nyaman."),
        (5, "soc", "Society", "Menumbuhkan masyarakat yang terdidik, peduli, dan aman."),
        (6, "env", "Environment", "Menjaga lereng, sungai, dan udara Banjarnegara."),
    )
)
YEARS = tuple(range(2024, 2034))
PHASES = (
    planned.RoadmapPhase("Jangka pendek", 2024, 2024),
    planned.RoadmapPhase("Jangka menengah", 2025, 2028),
    planned.RoadmapPhase("Jangka panjang", 2029, 2033),
)
# name, expansion, agency, sub-dimension, first year, last year, million rupiah a year
NAMES = (
    ("Banter", "Banjarnegara Pelayanan Terpadu", "DPMPTSP", "Pelayanan publik", 2024, 2033, 1250),
    (
        "Lapor Bupati Terpadu",
        "Kanal pengaduan tunggal",
        "Dinkominfo",
        "Pelayanan publik",
        2024,
        2029,
        340,
    ),
    ("Satu Data Banjarnegara", "Portal data terpadu", "Dinkominfo", "Tata kelola", 2024, 2030, 610),
    (
        "Arsitektur SPBE",
        "Arsitektur dan peta rencana SPBE",
        "Baperlitbang",
        "Tata kelola",
        2024,
        2026,
        290,
    ),
    (
        "Musrenbang Daring",
        "Usulan warga sampai ke dusun",
        "Baperlitbang",
        "Kebijakan",
        2026,
        2033,
        190,
    ),
)
WORDS = (
    "Kabupaten Banjarnegara terletak di jalur pegunungan bagian tengah Jawa Tengah, dengan 20 "
    "kecamatan dan 266 desa. Tiga perempat wilayahnya berlereng, sehingga jarak tempuh ke pusat "
    "layanan menjadi persoalan sehari-hari: warga di dataran tinggi memerlukan lebih dari dua jam "
    "perjalanan untuk mengurus satu dokumen. Kesenjangan terbesar terdapat pada ketersambungan "
    "data antarlayanan; dari 61 aplikasi yang diinventarisasi, hanya 14 yang bertukar data."
)


def program(dimension: BookDimension, place: int, *, description: str = "") -> planned.ProgramRow:
    """The program of this place in NAMES, with everything filled in."""
    name, expansion, agency, _, first, last, millions = NAMES[(place - 1) % len(NAMES)]
    return planned.ProgramRow(
        number=f"{dimension.number}.{place}",
        name=name,
        agency=agency,
        kind="Layanan",
        is_new=place % 2 == 1,
        expansion=expansion,
        description=description or WORDS[:230] + ".",
        problem="Warga di dataran tinggi menempuh dua jam untuk satu dokumen.",
        output="Loket di 20 desa dan 40 petugas terlatih.",
        outcome="Warga dilayani di desanya sendiri.",
        beneficiaries="Warga 266 desa (1.017.767)",
        rpjmd_link="Program Pelayanan Publik 2.10, pagu Rp 900.000.000",
        aim="Layanan selesai dalam satu hari",
        risks="Jaringan di 37 desa belum layak.",
        supporters=("Disdukcapil", "Dispermades PPKB"),
        partners=("Politeknik Banjarnegara", "Relawan TIK"),
        indicators=(
            planned.IndicatorRow(
                "Layanan yang selesai di desa",
                "persen",
                Decimal("12.50"),
                2023,
                tuple((year, Decimal(20 + 7 * (year - first))) for year in range(first, last + 1)),
            ),
        ),
        years=tuple(
            (year, "P" if year == first else "B" if year < first + 4 else "O")
            for year in range(first, last + 1)
        ),
        budget=tuple(
            (year, source, millions * share * 10_000)
            for year in range(first, last + 1)
            for source, share in (("APBD", 82), ("DAK", 12), ("CSR", 6))
        ),
        is_quickwin=place == 1,
    )


def programs(dimension: BookDimension, count: int = 5) -> tuple[planned.ProgramRow, ...]:
    return tuple(program(dimension, place) for place in range(1, count + 1))


def budget_table(captions: Captions, rows) -> planned.BudgetTable:
    """Year by source, added up from the programs given."""
    sources = ("APBD", "DAK", "CSR")
    amounts = {year: dict.fromkeys(sources, 0) for year in YEARS}
    for row in rows:
        for year, source, amount in row.budget:
            amounts[year][source] += amount
    lines = tuple(planned.MoneyRow(str(y), tuple(row.values())) for y, row in amounts.items())
    caption = captions.table("Indikasi anggaran per tahun dan sumber")
    return planned.BudgetTable(caption, "Tahun", sources, lines)


def road_group(dimension: BookDimension, count: int = 5) -> planned.RoadGroup:
    rows = []
    for row in programs(dimension, count):
        letters = dict(row.years)
        cells = tuple(
            planned.RoadYear(
                letters.get(year, ""),
                year in letters and year - 1 not in letters,
                year in letters and year + 1 not in letters,
                year in {phase.first_year for phase in PHASES},
            )
            for year in YEARS
        )
        rows.append(planned.RoadRow(row, cells))
    return planned.RoadGroup(dimension, tuple(rows))


def quickwin_sheet(*, words: str = WORDS, length: int = 200, key: int = 1) -> planned.QuickWinSheet:
    heads = ("Latar belakang", "Tujuan", "Manfaat", "Keunikan", "Kemitraan")
    return planned.QuickWinSheet(
        dimension=DIMENSIONS[3],
        subdimension="Prasarana kesehatan",
        name="Liontin Milan",
        expansion="Layanan kesehatan terintegrasi bagi calon pengantin, ibu hamil, dan balita",
        anchor=f"quick-win-{key}",
        texts=tuple((head, words[:length]) for head in heads),
        facts=(
            ("Penanggung jawab", "Kepala Dinas Kesehatan"),
            ("Penerima manfaat", "18.400 keluarga"),
        ),
        budget=(("APBD", 1_373_500_000), ("DAK", 201_000_000), ("CSR", 100_500_000)),
        year=2024,
        indicators=program(DIMENSIONS[3], 1).indicators,
        risks=(
            planned.RiskRow("Data ganda dari tiga aplikasi", 4, 3, "NIK sebagai kunci."),
            planned.RiskRow("Kader berganti", 3, 3, "Dua kader setiap posyandu."),
            planned.RiskRow("Sinyal lemah di 37 desa", 4, 4, "Aplikasi bekerja luring."),
        ),
        milestones=(
            planned.MilestoneRow("Penetapan tim dan pedoman", frozenset({1, 2})),
            planned.MilestoneRow("Pelatihan kader dan bidan desa", frozenset({2, 3, 4})),
            planned.MilestoneRow("Uji coba di 5 puskesmas", frozenset({5, 6, 7, 8})),
            planned.MilestoneRow("Perluasan ke 35 puskesmas", frozenset({8, 9, 10, 11, 12})),
            planned.MilestoneRow("Evaluasi", frozenset({12})),
        ),
    )
