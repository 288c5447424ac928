"""Every kind of block of the books, written with all the words that its template prints."""

import re

import pytest
from django.template.loader import render_to_string
from lxml import html as lxml_html

from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import BookBlock, Captions
from tests.exports.sample import DIMENSIONS, programs
from tests.exports.sample_book import sample_book
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
    planned.TeamTable(CAPTION, (planned.TeamGroup("Dewan", (("Dr. Sri, M.Si.", "Ketua"),)),)),
)  # fmt: skip
BLOCKS = [
    block
    for chapter in sample_book().chapters
    for section in chapter.sections
    for block in section.blocks
]
KINDS = {type(block): block for block in (*MORE, *BLOCKS)}
DRAWN = re.compile(r"[\s●◐○■]+")


def kinds_below(base):
    for kind in base.__subclasses__():
        if not kind.__module__.startswith("tests."):
            yield kind
        yield from kinds_below(kind)


def test_every_kind_of_block_is_looked_at_here():
    """A new one needs an example: in `sample_book`, or in MORE."""
    assert {kind.__name__ for kind in kinds_below(BookBlock)} == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_block_is_written_with_all_its_words_in_their_order(kind):
    markup = render_to_string(kind.template, {"block": KINDS[kind]})
    page = lxml_html.fromstring(f"<div>{markup}</div>")
    for unseen in page.xpath("//svg | //*[contains(@class, 'cont')][@data-cont]"):
        unseen.drop_tree()
    file = WordFile()
    file.section(PageKind())

    writer = HtmlWriter(file)
    writer.write(markup, WritingPlace(file.body, file.main, 160))

    written = "".join(text_of(paragraph) for paragraph in file.body.iter(f"{W}p"))
    assert DRAWN.sub("", written) == DRAWN.sub("", page.text_content())
    assert writer.remarks == []
    if kind not in (analysis.DimensionBand, analysis.Vision, planned.QuickWinSheet):
        assert bool(writer.captions.written) == hasattr(KINDS[kind], "caption")
