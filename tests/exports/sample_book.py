"""Buku 2 of plain values with every kind of page, made of the parts in sample.py."""

from dataclasses import replace
from decimal import Decimal

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookContent, BookSection, BookText, Captions, Chapter, Todo
from tests.exports.sample import (
    DIMENSIONS,
    NAMES,
    PHASES,
    WORDS,
    YEARS,
    budget_table,
    programs,
    quickwin_sheet,
    road_group,
)


def _analysis() -> Chapter:
    captions = Captions(3)
    governance = DIMENSIONS[0]
    ready = captions.table("Penilaian kesiapan struktur")
    swot = captions.table("Kekuatan, kelemahan, peluang, dan ancaman Smart Governance")
    coded = analysis.Coded
    heads = tuple(
        analysis.PrintedReadinessHead(
            "Struktur",
            name,
            (analysis.PrintedReadinessItem(f"{name} tercatat.", score, "SK Bupati"),),
        )
        for name, score in (
            ("Sumber daya manusia", 2), ("Anggaran", 1), ("Tata kelola", 3),
            ("Infrastruktur fisik", 2), ("Infrastruktur TIK", 3), ("Infrastruktur sosial", 2),
            ("Kebijakan dan regulasi", 3), ("Kelembagaan", 2), ("Pelaksanaan dan SOP", 1),
        )
    )  # fmt: skip
    blocks = (
        (
            "Kesiapan daerah",
            (
                BookText(f"<p>{WORDS}</p><h3>Sumber daya manusia</h3><p>{WORDS}</p>"),
                analysis.ReadinessFigure(captions.figure("Kesiapan menurut unsur"), heads),
                analysis.ReadinessTable(ready, heads),
            ),
        ),
        (
            "SWOT dan TOWS",
            (
                analysis.SwotTable(
                    swot,
                    governance,
                    (coded("S1", "Komitmen kepala daerah"), coded("S2", "Mal Pelayanan Publik")),
                    (coded("W1", "61 aplikasi, hanya 14 yang terintegrasi"),),
                    (coded("O1", "Mal Pelayanan Publik Digital nasional"),),
                    (),
                ),
                analysis.TowsTable(
                    captions.table("Strategi TOWS Smart Governance"),
                    governance,
                    (coded("O1, S2", "Menggabungkan layanan menjadi Banter."),),
                    (coded("O1, W1", "Menyatukan aplikasi dalam arsitektur SPBE."),),
                    (),
                    (),
                    swot=swot,
                ),
                analysis.IssueTable(
                    captions.table("Isu strategis Smart Governance"),
                    governance,
                    (analysis.IssueRow("Antrean panjang", WORDS[:180], "Survei 2023", "DPMPTSP"),),
                ),
            ),
        ),
        (
            "Kesenjangan",
            (
                analysis.GapTable(
                    captions.table("Kesenjangan per subdimensi"),
                    tuple(
                        analysis.GapGroup(
                            dimension,
                            (
                                analysis.PrintedGap(
                                    "Pelayanan publik",
                                    "Layanan di satu gedung; 14 aplikasi terintegrasi",
                                    "Semua layanan dasar selesai di desa dan daring",
                                    1,
                                    3,
                                    "Belum ada loket desa",
                                    "Petugas desa, identitas tunggal",
                                ),
                            ),
                        )
                        for dimension in DIMENSIONS
                    ),
                ),
            ),
        ),
    )
    return _chapter(3, "Kesiapan dan Kesenjangan Daerah", blocks)


def _chapter(number, title, parts):
    sections = tuple(
        BookSection(f"{number}.{place}", name, f"bagian-{number}-{place}", tuple(content))
        for place, (name, content) in enumerate(parts, 1)
    )
    return Chapter(number, title, f"{title}, dijelaskan dalam satu kalimat pembuka.", sections)


