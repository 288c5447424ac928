"""A book, opened by other programs: cover, contents, chapters, tables, totals, and bad content."""

import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as site

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import Book, Captions, Chapter, Dimension, Section, Text, roman
from exports.books import build_book, images_of
from exports.drawings import STRANDS, colours
from exports.generators import GENERATORS, OWED
from exports.pdf import render_piece
from exports.typesetting import typeset
from masterplans import rich_text
from masterplans.models import Attachment, SectionKind
from masterplans.models import Section as StoredSection
from tests import factories as make
from tests.exports import sample

DAY = date(2023, 11, 21)
LONG = "Penanggulangankesenjanganinfrastrukturtelekomunikasiperdesaan"  # 61 letters


@pytest.fixture(scope="module")
def printed():
    """The sample book, typeset once for all tests that only look at it."""
    return typeset(sample.sample_book())


def small_book(*chapters, **changes) -> Book:
    return replace(sample.sample_book(), chapters=chapters, **changes)


def chapter_of(*blocks, number=1, title="Pendahuluan") -> Chapter:
    return Chapter(number, title, "", (Section(f"{number}.1", "Isi", "bagian-1-1", blocks),))


# --------------------------------------------------------------------------------- the file


def test_a_book_is_a_sound_pdf_with_title_and_language(printed, opened):
    pdf = opened(printed.pdf)

    pdf.check()
    assert pdf.info["Title"] == ("Buku 2: Masterplan Smart City, Kabupaten Banjarnegara 2024–2033")
    assert int(pdf.info["Pages"]) == printed.pages == len(pdf.pages)
    with pikepdf.open(pdf.path) as document:
        assert str(document.Root.Lang) == "id"
    assert printed.remarks == ()


def test_nothing_runs_off_a_page(printed, opened):
    assert opened(printed.pdf).words_outside() == []


def test_the_cover_says_which_book_of_whom_and_that_it_is_a_draft(printed, opened):
    cover = " ".join(opened(printed.pdf).pages[0].split())

    for words in (
        "Pemerintah Kabupaten Banjarnegara",
        "Provinsi Jawa Tengah",
        "Buku 2",
        "Masterplan Smart City",
        "2024–2033",
        "Draf, belum dibekukan",
    ):
        assert words in cover


def test_every_page_of_a_draft_says_so_and_a_frozen_edition_never(printed, opened):
    for page in opened(printed.pdf).pages:
        assert "Draf, belum dibekukan" in page

    frozen = typeset(small_book(chapter_of(Text("<p>Isi.</p>")), is_draft=False, edition="Edisi 1"))

    assert "Draf" not in opened(frozen.pdf).text
    assert "Edisi 1" in opened(frozen.pdf).pages[-1]


def test_pages_are_labelled_by_chapter_and_the_label_is_printed(printed, opened):
    pdf = opened(printed.pdf)
    with pikepdf.open(pdf.path) as document:
        labels = [page.label for page in document.pages]

    assert labels[:4] == ["Sampul", "i", "ii", "I-1"] or labels[0].startswith("Sampul")
    assert labels[1:4] == ["i", "ii", "I-1"]
    for label, page in list(zip(labels, pdf.pages, strict=True))[1:]:
        assert page.split()[-1] == label


def test_every_line_of_the_contents_shows_the_label_of_the_page_it_leads_to(printed, opened):
    pdf = opened(printed.pdf)
    right = 0
    with pikepdf.open(pdf.path) as document:
        names = document.Root.Names.Dests.Names
        page_of = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        places = {
            str(names[at]): page_of[names[at + 1][0].objgen] for at in range(0, len(names), 2)
        }
        for number in (1, 2):  # contents, list of tables and figures
            links = document.pages[number].obj.Annots
            shown = re.findall(r"[IVX]+-\d+$", pdf.pages[number], re.MULTILINE)
            targets = dict.fromkeys(str(link.A.D) for link in links)
            assert len(shown) == len(targets)
            for label, target in zip(shown, targets, strict=True):
                assert document.pages[places[target]].label == label
                assert pdf.pages[places[target]].split()[-1] == label
                right += 1
    assert right > 40


