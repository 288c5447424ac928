"""The file of a book, opened by other programs: cover, contents, chapters, labels, figures."""

import io
import logging
import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as site

from exports import program_blocks as planned
from exports.book_content import BookText, Captions, roman
from exports.book_pieces import print_chapter
from exports.book_typesetting import typeset
from tests.exports import sample
from tests.exports.sample_book import chapter_of, sample_book, small_book
from tests.markup import stray_spaces
from typesetting.drawings import STRANDS, colours
from typesetting.finishing import EnclosedFile
from typesetting.pdf import render_piece

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def printed():
    """The sample book, typeset once for all tests that only look at it."""
    return typeset(sample_book())


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
        "Masterplan Smart City Kabupaten Banjarnegara",
        "2024–2033",
        "Draf, belum dibekukan",
    ):
        assert words in cover


def test_every_page_of_a_draft_says_so_and_a_frozen_edition_never(printed, opened):
    for page in opened(printed.pdf).pages:
        assert "Draf, belum dibekukan" in page

    frozen = typeset(
        small_book(chapter_of(BookText("<p>Isi.</p>")), is_draft=False, edition="Edisi 1")
    )

    assert "Draf" not in opened(frozen.pdf).text
    assert "Edisi 1" in opened(frozen.pdf).pages[-1]


def test_pages_are_labelled_by_chapter_and_the_label_is_printed(printed, opened):
    pdf = opened(printed.pdf)
    with pikepdf.open(pdf.path) as document:
        labels = [page.label for page in document.pages]

    assert labels[0].startswith("Sampul")
    assert labels[1:5] == ["i", "ii", "iii", "I-1"]
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
        for number in (1, 2, 3):  # contents, lists of tables and of figures
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
    road = sample_book().chapters[4]
    words = BookText('<p>Lihat <a href="ref:tabel-5-1">Tabel 5.1</a>, <a href="ref:x">ini</a>.</p>')

    pdf = typeset(small_book(chapter_of(words), road)).pdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [link for page in document.pages[3:5] for link in page.obj.get("/Annots", [])]
        assert [str(link.A.D) for link in links if "/A" in link] == ["tabel-5-1"]


def test_the_outline_has_the_chapters_and_their_sections(printed):
    with pikepdf.open(io.BytesIO(printed.pdf)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [child.title for child in outline.root[-2].children]

    assert titles[:5] == [
        "Daftar Isi",
        "Daftar Tabel",
        "Daftar Gambar",
        "Bab I Pendahuluan",
        "Bab II Visi dan Sasaran Smart City Daerah",
    ]
    assert below == ["5.1 Peta jalan program", "5.2 Anggaran"]


def test_the_same_content_gives_the_same_bytes():
    first, again = (typeset(small_book(*sample_book().chapters[1:3])) for _ in range(2))

    assert first.sha256 == again.sha256


def test_the_book_of_an_edition_is_the_same_each_time_and_carries_its_data():
    book = small_book(sample_book().chapters[1], is_draft=False, day=date(2023, 11, 21))
    data = EnclosedFile("masterplan.json", b'{"schema":"simpul"}', description="Isi edisi")

    first, again = (typeset(book, enclosed=[data]) for _ in range(2))

    assert first.sha256 == again.sha256
    with pikepdf.open(io.BytesIO(first.pdf)) as document:
        assert document.attachments["masterplan.json"].get_file().read_bytes() == data.content
        assert document.docinfo["/Author"] == "Pemerintah Kabupaten Banjarnegara"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20231121")
        assert "/StructTreeRoot" in document.Root


def test_a_draft_says_who_made_it_and_of_which_day_it_is():
    draft = typeset(small_book(chapter_of(BookText("<p>Isi.</p>")), day=date(2023, 11, 21)))

    with pikepdf.open(io.BytesIO(draft.pdf)) as document:
        assert document.docinfo["/Author"] == "Pemerintah Kabupaten Banjarnegara"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20231121")
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_progress_is_told_for_every_chapter():
    told = []

    typeset(
        small_book(*(chapter_of(BookText("<p>Isi.</p>"), number=number) for number in (1, 2, 3))),
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
        row.outcome, row.beneficiaries, row.rpjmd_link, row.aim, row.risks, *row.supporters,
        *row.partners, "Quick win", "2024–2033", "12,5 (2023)", "Rp 12.500.000.000",
        "Layanan yang selesai di desa, persen", "10.250", "1.500", "750", "12.500",
    ):  # fmt: skip
        assert words in text


def test_no_sentence_of_a_book_has_a_space_before_its_comma():
    for chapter in sample_book().chapters:
        assert stray_spaces(print_chapter(chapter)) == [], chapter.title


def test_the_signs_that_people_type_are_in_our_fonts(caplog):
    signs = "a–b — “c” ‘d’ … • × ÷ ± ² ³ ½ ° § © € ≥ ≤ ≠ ≈ → ← ↔ ✓ ✔ ✗ ● ○ ■ □ ▪ é ñ ž Ω"

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        piece = render_piece(f"<p>{signs}</p><table><tr><td>{signs}</td></tr></table>")

    assert [record.getMessage() for record in caplog.records if "weasy" in record.name] == []
    fonts = set()
    with pikepdf.open(io.BytesIO(piece.pdf)) as document:
        for page in document.pages:
            fonts |= {str(font.BaseFont).split("+")[-1] for font in page.Resources.Font.values()}
    assert {name for name in fonts if not name.startswith("Book-")} == set()
