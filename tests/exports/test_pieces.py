"""How a book is cut, so that an edit costs what it touches and no more."""

from dataclasses import replace

from exports import program_blocks as planned
from exports.book_content import BookText, Captions
from exports.book_pieces import cut, print_piece
from tests.exports import sample
from tests.exports.sample_book import chapter_of, sample_book, small_book

LONG = {"description": "Warga dilayani di desa. " * 40}


def _plan(edited=None):
    """A chapter with a long table of programs of each dimension, and a roadmap of all of them."""
    captions = Captions(4)
    blocks, roads = [], []
    for dimension in sample.DIMENSIONS:
        rows = [
            replace(row, **LONG, number=f"{dimension.number}.{copy}{place}")
            for copy in range(12)
            for place, row in enumerate(sample.programs(dimension), 1)
        ]
        if edited and dimension.number == 2:
            rows[1] = replace(rows[1], **edited)
        caption = captions.table(f"Program {dimension.name}")
        groups = (planned.ProgramGroup(f"Sub {at}", tuple(rows[at::3])) for at in range(3))
        blocks.append(planned.ProgramTable(caption, dimension, tuple(groups)))
        road = sample.road_group(dimension)
        roads.append(replace(road, rows=tuple(replace(road.rows[0], program=row) for row in rows)))
    road = planned.RoadmapTable(
        captions.table("Peta jalan program"), sample.YEARS, sample.PHASES, tuple(roads)
    )
    return chapter_of(BookText("<p>Pembuka.</p>"), *blocks, road, number=4)


def _htmls(chapter):
    book = small_book(chapter)
    return [print_piece(book, piece) for piece in cut(chapter)]


def test_the_text_of_a_program_is_in_one_piece_and_its_name_in_two():
    before = _htmls(_plan())

    text, name = (
        [one for one, old in zip(_htmls(_plan(edited)), before, strict=True) if one != old]
        for edited in ({"description": "Baru. " * 160}, {"name": "Nama baru"})
    )

    assert len(before) >= 13  # the opening, six tables, six roads
    assert len(text) == 1
    assert len(name) == 2


def test_every_part_of_a_table_but_the_first_says_that_it_goes_on():
    htmls = _htmls(_plan())
    roads = [html for html in htmls if "t-road" in html]
    tables = [html for html in htmls if "Program Smart Governance" in html]

    for parts in (roads, tables):
        marks = [html.count("(lanjutan)") > html.count('data-cont="') for html in parts]
        assert marks == [False, *[True] * (len(parts) - 1)]
        assert len(parts) > 1


def test_a_book_of_short_parts_is_cut_by_chapter_and_where_pages_turn():
    names = [piece.name for chapter in sample_book().chapters[:3] for piece in cut(chapter)]

    assert names == ["Bab I", "Bab II", "Bab III"]


def test_footnotes_are_counted_on_through_the_pieces_of_a_chapter():
    note = BookText('<p>Kata<span class="fn">Catatan.</span></p>')
    road = sample_book().chapters[4].sections[0].blocks[0]

    pieces = cut(chapter_of(note, note, road, note))

    assert [piece.notes for piece in pieces] == [0, 2, 2]