def test_a_reference_in_the_text_leads_to_the_table_in_another_chapter():
    road = sample.sample_book().chapters[4]
    words = Text('<p>Lihat <a href="ref:tabel-5-1">Tabel 5.1</a>, <a href="ref:x">ini</a>.</p>')

    pdf = typeset(small_book(chapter_of(words), road)).pdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [link for page in document.pages[3:5] for link in page.obj.get("/Annots", [])]
        assert [str(link.A.D) for link in links if "/A" in link] == ["tabel-5-1"]


def test_the_outline_has_the_chapters_and_their_sections(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [child.title for child in outline.root[-2].children]

    assert titles[:4] == [
        "Daftar Isi",
        "Daftar Tabel dan Gambar",
        "Bab I Pendahuluan",
        "Bab II Visi dan Sasaran Smart City Daerah",
    ]
    assert below == ["5.1 Peta jalan program", "5.2 Anggaran"]


def test_the_same_content_gives_the_same_bytes():
    first, again = (typeset(small_book(*sample.sample_book().chapters[1:3])) for _ in range(2))

    assert first.sha256 == again.sha256


def test_progress_is_told_for_every_chapter():
    told = []

    typeset(
        small_book(*(chapter_of(Text("<p>Isi.</p>"), number=number) for number in (1, 2, 3))),
        progress=lambda *step: told.append(step),
    )

    assert told == [
        (0, 5, "Sampul"),
        (1, 5, "Bab I"),
        (2, 5, "Bab II"),
        (3, 5, "Bab III"),
        (4, 5, "Daftar isi"),
        (5, 5, "Selesai"),
    ]


def test_each_dimension_has_a_colour_that_carries_small_letters():
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    def contrast(one, other):
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    printed = Path(site.BASE_DIR, "static/print/dimensions.css").read_text()
    tokens = Path(site.BASE_DIR, "static/css/tokens.css").read_text()
    washes = dict(re.findall(r"\.dim-(\w+) \{ --d: #\w+; --t: (#\w{6})", printed))
    screen = dict(re.findall(r"--sp-dim-(\w{3}): (#\w{6})", tokens.partition("prefers-color")[0]))
    screen_washes = dict(
        re.findall(r"--sp-dim-(\w{3})-tint: (#\w{6})", tokens.partition("prefers-color")[0])
    )

    assert set(colours()) == set(STRANDS) == set(screen)
    for key, colour in colours().items():
        assert contrast(colour, "#ffffff") >= 4.5
        assert contrast(colour, washes[key]) >= 4.5
    assert washes == screen_washes
    # one palette: only those are darker in print that are too light for small letters
    different = {key for key, colour in colours().items() if colour != screen[key]}
    assert different == {"eco", "liv"}
    assert all(contrast(screen[key], washes[key]) < 4.5 for key in different)


def test_roman_numbers():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 49, 90, 99)] == [
        "I", "IV", "IX", "XIV", "XL", "XLIX", "XC", "XCIX",
    ]  # fmt: skip


# --------------------------------------------------------------------------------- figures


def test_the_totals_of_the_budget_are_the_sums_of_its_lines(printed, opened):
    text = opened(printed.pdf).text
    rows = [row for dimension in sample.DIMENSIONS for row in sample.programs(dimension)]
    table = sample.budget_table(Captions(5), rows)

    assert table.total == sum(row.total for row in rows) == sum(row.total for row in table.rows)
    for amount in (table.total, *table.totals, *(row.total for row in table.rows)):
        assert f"{amount:,}".replace(",", ".") in text


