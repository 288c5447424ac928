"""Whatever people type, the Word file opens, holds every row, and says what was left out."""

import dataclasses
import datetime as dt

import pytest

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookBlock, BookDimension, BookSection, BookText, Captions, Chapter
from tests.exports.sample_book import chapter_of, small_book
from tests.exports.test_bad_content import BAD_WORDS, LONG
from tests.wordfiles.conftest import Word, text_of
from wordfiles import book as book_writing
from wordfiles.book import write_book
from wordfiles.elements import W

pytestmark = pytest.mark.system

DAY = dt.date(2023, 11, 21)
FORBIDDEN = "a\x00b\x0bc\x1fd\ufffee\ud800f"
STRANGE = {
    "control characters": f"<p>{FORBIDDEN}&#1;&#x0b;g</p>",
    "a word of ten thousand letters": f"<p>{'a' * 10_000}</p>",
    "deep quotations": "<blockquote>" * 700 + "<p>di dasar</p>" + "</blockquote>" * 700,
    "deep lists": "<ul><li>x" * 300 + "</li></ul>" * 300,
    "joined cells that reach too far": (
        '<table><tr><td rowspan="9" colspan="5">a</td><td>b</td></tr><tr><td>c</td></tr></table>'
    ),
    "more columns than Word has": f"<table><tr>{'<td>x</td>' * 90}</tr></table>",
    "a table in a table": "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>",
    "nothing": "",
    "a table of nothing": "<table></table><table><tr></tr></table>",
    "two of one name": '<p id="a">x</p><p id="a">y</p><h3 id="1 2 - é">z</h3>',
    "a note in a heading of a table": (
        '<table><tr><th>Kepala<span class="fn">Catatan <a href="https://a.id">a</a></span></th></tr>'
        "<tr><td>x</td></tr></table>"
    ),
    "a drawing of a stranger": '<p><img src="data:image/svg+xml,<svg><script/></svg>" alt="x"></p>',
}


def written(book, **more):
    made = write_book(book, day=DAY, **more)
    word = Word(made.docx)
    word.check()
    return word, made


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE)
def test_strange_words_are_written_soundly(words):
    word, made = written(small_book(chapter_of(BookText(words))))

    assert not [remark for remark in made.remarks if book_writing.IMPOSSIBLE in remark]
    said = " ".join(text for _, text in word.paragraphs())
    if "dasar" in words:
        assert "di dasar" in said
    if FORBIDDEN in words:
        assert "abcdefg" in said


def test_bad_content_opens_in_libreoffice_and_is_readable(converted):
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
    empty = Chapter(2, "Bab yang masih kosong", "", (), owed_by="Baperlitbang")
    book = small_book(chapter, empty, region="Kabupaten <script>alert(3)</script>")

    word, made = written(book, images=lambda key: (b"bukan gambar", "image/png"))

    assert made.remarks == (
        "Bab I: 1.1: Gambar “Peta wilayah” tidak dicetak: berkasnya bukan gambar yang utuh.",
    )
    pdf = converted(word.content)
    assert pdf.words_outside() == []
    for text in ("<script>alert(1)</script>", "<script>alert(3)</script>", "😀", "→", "≥", "✓"):
        assert text in pdf.text
    assert "alert(2)" not in pdf.text
    assert "Bab ini belum berisi. Penulis: Baperlitbang." in pdf.text


def test_two_thousand_rows_are_one_table_with_its_head_and_its_sum():
    lines = tuple(planned.MoneyRow(f"Baris {number}", (number, 0)) for number in range(1, 2001))
    table = planned.BudgetTable(Captions(1).table("Banyak"), "Tahun", ("APBD", "CSR"), lines)

    word, _ = written(small_book(chapter_of(table)))

    rows = word.tables[0].findall(f"{W}tr")
    assert len(rows) == 2002
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert text_of(rows[-1]).replace(" ", "") == "JumlahRp2.001.000Rp0Rp2.001.000"


def test_what_cannot_be_written_costs_only_itself(caplog):
    @dataclasses.dataclass(frozen=True)
    class Broken(BookBlock):
        template = "exports/print/tidak-ada.html"

    blocks = (BookText("<p>Sebelum.</p>"), Broken(), BookText("<p>Sesudah.</p>"))

    word, made = written(small_book(chapter_of(*blocks)))

    said = [text for _, text in word.paragraphs()]
    assert said.index("Sebelum.") < said.index(book_writing.IMPOSSIBLE) < said.index("Sesudah.")
    assert made.remarks == (f"Bab I: 1.1: {book_writing.IMPOSSIBLE}",)
    assert "cannot be written" in caplog.text
