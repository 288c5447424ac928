"""How the pages look to who reads them, also to a program that reads them: single blocks."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookSection, Captions
from tests.exports import sample
from typesetting.pdf import render_piece

pytestmark = pytest.mark.system
GOVERNANCE = sample.DIMENSIONS[0]
SECTION = BookSection("4.5", "Program per dimensi", "bagian-4-5", ())
BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')


def page_of(*parts, run="Masterplan Smart City Kabupaten Banjarnegara"):
    """A piece of the heading of a section and these blocks, or words."""
    head = render_to_string("exports/print/section_head.html", {"section": SECTION})
    body = head + "".join(
        part if isinstance(part, str) else render_to_string(part.template, {"block": part})
        for part in parts
    )
    context = {"title": "Buku", "run": run, "edition": "Draf", "body": SafeString(body)}
    return render_piece(render_to_string("exports/print/page.html", context)).pdf


def boxes(pdf):
    """(left, right, word) of all words."""
    words = BOX.findall(pdf._run("pdftotext", "-bbox", str(pdf.path), "-"))
    return [(float(left), float(right), word) for left, _, right, _, word in words]


def program_table(count=12):
    caption = Captions(4).table("Program Smart Governance")
    groups = (
        planned.ProgramGroup("Pelayanan publik", sample.programs(GOVERNANCE, count)),
        planned.ProgramGroup("Tata kelola birokrasi", sample.programs(GOVERNANCE, count)),
    )
    return planned.ProgramTable(caption, GOVERNANCE, groups)


def test_a_table_that_goes_on_says_so_with_its_group_above_its_repeated_head(opened):
    pdf = opened(page_of(program_table(), "<p>Selesai.</p>" * 90))

    first, *others = pdf.pages
    table = [page for page in others if "Waktu dan indikasi anggaran" in page]
    assert "(lanjutan)" not in first
    assert "Tabel 4.1 memuat 24 program Smart Governance" in " ".join(first.split())
    assert len(table) >= 3
    for page in table:
        assert re.search(r"Tabel 4.1 \(lanjutan\) +Program Smart Governance", page)
        assert page.index("(lanjutan)") < page.index("Waktu dan indikasi anggaran")
        assert "4.5 Program per dimensi" in re.sub(" +", " ", page.splitlines()[0])
    assert "Program Smart Governance · Pelayanan publik" in table[0]
    assert "· Tata kelola birokrasi" in table[-1]
    after = pdf.pages[-1]
    assert "Selesai." in after
    assert "(lanjutan)" not in after


def test_a_table_does_not_begin_with_two_rows_at_the_foot_of_a_page(opened):
    rows = tuple(analysis.IssueRow(f"Isu {n}", sample.WORDS[:120]) for n in range(1, 10))
    table = analysis.IssueTable(Captions(2).table("Isu strategis"), GOVERNANCE, rows)

    for lines in range(31, 37):  # wherever the foot of the page falls
        pages = opened(page_of("<p>Baris.</p>" * lines, table)).pages
        at_foot = len(re.findall(r"Isu \d", pages[0]))
        assert at_foot == 0 or at_foot >= 3
        assert len(re.findall(r"Isu \d", pages[1])) >= 3


def test_a_program_reads_each_code_of_swot_before_its_own_words(opened):
    words = [f"Butir nomor {n} yang lebih panjang daripada satu baris tabel" for n in range(1, 5)]
    fields = [
        tuple(
            analysis.Coded(f"{sign}{n}", f"{sign.lower()} {text}")
            for n, text in enumerate(words, 1)
        )
        for sign in "SWOT"
    ]
    caption = Captions(5).table("Kekuatan, kelemahan, peluang, dan ancaman")

    text = opened(page_of(analysis.SwotTable(caption, GOVERNANCE, *fields))).text

    for sign in "SWOT":
        for number in range(1, 5):
            assert f"{sign}{number} {sign.lower()} Butir nomor {number} yang" in text


def test_the_head_of_a_column_of_figures_ends_where_the_figures_end(opened):
    table = analysis.InventoryTable(
        Captions(3).table("Belanja TIK"),
        "ict-spending",
        ("Tahun", "Belanja", "Sumber dana", "Perangkat Daerah", "Rupiah"),
        (("2023", "Server", "APBD", "Dinkominfo", "1.250.000.000"),),
        figures=frozenset({4}),
        total=("Jumlah", "1.250.000.000"),
    )
    money = sample.budget_table(Captions(5), sample.programs(GOVERNANCE))

    words = boxes(opened(page_of(table)))
    ends = {word: right for _, right, word in words if word in {"Rupiah", "1.250.000.000"}}
    assert abs(ends["Rupiah"] - ends["1.250.000.000"]) < 1

    words = boxes(opened(page_of(money)))
    heads = [right for _, right, word in words if word in {"APBD", "Jumlah"}]
    sums = [right for _, right, word in words if re.fullmatch(r"[\d.]{9,}", word)]
    for head in heads[:1]:
        assert any(abs(head - right) < 1 for right in sums)


def test_running_heads_are_whole_and_do_not_meet(opened):
    run = "Masterplan Smart City Daerah Kabupaten Kepulauan Siau Tagulandang Biaro"
    pdf = opened(page_of("<p>Isi.</p>", run=run))

    words = boxes(pdf)
    book = [right for _, right, word in words if word in run.split()]
    section = [left for left, _, word in words if word in {"4.5", "dimensi"}]
    assert pdf.words_outside() == []
    assert set(run.split()) <= {word for _, _, word in words}
    assert max(book) < max(section)


def test_an_address_is_not_hyphenated(opened):
    address = "https://pelayanan.contohkabupatenbanjarnegara.go.id/keterbukaaninformasipublik/data"
    link = f'<a href="{address}">{address}</a>'
    pdf = opened(page_of(f'<div class="text"><p>{sample.WORDS} {link}</p></div>'))

    raw = pdf._run("pdftotext", "-raw", str(pdf.path), "-")
    assert address in re.sub(r"\s", "", raw)
