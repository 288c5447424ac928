"""Roles, indicators, risks and phases: every program is in them, and their figures add up."""

from datetime import date
from html import unescape

import pytest

from editions.snapshot import snapshot
from exports.book_content import Todo
from exports.book_pieces import print_chapter
from exports.book_typesetting import typeset
from exports.books import build_book
from exports.generators import GENERATORS
from overviews import blocks, spreads
from overviews.generators import OWED
from summaries.blocks import DimensionSpread, RoadLines
from tests.shared import floor

DAY = date(2023, 11, 21)


@floor
def full_snapshot(full_plan):
    return snapshot(full_plan)


def found(full_snapshot, number, kind):
    book = build_book(full_snapshot, number, printed_on=DAY)
    sections = [section for chapter in book.chapters for section in chapter.sections]
    return [block for section in sections for block in section.blocks if isinstance(block, kind)]


def numbers(full_snapshot):
    return [program["number"] for program in full_snapshot["programs"]]


def test_every_program_stands_once_among_the_actions_by_kind(full_snapshot):
    tables = found(full_snapshot, 2, blocks.ActionTable)
    listed = [program.number for table in tables for program in table.programs]
    money = sum(line["amount"] for row in full_snapshot["programs"] for line in row["budget"])

    assert sorted(listed) == sorted(numbers(full_snapshot))
    assert sum(table.total for table in tables) == money
    assert len({table.kind for table in tables}) == len(tables)


def test_every_program_says_who_answers_helps_and_is_asked(full_snapshot):
    row = full_snapshot["programs"][0]
    row["supporters"] = [{"name": "Dinas Pembantu", "short_name": "DP"}]
    row["partners"] = [{"name": "Universitas X", "helix": "academia"}]
    row["beneficiaries"], row["beneficiaries_count"] = "Warga desa", None
    tables = found(full_snapshot, 2, blocks.RoleTable)
    rows = {one.number: one for table in tables for one in table.rows}
    first = rows[row["number"]]

    assert sorted(rows) == sorted(numbers(full_snapshot))
    assert first.leads == row["agency"]["short_name"]
    assert (first.supports, first.consulted) == (("DP",), "Warga desa")
    assert first.partners == (("Universitas X", "Akademisi"),)
    (loads,) = found(full_snapshot, 2, blocks.LoadTable)
    led = [number for one in loads.rows for number in one.leads]
    helped = {one.agency: one.supports for one in loads.rows}
    assert sorted(led) == sorted(numbers(full_snapshot))
    assert helped["DP"] == (row["number"],)


def test_indicators_have_a_figure_for_every_year_that_has_a_target(full_snapshot):
    tables = found(full_snapshot, 2, blocks.IndicatorTable)
    shown = sum(
        value is not None
        for table in tables
        for program in table.programs
        for line in program.lines
        for value in line.values
    )
    targets = [
        target
        for program in full_snapshot["programs"]
        for indicator in program["indicators"]
        for target in indicator["targets"]
    ]

    assert shown == len(targets) > 0
    assert {table.years for table in tables} == {tuple(range(2024, 2034))}


def test_risks_of_quick_wins_stand_by_how_grave_they_are_before_those_of_programs(full_snapshot):
    chosen = [row for row in full_snapshot["quick_wins"] if row["standing"] == "chosen"]
    risk = {"text": "Ringan", "likelihood": 1, "impact": 1, "handling": "accept"}
    chosen[0]["risks"].insert(0, risk | {"mitigation": "Dipantau", "owner": "Dinas"})
    full_snapshot["programs"][0]["risks"] = "Tenaga pindah."
    (table,) = found(full_snapshot, 2, blocks.RiskTable)
    (programs,) = found(full_snapshot, 2, blocks.ProgramRiskTable)
    grades = [row.risk.likelihood * row.risk.impact for row in table.rows]

    assert grades == sorted(grades, reverse=True)
    assert table.rows[-1].risk.text == "Ringan"
    assert len(table.rows) == sum(len(row["risks"]) for row in chosen)
    assert "Tenaga pindah." in [program.risks for program in programs.programs]


def test_the_years_of_all_phases_have_the_money_of_the_plan(full_snapshot):
    tables = found(full_snapshot, 2, blocks.PhaseTable)
    years = [year for table in tables for year in table.years]
    money = sum(
        line["amount"]
        for row in full_snapshot["programs"]
        for line in row["budget"]
        if line["year"] in years
    )

    assert years == list(range(2024, 2034))
    assert sum(table.total for table in tables) == money > 0
    for table in tables:
        assert sum(table.totals) == table.total
        assert all(row.is_running for group in table.groups for row in group.rows)


def test_the_short_book_opens_two_pages_for_each_dimension_and_shows_the_way_on_one(
    full_snapshot, opened
):
    leaves = found(full_snapshot, 3, DimensionSpread)
    (way,) = found(full_snapshot, 3, spreads.RoadmapOverview)
    (road,) = found(full_snapshot, 3, RoadLines)
    used = {program["dimension"] for program in full_snapshot["programs"]}
    begun = sum(stage.count for stage in way.stages)
    printed = opened(typeset(build_book(full_snapshot, 3, printed_on=DAY)).pdf)

    assert len(leaves) == len(used)
    assert all(leaf.figures[0].words.startswith("program oleh") for leaf in leaves)
    assert begun == sum(bool(program["schedule"]) for program in full_snapshot["programs"])
    assert len(way.lines) == 6
    assert sum(len(line.stations) for line in road.lines) == begun
    assert printed.words_outside() == []
    assert "program dimulai" in printed.text
    assert len(printed.pages) <= 40


@pytest.mark.parametrize("generator", OWED, ids=lambda one: one.__name__)
def test_a_plan_without_programs_says_what_is_owed(full_snapshot, generator):
    assert GENERATORS[generator.__name__] is generator
    full_snapshot |= {"programs": [], "quick_wins": [], "alignments": [], "aims": []}
    for number in (2, 3):
        book = build_book(full_snapshot, number, printed_on=DAY)
        for chapter in book.chapters:
            html = unescape(print_chapter(chapter))
            assert "None" not in html
    owed = {block.what for number in (2, 3) for block in found(full_snapshot, number, Todo)}
    assert OWED[generator] in owed
