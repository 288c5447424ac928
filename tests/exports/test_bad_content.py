"""Whatever people type is printed, readable and inside the page; nothing of it stops a book."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookDimension, BookSection, BookText, Captions, Chapter
from exports.book_typesetting import typeset
from tests.exports import sample
from tests.exports.sample_book import chapter_of, small_book

pytestmark = pytest.mark.system

LONG = "Penanggulangankesenjanganinfrastrukturtelekomunikasiperdesaan"  # 61 letters


BAD_WORDS = (
    f"<h3>{LONG}</h3><p>{LONG * 7}</p><p>😀 👩‍🌾 🇮🇩 🌾 → ≥ ✓ ●</p>"
    '<p lang="ar" dir="rtl">السلام عليكم ورحمة الله</p>'
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script></p>"
    f"<table><tr><td>{'x' * 400}</td><td>{LONG}</td><td>{LONG}</td><td>{LONG}</td></tr></table>"
    '<figure><img src="image:1" alt="Peta wilayah"><figcaption>Peta</figcaption></figure>'
)


def test_bad_content_is_printed_readable_and_inside_the_page(opened):
    dimension = BookDimension(1, "gov", f"Smart {LONG}")
    caption = Captions(1).table(LONG * 4)
    issue = analysis.IssueRow(LONG * 3, f"{LONG} 😀\n\n" * 30, "مرحبا بكم", LONG)
    title = (LONG + " ") * 5
    chapter = Chapter(
        1,
        title,
        title,
        (
            BookSection("1.1", title, "bagian-1-1", (BookText(BAD_WORDS),)),
            BookSection(
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
    road = planned.RoadmapTable(
        Captions(1).table("Peta jalan"),
        span,
        (planned.RoadmapPhase("Jangka panjang", 2025, span[-1]),),
        (planned.RoadGroup(sample.DIMENSIONS[0], (row,)),),
    )

    pdf = opened(typeset(small_book(chapter_of(road))).pdf)

    page = next(page for page in pdf.pages if "Satu Data" in page)
    head = page.partition("Jangka panjang")[2]  # below the sentence that names the first year
    assert [int(year) for year in re.findall(r"\b20[2-5]\d\b", head)] == list(span)
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


def test_what_cannot_be_typeset_at_all_costs_only_itself(opened, caplog):
    knot = BookText("<blockquote>" * 700 + "<p>di dasar</p>" + "</blockquote>" * 700)
    chapter = Chapter(
        1,
        "Pendahuluan",
        "",
        (
            BookSection("1.1", "Rumit", "bagian-1-1", (BookText("<p>Sebelum.</p>"), knot)),
            BookSection("1.2", "Biasa", "bagian-1-2", (BookText("<p>Sesudah.</p>"),)),
        ),
    )

    book = typeset(small_book(chapter))

    text = opened(book.pdf).text
    assert "Sebelum." in text
    assert "tidak dapat dicetak karena susunannya terlalu rumit" in text
    assert "Sesudah." in text
    assert len(book.remarks) == 1
    assert book.remarks[0].startswith("Bab I: 1.1 Rumit: Isi ini tidak dapat dicetak")
    assert "cannot be typeset" in caplog.text


def test_a_heading_of_300_letters_and_a_picture_of_40_megapixels_are_printed(opened):
    heading = ("Peningkatan kualitas pelayanan publik terpadu " * 7)[:300]
    photo = io.BytesIO()
    Image.new("L", (8000, 5000), 90).save(photo, "PNG")
    words = BookText(f'<h3>{heading}</h3><p><img src="image:1" alt="Peta"></p><p>Akhir.</p>')
    chapter = replace(chapter_of(words), title=heading, lead=heading)

    book = typeset(small_book(chapter), images=lambda key: (photo.getvalue(), "image/png"))

    pdf = opened(book.pdf)
    assert pdf.words_outside() == []
    assert "Akhir." in pdf.text
    assert book.remarks == ()


def test_a_drawing_with_a_script_leaves_a_remark(opened):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    words = BookText('<p><img src="image:1" alt="Bagan"></p><p>Akhir.</p>')

    book = typeset(small_book(chapter_of(words)), images=lambda key: (drawing, "image/svg+xml"))

    assert "Gambar “Bagan” tidak dicetak" in book.remarks[0]
    assert "Akhir." in opened(book.pdf).text


@pytest.mark.slow
def test_two_thousand_rows_are_all_there(opened):
    rows = "".join(f"<tr><td>baris{at}</td><td>isi</td></tr>" for at in range(2000))
    words = BookText(f"<table><thead><tr><th>No.</th><th>Isi</th></tr></thead>{rows}</table>")

    found = set(opened(typeset(small_book(chapter_of(words))).pdf).text.split())

    assert {f"baris{at}" for at in range(2000)} <= found
