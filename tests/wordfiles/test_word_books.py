"""The Word file of a book: real styles, headings, captions, tables, the same as in the PDF."""

import datetime as dt
import re

import pytest

from exports.book_content import BookText, Captions, Foreword
from tests.exports.sample import quickwin_sheet
from tests.exports.sample_book import chapter_of, sample_book, small_book
from tests.wordfiles.conftest import Word, text_of
from wordfiles.book import write_book
from wordfiles.elements import W

pytestmark = pytest.mark.system

DAY = dt.date(2023, 11, 21)


def written(book, **more):
    made = write_book(book, day=DAY, **more)
    word = Word(made.docx)
    word.check()
    return word


@pytest.fixture(scope="module")
def whole():
    """The sample book with every kind of page, written once for all who only look at it."""
    return written(sample_book())


def test_headings_are_those_of_the_book_in_styles_of_word(whole):
    book = sample_book()
    expected = []
    for chapter in book.chapters:
        expected.append(("Heading1", f"Bab {chapter.roman} {chapter.title}"))
        for section in chapter.sections:
            expected.append(("Heading2", f"{section.number} {section.title}"))

    found = whole.paragraphs("Heading1", "Heading2")

    assert found == expected
    bands = [text for _, text in whole.paragraphs("Heading3")]
    assert "4.1.1 Smart Governance" in bands
    assert "Liontin Milan" in bands


def test_every_caption_has_its_number_and_word_counts_it(whole):
    captions = [caption for chapter in sample_book().chapters for caption in chapter.captions]

    found = [text for _, text in whole.paragraphs("Caption")]

    assert found == [f"{caption.label} {caption.title}" for caption in captions]
    codes = [one.text for one in whole.body.iter(f"{W}instrText")]
    assert sum("SEQ Tabel" in code for code in codes) == sum(c.kind == "Tabel" for c in captions)
    assert sum("SEQ Gambar" in code for code in codes) == 1


def test_contents_and_lists_are_fields_with_their_lines_in_them(whole):
    book = sample_book()
    codes = [one.text.split("\\")[0].strip() for one in whole.body.iter(f"{W}instrText")]
    assert codes.count("TOC") == 3

    lines = [text for _, text in whole.paragraphs("TOC1", "TOC2", "TOC3")]
    headings = [text for _, text in whole.paragraphs("Heading1", "Heading2", "Heading3")]
    assert [re.sub(r" [IVX]+-…$", "", line) for line in lines] == headings
    assert lines[0] == "Bab I Pendahuluan I-…"
    tables = [text for _, text in whole.paragraphs("TableofFigures")]
    assert len(tables) == sum(len(chapter.captions) for chapter in book.chapters)


def test_wide_tables_stand_on_turned_pages_and_chapters_are_numbered_by_themselves(whole):
    sections = list(whole.body.iter(f"{W}sectPr"))
    turned = [one for one in sections if one.find(f"{W}pgSz").get(f"{W}orient") == "landscape"]
    assert len(turned) == 3  # rincian program, peta jalan, anggaran
    begun = [one for one in sections if one.find(f"{W}pgNumType").get(f"{W}start") == "1"]
    assert len(begun) == 2 + len(sample_book().chapters)
    feet = " ".join(text_of(part) for name, part in whole.parts.items() if "footer" in name)
    for label in ("I-1", "III-1", "VI-1"):
        assert label in feet
    assert "Draf, belum dibekukan" in feet


def test_heads_of_tables_are_repeated_rows_stay_whole_money_stands_at_the_right(whole):
    heads = [
        row
        for table in whole.tables
        for row in table.findall(f"{W}tr")[:1]
        if row.find(f"{W}trPr/{W}tblHeader") is not None
    ]
    assert len(heads) > 15
    rows = [row for table in whole.tables for row in table.findall(f"{W}tr")]
    assert sum(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows) > 0.9 * len(rows)
    money = [p for p in whole.body.iter(f"{W}p") if re.fullmatch(r"Rp [\d.]+", text_of(p))]
    sides = {p.find(f"{W}pPr/{W}jc") is not None for p in money if p.getparent().tag == f"{W}tc"}
    assert sides >= {True}
    months = sum(text_of(p) == "■" for p in whole.body.iter(f"{W}p"))
    assert months == 2 * sum(len(row.months) for row in quickwin_sheet().milestones)
    names = [one.get(f"{W}val") for one in whole.body.iter(f"{W}tblCaption")]
    assert names[0].startswith("Tabel 2.1 ")