def test_a_program_is_printed_with_everything_that_was_entered(opened):
    dimension = sample.DIMENSIONS[3]
    row = sample.program(dimension, 1)
    captions = Captions(1)
    years = sample.YEARS
    blocks = (
        planned.ProgramTable(
            captions.table("Program"), dimension, (planned.ProgramGroup("Sub", (row,)),)
        ),
        planned.ProgramDetailTable(
            captions.table("Rincian"), dimension, years, (planned.ProgramDetails.of(row, years),)
        ),
    )

    text = opened(typeset(small_book(chapter_of(*blocks))).pdf).text

    for words in (
        row.name, row.expansion, row.agency, row.kind, "Baru", row.problem, row.output,
        row.outcome, row.beneficiaries, row.rpjmd_link, row.risks, *row.supporters,
        *row.partners, "Quick win", "2024–2033", "12,5 (2023)", "Rp 12.500.000.000",
        "Layanan yang selesai di desa, persen", "10.250", "1.500", "750", "12.500",
    ):  # fmt: skip
        assert words in text


# ------------------------------------------------------------------------------ bad content


BAD_WORDS = (
    f"<h3>{LONG}</h3><p>{LONG * 7}</p><p>😀 👩‍🌾 🇮🇩 🌾 → ≥ ✓ ●</p>"
    '<p lang="ar" dir="rtl">السلام عليكم ورحمة الله</p>'
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script></p>"
    f"<table><tr><td>{'x' * 400}</td><td>{LONG}</td><td>{LONG}</td><td>{LONG}</td></tr></table>"
    '<figure><img src="image:1" alt="Peta wilayah"><figcaption>Peta</figcaption></figure>'
)


def test_bad_content_is_printed_readable_and_inside_the_page(opened):
    dimension = Dimension(1, "gov", f"Smart {LONG}")
    caption = Captions(1).table(LONG * 4)
    issue = analysis.IssueRow(LONG * 3, f"{LONG} 😀\n\n" * 30, "مرحبا بكم", LONG)
    title = (LONG + " ") * 5
    chapter = Chapter(
        1,
        title,
        title,
        (
            Section("1.1", title, "bagian-1-1", (Text(BAD_WORDS),)),
            Section(
                "1.2", "Isu", "bagian-1-2", (analysis.IssueTable(caption, dimension, (issue,) * 3),)
            ),
        ),
    )

    book = typeset(small_book(chapter), images=lambda key: (b"bukan gambar", "image/png"))

    pdf = opened(book.pdf)
    pdf.check()
    assert pdf.words_outside() == []
    text = pdf.text
    assert "<script>alert(1)</script>" in text
    assert "alert(2)" not in text
    assert "→" in text
    assert "≥" in text
    assert "✓" in text
    assert "😀" in text
    assert "Gambar “Peta wilayah” tidak dicetak" in text
    assert book.remarks == (
        "Bab I: Gambar “Peta wilayah” tidak dicetak: berkasnya bukan gambar yang utuh.",
    )


def test_an_empty_chapter_says_who_owes_it(opened):
    empty = Chapter(1, "Bab yang masih kosong", "", (), owed_by="Baperlitbang")

    pdf = opened(typeset(small_book(empty)).pdf)

    assert "Bab ini belum berisi. Penulis: Baperlitbang." in pdf.text


def test_a_book_without_chapters_is_still_a_book(opened):
    opened(typeset(small_book()).pdf).check()


def test_five_hundred_rows_come_out_with_their_head_on_every_page_and_one_total(opened):
    lines = tuple(planned.MoneyRow(f"Baris {number}", (number, 0)) for number in range(1, 501))
    table = planned.BudgetTable(Captions(1).table("Banyak"), "Tahun", ("APBD", "CSR"), lines)

    pdf = opened(typeset(small_book(chapter_of(table))).pdf)

    pages = [page for page in pdf.pages if "Baris" in page]
    assert sum(page.count("Baris ") for page in pages) == 500
    assert all("APBD" in page for page in pages)
    assert sum(line.split()[:1] == ["Jumlah"] for page in pages for line in page.splitlines()) == 1
    assert "125.250" in pages[-1]


