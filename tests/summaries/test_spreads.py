"""Buku 3: two pages a dimension, the roadmap as lines, quick wins as cards."""

from collections import defaultdict
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from exports import analysis_blocks as analysis
from exports.book_content import Captions
from pictures.roads import in_rows
from summaries.roads import road_lines
from summaries.spreads import begins, dimension_spread
from tests.exports import sample
from tests.exports.conftest import opened  # noqa: F401  the fixture
from tests.exports.test_page_looks import page_of

LIVING = sample.DIMENSIONS[3]


def data_of(count, years=sample.YEARS):
    """What a spread asks of the data of a book."""
    rows = sample.programs(LIVING, count)
    found = {
        "dimensions": {"liv": LIVING},
        "programs": defaultdict(list, liv=[("Kesehatan", row) for row in rows]),
        "gaps": {
            "liv": [analysis.PrintedGap(f"Sub {n}", "a " * 60, "b " * 60, 1, 3) for n in range(3)]
        },
        "issues": {"liv": [analysis.IssueRow(f"Isu {n}") for n in range(6)]},
    }
    return SimpleNamespace(
        **found, phases=sample.PHASES, years=years, period="2024–2033", agencies="Perangkat Daerah"
    )


@pytest.mark.system
@pytest.mark.parametrize("count", [1, 7, 25])
def test_a_dimension_takes_two_pages_and_names_each_program(opened, count):  # noqa: F811
    spread = dimension_spread(data_of(count), "liv", number="2.1.4", anchor="dimensi-2-1-4")

    pdf = opened(page_of(spread))

    assert len(pdf.pages) == 2
    assert pdf.words_outside() == []
    assert "Smart Living" in pdf.pages[0]
    assert "4.5" in pdf.pages[0]
    assert "Yang akan dikerjakan" in pdf.pages[1]
    assert len(spread.programs) + len(spread.others) == count
    assert "dari 4" in pdf.text


def test_what_costs_most_has_a_line_and_the_rest_is_named():
    rows = sample.programs(LIVING, 10)
    spread = dimension_spread(data_of(10), "liv", number="1", anchor="a")

    assert len(spread.programs) == 8
    assert spread.programs[0].is_quickwin
    assert len(spread.others) == 2
    cheapest = sorted(rows, key=lambda row: row.total)[:2]
    assert sorted(spread.others) == sorted(row.name for row in cheapest)


def test_a_station_stands_where_a_program_is_first_of_use():
    row = sample.program(LIVING, 2)

    assert begins(replace(row, years=((2024, "P"), (2025, "B"), (2026, "O"), (2027, "O")))) == 2026
    assert begins(replace(row, years=((2024, "P"), (2025, "B")))) == 2025
    assert begins(replace(row, is_quickwin=True, years=((2024, "B"), (2025, "O")))) == 2024
    assert begins(replace(row, years=())) is None


@pytest.mark.parametrize("years", [1, 5, 10, 25])
def test_the_map_of_the_roadmap_says_every_line_for_who_does_not_see_it(years):
    span = tuple(range(2024, 2024 + years))
    data = data_of(25, span)
    data.programs["liv"] = [
        ("", replace(row, years=((span[-1], "B"),))) for _, row in data.programs["liv"]
    ]
    data.phases = (replace(sample.PHASES[0], last_year=span[-1]),)

    block = road_lines(data, lambda: Captions(4).figure("Peta jalan"))
    html = render_to_string(block.template, {"block": block})

    assert "Peta jalan; Smart Living: 25 program" in html
    assert ">24<" in html or ">24 program" in html
    assert "<script" not in html


def test_words_of_a_station_keep_their_room():
    assert in_rows("Rekam Medis Terpadu", 16, 2) == ["Rekam Medis", "Terpadu"]
    assert in_rows("a" * 60, 16, 2) == ["a" * 17 + "…"]
    assert in_rows("satu dua tiga empat lima enam", 9, 2)[-1].endswith("…")
    assert in_rows("", 9, 2) == [""]