def test_libreoffice_opens_it_with_the_same_headings_tables_and_programs(whole, converted):
    book = sample_book()

    pdf = converted(whole.content)

    text = " ".join(" ".join(pdf.pages[4:]).split())  # what stands behind the lists
    for chapter in book.chapters:
        assert f"Bab {chapter.roman} {chapter.title}" in text
        for section in chapter.sections:
            assert f"{section.number} {section.title}" in text
        for caption in chapter.captions:
            assert f"{caption.label} {caption.title}" in text
    table = book.chapters[4].sections[1].blocks[0]
    for amount in (table.total, *table.totals):
        assert f"{amount:,}".replace(",", ".") in text
    for name in ("Banter", "Lapor Bupati Terpadu", "Arsitektur SPBE", "Musrenbang Daring"):
        assert text.count(name) > 12
    feet = [page.split()[-1] for page in pdf.pages]
    assert feet[1:4] == ["i", "ii", "iii"]
    assert "III-1" in feet
    assert pdf.words_outside() == []


def test_the_same_content_gives_the_same_bytes():
    first, again = (
        write_book(small_book(*sample_book().chapters[1:3]), day=DAY).docx for _ in range(2)
    )

    assert first == again


def test_words_of_the_editor_become_lists_notes_links_and_joined_cells():
    words = (
        '<p>Satu<span class="fn">Dinas <b>Kesehatan</b>, 2024.</span> dan <a href="https://a.id/x">'
        'laman</a>, <a href="ref:tabel-1-1">Tabel 1.1</a>, <a href="ref:hilang">hilang</a>.</p>'
        '<ul><li>butir<ol type="a" start="3"><li>cabang</li></ol></li></ul>'
        '<table id="tabel-1-1"><caption><b>Tabel 1.1</b> Sanitasi</caption><thead><tr>'
        '<th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C</th><th>D</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>"
    )
    caption = Captions(1).table("Sanitasi")

    word = written(small_book(chapter_of(BookText(words, (caption,)))))

    notes = word.parts["word/footnotes.xml"]
    assert text_of(notes) == "Dinas Kesehatan, 2024."
    assert len(list(word.body.iter(f"{W}footnoteReference"))) == 1
    targets = [one.get("Target") for one in word.parts["word/_rels/document.xml.rels"]]
    assert "https://a.id/x" in targets
    codes = [one.text.strip() for one in word.body.iter(f"{W}instrText")]
    assert "REF tabel_1_1 \\h" in codes
    links = [text_of(one) for one in word.body.iter(f"{W}hyperlink")]
    assert "laman" in links
    assert "hilang" not in links
    assert word.paragraphs("ListBullet") == [("ListBullet", "butir")]
    assert word.paragraphs("ListNumber2") == [("ListNumber2", "cabang")]
    merges = [one.get(f"{W}val") for one in word.body.iter(f"{W}vMerge")]
    assert merges == ["restart", None]
    assert len(list(word.body.iter(f"{W}tblHeader"))) == 2


def test_words_before_the_contents_and_abbreviations_stand_on_pages_of_their_own():
    words = (BookText("<p>Puji syukur.</p>"),)
    forewords = tuple(
        Foreword(f"Kata pengantar {who}", f"bagian-{who}", words, "Banjarnegara", "Bupati", who)
        for who in ("satu", "dua")
    )
    chapter = chapter_of(BookText("<p>Isi.</p>"))

    word = written(small_book(chapter, forewords=forewords, abbreviations=(("OPD", "Dinas"),)))

    children = list(word.body)
    ends = [at for at, one in enumerate(children) if one.find(f"{W}pPr/{W}sectPr") is not None]
    said = {text_of(one): at for at, one in enumerate(children) if one.tag == f"{W}p"}
    for text in ("Kata pengantar satu", "Bupati,", "Daftar Isi", "Daftar Singkatan", "OPD Dinas"):
        assert ends[0] < said[text] <= ends[1], text  # numbered i, ii, iii
    assert said["Bab I Pendahuluan"] > ends[1]
    begun = [text_of(one) for one in children if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert begun == ["Kata pengantar dua", "Daftar Isi", "Daftar Singkatan"]


def test_the_file_says_what_it_is_and_an_edition_that_it_is_a_copy(whole):
    core = whole.parts["docProps/core.xml"]
    said = {element.tag.rpartition("}")[2]: element.text for element in core}
    assert said["title"] == sample_book().full_title
    assert said["creator"] == "Pemerintah Kabupaten Banjarnegara"
    assert said["language"] == "id-ID"
    assert said["created"] == "2023-11-21T00:00:00Z"

    frozen = small_book(
        chapter_of(BookText("<p>Isi.</p>")), is_draft=False, edition="Edisi 1, dibekukan"
    )
    copy = written(frozen)

    assert "Salinan kerja; yang sah adalah PDF." in [text for _, text in copy.paragraphs()]
    feet = " ".join(text_of(part) for name, part in copy.parts.items() if "footer" in name)
    assert "Edisi 1, dibekukan. Salinan kerja; yang sah adalah PDF." in feet
    assert "Draf" not in feet
