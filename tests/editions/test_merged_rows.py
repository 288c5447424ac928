"""What the pokja merged or left out: in books, frozen content, gates and counts."""

import pytest

from analyses.models import GapRow
from compiling.actions import merge_findings, put_in_book, token_of
from editions.snapshot import snapshot
from exports.book_data import BookData
from progress.counts import Counts
from tests.factories import (
    AgencyFactory,
    GapRowFactory,
    IssueFactory,
    SwotEntryFactory,
    TowsStrategyFactory,
)
from tests.plans import give_dimensions

pytestmark = pytest.mark.django_db


@pytest.fixture
def dimension(masterplan):
    return give_dimensions(masterplan)[0]


@pytest.fixture
def dinsos(region):
    return AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")


def merge(target, other, kind, by):
    seen = {row.pk: token_of(row) for row in (target, other)}
    merge_findings(target, [other], kind=kind, texts={}, seen=seen, by=by)


@pytest.fixture
def issues(masterplan, dimension, agency, dinsos, lead):
    """One issue of two agencies, merged; a second one that is left out of the book."""
    own = {"masterplan": masterplan, "dimension": dimension}
    target = IssueFactory(**own, agency=agency, title="Posyandu jauh")
    merge(target, IssueFactory(**own, agency=dinsos, title="Posyandu kurang"), "isu", lead)
    left_out = IssueFactory(**own, agency=agency, title="Jalan rusak")
    put_in_book(left_out, False, kind="isu", by=lead)
    return target, left_out


def test_the_book_prints_a_merged_row_once_with_all_who_named_it(masterplan, dimension, issues):
    rows = BookData(snapshot(masterplan)).issues[dimension.code]

    assert [(row.title, row.agency) for row in rows] == [("Posyandu jauh", "Dinkes, Dinsos")]


def test_the_frozen_content_names_all_agencies_in_full(masterplan, issues):
    rows = snapshot(masterplan)["analyses"]["issues"]

    named = [(row["title"], [agency["name"] for agency in row["agencies"]]) for row in rows]
    assert named == [("Posyandu jauh", ["Dinas Kesehatan", "Dinas Sosial"])]


def test_a_strategy_is_printed_without_the_code_of_a_row_that_is_not(masterplan, dimension, lead):
    own = {"masterplan": masterplan, "dimension": dimension}
    first, second = SwotEntryFactory(**own, kind="S"), SwotEntryFactory(**own, kind="S")
    strategy = TowsStrategyFactory(**own)
    strategy.links.create(entry=first)
    strategy.links.create(entry=second)
    put_in_book(first, False, kind="swot", by=lead)

    assert [row.code for row in BookData(snapshot(masterplan)).tows[dimension.code]["SO"]] == ["S1"]
    frozen = snapshot(masterplan)["analyses"]["tows"]
    assert [len(row["from"]) for row in frozen] == [1]


def test_an_agency_whose_row_was_merged_has_done_its_part(masterplan, dimension, dinsos, issues):
    rows = Counts(masterplan).analyses.rows

    assert ("isu", dimension.pk, dinsos.pk) in {(r.kind, r.dimension, r.agency) for r in rows}


def test_a_dimension_of_which_nothing_is_printed_is_open(masterplan, dimension, issues, lead):
    target, _ = issues
    assert Counts(masterplan).analyses.dimensions_with("isu") == {dimension.pk}

    put_in_book(target, False, kind="isu", by=lead)
    assert Counts(masterplan).analyses.dimensions_with("isu") == set()


def test_a_gap_that_is_left_out_does_not_fill_its_subdimension(masterplan, dimension, lead):
    part = dimension.subdimensions.first()
    row = GapRowFactory(masterplan=masterplan, subdimension=part)
    assert Counts(masterplan).analyses.subdimensions_with_gaps == {part.pk}

    put_in_book(row, False, kind="kesenjangan", by=lead)
    assert Counts(masterplan).analyses.subdimensions_with_gaps == set()
    assert GapRow.objects.standing().count() == 1