def _vision():
    captions = Captions(2)
    return _chapter(
        2,
        "Visi dan Sasaran Smart City Daerah",
        (
            (
                "Visi dan misi",
                (
                    BookText(f"<p>{WORDS}</p>"),
                    analysis.Vision(
                        "Mewujudkan Banjarnegara yang melayani, tangguh, dan sejahtera.",
                        ("Mendekatkan layanan ke desa.", "Menyatukan data.", "Menjaga lereng."),
                    ),
                ),
            ),
            (
                "Keselarasan",
                (
                    analysis.AlignmentTable(
                        captions.table("Keselarasan dimensi dengan rencana pembangunan daerah"),
                        DIMENSIONS,
                        (
                            analysis.AlignmentGroup(
                                "RPJMD",
                                (
                                    analysis.PrintedAlignment(
                                        "Tata kelola yang melayani",
                                        "Indeks SPBE",
                                        frozenset({1, 2}),
                                    ),
                                    analysis.PrintedAlignment(
                                        "Sumber daya manusia yang sehat", "", frozenset({4, 5})
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
            (
                "Sasaran dan strategi",
                (
                    planned.AimTable(
                        captions.table("Sasaran dan strategi Smart Governance"),
                        DIMENSIONS[0],
                        (
                            planned.AimRow(
                                "Pelayanan publik",
                                "Layanan dasar selesai di tempat terdekat",
                                ("Menyatukan pintu layanan", "Memberi kewenangan petugas desa"),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def _plan():
    captions = Captions(4)
    action = []
    for dimension in DIMENSIONS:
        groups: dict[str, list] = {}
        for place, row in enumerate(programs(dimension), 1):
            groups.setdefault(NAMES[place - 1][3], []).append(row)
        action += [
            analysis.DimensionBand(
                dimension, f"4.1.{dimension.number}", f"dimensi-4-1-{dimension.number}"
            ),
            planned.ProgramTable(
                captions.table(f"Program {dimension.name}"),
                dimension,
                tuple(planned.ProgramGroup(name, tuple(rows)) for name, rows in groups.items()),
            ),
        ]
    details = tuple(
        planned.ProgramDetailTable(
            captions.table(f"Rincian program {dimension.name}"),
            dimension,
            YEARS,
            tuple(planned.ProgramDetails.of(row, YEARS) for row in programs(dimension)),
        )
        for dimension in DIMENSIONS[:2]
    )
    return _chapter(
        4, "Rencana Aksi Smart City Daerah", (("Program", action), ("Rincian program", details))
    )


def _road():
    captions = Captions(5)
    rows = [row for dimension in DIMENSIONS for row in programs(dimension)]
    road = planned.RoadmapTable(
        captions.table("Peta jalan program 2024–2033"),
        YEARS,
        PHASES,
        tuple(road_group(dimension) for dimension in DIMENSIONS),
    )
    money = budget_table(captions, rows)
    return _chapter(5, "Peta Jalan", (("Peta jalan program", (road,)), ("Anggaran", (money,))))


def _quickwins():
    captions = Captions(6)
    nominee = planned.NomineeRow(
        "Banter",
        "DPMPTSP",
        DIMENSIONS[0],
        tuple(Decimal(n) for n in (4, 5, 4, 3, 5)),
        (Decimal("4.4"), Decimal("4.0")),
        Decimal("4.2"),
        "Terpilih",
        True,
    )
    other = planned.NomineeRow(
        "Satu Data", "Dinkominfo", DIMENSIONS[0], (None,) * 5, (None,) * 2, None, "Dinominasikan"
    )
    criteria = ("Daya ungkit besar", "Dalam 12 bulan", "Dampak langsung", "Mempertajam", "Masalah")
    caption, sides = captions.table("Calon quick win"), ("Tim daerah", "Tenaga ahli")
    parts = (
        planned.NomineeTable(caption, criteria, sides, (nominee, other)),
        planned.QuickWinTable(
            captions.table("Quick win terpilih"),
            tuple(
                planned.QuickWinRow(
                    dimension,
                    "Banter",
                    "Banjarnegara Pelayanan Terpadu",
                    "DPMPTSP",
                    "Warga dilayani di desa.",
                )
                for dimension in DIMENSIONS
            ),
        ),
    )
    sheets = (quickwin_sheet(), quickwin_sheet(length=480, key=2))
    return _chapter(6, "Quick Win", (("Pemilihan quick win", parts), ("Profil quick win", sheets)))


def sample_book(**changes) -> BookContent:
    """Buku 2 with every kind of page."""
    introduction = _chapter(
        1,
        "Pendahuluan",
        (
            ("Latar belakang", (BookText(f"<p>{WORDS}</p>" * 4),)),
            ("Dasar hukum", (Todo("Bagian ini belum ditulis.", "Bagian Hukum"),)),
        ),
    )
    fields = {
        "number": 2,
        "title": "Masterplan Smart City",
        "subtitle": "",
        "plan_title": "Masterplan Smart City Kabupaten Banjarnegara",
        "region": "Kabupaten Banjarnegara",
        "years": "2024–2033",
        "owner": "Pemerintah Kabupaten Banjarnegara",
        "province": "Jawa Tengah",
        "edition": "Draf, belum dibekukan",
        "place_and_date": "Banjarnegara, November 2023",
        "chapters": (introduction, _vision(), _analysis(), _plan(), _road(), _quickwins()),
    }
    return BookContent(**{**fields, **changes})


def small_book(*chapters, **changes) -> BookContent:
    """The same book with these chapters only."""
    return replace(sample_book(), chapters=chapters, **changes)


def chapter_of(*blocks, number=1, title="Pendahuluan") -> Chapter:
    """A chapter with these blocks in its only section."""
    return Chapter(number, title, "", (BookSection(f"{number}.1", "Isi", "bagian-1-1", blocks),))
