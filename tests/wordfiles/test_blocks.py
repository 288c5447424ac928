"""Every kind of block of the books, written with all the words that its template prints."""

import re
from datetime import date

from django.template.loader import render_to_string
from lxml import html as lxml_html

from appendices.blocks import ScannedDocument
from editions.snapshot import snapshot
from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookBlock, Captions
from exports.books import build_book
from tests.exports.sample import DIMENSIONS, programs
from tests.exports.sample_book import sample_book
from tests.shared import floor
from tests.wordfiles.conftest import text_of
from wordfiles.document import PageKind, WordFile
from wordfiles.elements import W
from wordfiles.html import HtmlWriter
from wordfiles.place import WritingPlace

CAPTION = Captions(9).table("Contoh")
MORE = (
    analysis.InventoryTable(
        CAPTION, "ict-staff", ("Jabatan", "Orang"), (("Pranata Komputer", "4"),),
        figures=frozenset({1}), total=("Jumlah", "4"),
    ),
    planned.ProgramList(CAPTION, DIMENSIONS[0], programs(DIMENSIONS[0])),
    ScannedDocument("SK Tim Pelaksana Nomor 555.6/2019", "Tim", "SK.pdf", "0" * 64, "sk-tim"),
    planned.TeamTable(CAPTION, (planned.TeamGroup("Dewan", (("Dr. Sri, M.Si.", "Ketua"),)),)),
)  # fmt: skip
DRAWN = re.compile(r"[\s●◐○■]+")


def kinds_below(base):
    for kind in base.__subclasses__():
        if not kind.__module__.startswith("tests."):
            yield kind
        yield from kinds_below(kind)


def blocks_of(book):
    sections = [section for chapter in book.chapters for section in chapter.sections]
    return [block for section in sections for block in section.blocks]


@floor
def every_block(full_plan):
    """One of each kind that the books of a full plan have, of the sample book, and of MORE."""
    content = snapshot(full_plan)
    books = [
        build_book(content, book["number"], printed_on=date(2023, 11, 21))
        for book in content["books"]
    ]
    blocks = [*MORE, *(block for book in (*books, sample_book()) for block in blocks_of(book))]
    return list({type(block): block for block in blocks}.values())


def test_every_kind_of_block_is_written_with_all_its_words_in_their_order(every_block):
    """A new kind of block is written as all are; its example is in a full plan, or in MORE."""
    kinds = {kind.__name__ for kind in kinds_below(BookBlock)}
    assert kinds - {type(block).__name__ for block in every_block} == set()

    for block in every_block:
        markup = render_to_string(block.template, {"block": block})
        page = lxml_html.fromstring(f"<div>{markup}</div>")
        for unseen in page.xpath("//svg | //*[@data-cont]"):
            unseen.drop_tree()
        file = WordFile()
        file.section(PageKind())
        writer = HtmlWriter(file)
        writer.write(markup, WritingPlace(file.body, file.main, 160))

        kind = type(block).__name__
        written = "".join(text_of(paragraph) for paragraph in file.body.iter(f"{W}p"))
        assert DRAWN.sub("", written) == DRAWN.sub("", page.text_content()), kind
        assert writer.remarks == [], kind
        captions = [block.caption.anchor] if hasattr(block, "caption") else []
        assert [anchor for _, _, anchor in writer.captions.written] == captions, kind