def test_a_cell_higher_than_a_page_goes_on_and_loses_nothing(opened):
    words = " ".join(f"kata{number}" for number in range(3000))
    row = analysis.IssueRow("Isu", words, "", "Dinkes")
    table = analysis.IssueTable(Captions(1).table("Isu"), sample.DIMENSIONS[0], (row,))

    found = set(opened(typeset(small_book(chapter_of(table))).pdf).text.split())

    assert {f"kata{number}" for number in range(0, 3000, 50)} <= found


@pytest.mark.parametrize("years", [5, 20])
def test_a_roadmap_begins_and_ends_with_the_plan(years, opened):
    span = tuple(range(2025, 2025 + years))
    cells = tuple(planned.RoadYear("B", True, True, year == 2025) for year in span)
    row = planned.RoadRow(replace(sample.program(sample.DIMENSIONS[0], 1), name="Satu Data"), cells)
    road = planned.Roadmap(
        Captions(1).table("Peta jalan"),
        span,
        (planned.Phase("Jangka panjang", 2025, span[-1]),),
        (planned.RoadGroup(sample.DIMENSIONS[0], (row,)),),
    )

    pdf = opened(typeset(small_book(chapter_of(road))).pdf)

    page = next(page for page in pdf.pages if "Satu Data" in page)
    assert [int(year) for year in re.findall(r"\b20[2-5]\d\b", page)] == list(span)
    assert pdf.words_outside() == []


def test_a_long_quick_win_goes_on_over_the_page_and_loses_nothing(opened):
    words = " ".join(f"kata{number}" for number in range(900))
    sheet = replace(sample.quickwin_sheet(), texts=(("Latar belakang", words),))
    assert sheet.is_long

    pdf = opened(typeset(small_book(chapter_of(sheet))).pdf)

    found = set(pdf.text.split())
    assert {f"kata{number}" for number in range(0, 900, 30)} <= found
    assert "Aplikasi bekerja luring." in pdf.text
    assert pdf.words_outside() == []


# ------------------------------------------------------------------------- from the database


def test_every_generated_section_of_our_outline_has_a_generator():
    folder = Path(site.BASE_DIR, "masterplans/data")
    asked = set()
    for path in folder.glob("outline-*.json"):
        for book in json.loads(path.read_text())["books"]:
            for chapter in book["chapters"]:
                asked |= {section.get("generator") for section in chapter["sections"]}

    assert asked - {None, ""} == set(GENERATORS) == set(OWED)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_new_masterplan_prints_as_a_list_of_what_is_owed_and_by_whom(plan, number, opened):
    printed = typeset(build_book(plan, number, printed_on=DAY))

    pdf = opened(printed.pdf)
    pdf.check()
    text = pdf.text
    assert "Draf, belum dibekukan" in text
    assert "Banjarnegara, November 2023" in pdf.pages[0]
    owed = {1: "Penulis: Bagian Hukum.", 2: "Belum ada program.", 3: "Penulis: Baperlitbang."}
    assert owed[number] in text


def test_the_three_books_hold_what_was_entered(full_plan, opened):
    words = {
        1: ["Antrean layanan kependudukan panjang", "Mal Pelayanan Publik telah beroperasi.",
            "Memperluas layanan terpadu sampai ke desa.", "Tenaga TIK 24 orang.",
            "Belum ada loket desa."],
        2: ["Daerah yang melayani.", "Meningkatkan mutu layanan publik.", "Misi pertama RPJMD.",
            "Layanan publik selesai dalam satu hari.", "Menyatukan loket.", "Peta jalan program",
            "Warga dilayani di desanya sendiri.", "Jaringan desa terputus", "Tim dibentuk"],
        3: ["Daerah yang melayani.", "Quick win terpilih", "Dr. Pejabat"],
    }  # fmt: skip
    for number, expected in words.items():
        book = build_book(full_plan, number, printed_on=DAY)
        text = opened(typeset(book).pdf).text
        for phrase in expected:
            assert phrase in text, (number, phrase)
        todo = [
            block.what
            for chapter in book.chapters
            for section in chapter.sections
            for block in section.blocks
            if type(block).__name__ == "Todo" and "belum" in block.what.lower()
        ]
        assert todo == []


