"""Every table that is made from data is led up to by a sentence made from the same data."""

import inspect
from pathlib import Path

from django.conf import settings as site

from exports import analysis_blocks, program_blocks
from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookBlock, Captions
from indonesian import rupiah
from overviews import blocks
from summaries.sentences import SENTENCES, sentence_of
from tests.exports import sample

GOVERNANCE = sample.DIMENSIONS[0]


def test_each_block_with_a_caption_has_a_sentence_and_prints_it():
    told = [
        block
        for room in (analysis_blocks, program_blocks, blocks)
        for _, block in inspect.getmembers(room, inspect.isclass)
        if issubclass(block, BookBlock) and "caption" in getattr(block, "__annotations__", {})
    ]

    assert len(told) > 17
    for block in told:
        assert block.__name__ in SENTENCES
        assert "{% lead block %}" in Path(site.BASE_DIR, "templates", block.template).read_text()


def test_the_sentence_before_programs_counts_them_and_what_they_cost():
    rows = sample.programs(GOVERNANCE)
    group = planned.ProgramGroup("Pelayanan publik", rows)
    table = planned.ProgramTable(Captions(4).table("Program"), GOVERNANCE, (group,))

    assert sentence_of(table) == (
        "Tabel 4.1 memuat lima program Smart Governance pada satu subdimensi dengan indikasi "
        f"anggaran {rupiah(21_200_000_000)} selama 2024–2033."
    )
    assert sum(row.total for row in rows) == 21_200_000_000


def test_the_sentence_before_money_names_the_largest_part():
    table = sample.budget_table(Captions(5), sample.programs(GOVERNANCE))

    words = sentence_of(table)

    money = rupiah(21_200_000_000)
    assert words == f"Tabel 5.1 menjumlahkan {money}; 82,0 persen di antaranya APBD."


def test_the_sentences_before_analyses_count_what_is_there():
    coded = analysis.Coded
    caption = Captions(5).table("SWOT")
    swot = analysis.SwotTable(
        caption, GOVERNANCE, (coded("S1", "a"), coded("S2", "b")), (coded("W1", "c"),), (), ()
    )
    gap = analysis.PrintedGap("Pelayanan publik", "a", "b", 1, 3)
    gaps = analysis.GapTable(caption, (analysis.GapGroup(GOVERNANCE, (gap,)),))

    assert sentence_of(swot) == "Tabel 5.1 memuat dua kekuatan dan satu kelemahan Smart Governance."
    assert sentence_of(gaps).endswith(
        "satu subdimensi; jarak terjauh, dua tingkat, pada Pelayanan publik."
    )


def test_a_block_without_a_sentence_has_no_words_before_it():
    assert sentence_of(analysis.Vision("Visi", ())) == ""