def test_the_money_of_a_book_adds_up_in_all_its_tables(full_plan):
    book = build_book(full_plan, 2, printed_on=DAY)
    tables = [
        block
        for chapter in book.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, planned.BudgetTable)
    ]

    entered = sum(
        line.amount for program in full_plan.programs.all() for line in program.budget.all()
    )
    assert [table.head for table in tables] == ["Tahun", "Tahun", "Perangkat Daerah"]
    assert [table.total for table in tables] == [entered] * 3
    by_source, by_dimension, by_agency = tables
    assert by_source.columns == by_agency.columns
    assert by_source.totals == by_agency.totals
    assert [row.total for row in by_source.rows] == [row.total for row in by_dimension.rows]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_book_costs_the_same_queries_for_few_rows_and_for_many(
    full_plan, number, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        build_book(full_plan, number, printed_on=DAY)

    for dimension in full_plan.dimension_set.dimensions.all():
        own = {"masterplan": full_plan, "dimension": dimension}
        for _ in range(3):
            make.IssueFactory(**own)
            make.SwotEntryFactory(**own)
            make.TowsStrategyFactory(**own)
        for sub in dimension.subdimensions.all():
            make.GapRowFactory(masterplan=full_plan, subdimension=sub)
            make.StrategyFactory(aim__masterplan=full_plan, aim__subdimension=sub)
            program = make.complete_program(full_plan, sub)
            make.RiskFactory(quickwin__program=program)

    with django_assert_max_num_queries(len(few)):
        build_book(full_plan, number, printed_on=DAY)


def test_a_frozen_book_carries_its_edition_and_no_draft_label(full_plan, opened):
    book = build_book(full_plan, 3, frozen_on=DAY, printed_on=date(2030, 1, 1))

    text = opened(typeset(book).pdf).text

    assert "Edisi 1, dibekukan 21 November 2023" in text
    assert "Draf" not in text
    assert "November 2023" in book.place_and_date


def _attachment(plan, name="peta.png"):
    from django.core.files.base import ContentFile

    from tests.exports.test_pdf_fetching import picture

    attachment = Attachment(
        masterplan=plan, name=name, mime="image/png", size=1, sha256="0" * 64,
        uploaded_by=plan.created_by,
    )  # fmt: skip
    attachment.file.save(name, ContentFile(picture()))
    return attachment


def test_a_picture_of_this_masterplan_is_printed_and_one_of_another_never(full_plan, elsewhere):
    own = _attachment(full_plan)
    other_plan = make.MasterplanFactory(region=elsewhere)
    foreign = _attachment(other_plan)
    section = StoredSection.objects.filter(
        masterplan=full_plan, outline__kind=SectionKind.NARRATIVE,
        outline__chapter__book__number=1,
    ).order_by("pk").first()  # fmt: skip
    section.body = rich_text.figure(own, "Peta daerah")
    section.save()

    printed = typeset(build_book(full_plan, 1, printed_on=DAY), images=images_of(full_plan))

    with pikepdf.open(io.BytesIO(printed.pdf)) as document:
        pictures = {image.objgen for page in document.pages for image in page.get_images().values()}
    assert len(pictures) == 1
    assert printed.remarks == ()
    assert images_of(full_plan)(str(own.pk))[1] == "image/png"
    assert images_of(full_plan)(str(foreign.pk)) is None
    for odd in ("0", "-1", "1" * 40, "1a", ""):
        assert images_of(full_plan)(odd) is None


def test_a_picture_whose_file_is_gone_leaves_a_remark(full_plan):
    own = _attachment(full_plan)
    own.file.storage.delete(own.file.name)

    piece = render_piece(f'<img src="image:{own.pk}" alt="Peta">', images=images_of(full_plan))

    assert piece.remarks == ("Gambar “Peta” tidak dicetak: berkas gambarnya tidak dapat dibaca.",)
