"""Readiness is judged by halves: teams often agree in between."""

import re
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.template.loader import render_to_string

from analyses.columns import KESENJANGAN, KESIAPAN
from analyses.models import ReadinessItem
from analyses.parts import in_words
from editions.snapshot import snapshot
from exports.analysis_blocks import ReadinessTable
from exports.book_content import Captions
from exports.book_data import BookData
from tables.choices import UnknownChoiceError
from tests.factories import ReadinessItemFactory
from tests.markup import one_line

pytestmark = pytest.mark.django_db
SELECTED = re.compile(r'<option[^>]*value="([^"]*)"[^>]*\bselected')


@pytest.mark.parametrize(("sent", "shown"), [("2.5", "2,5"), ("3", "3"), ("0.5", "0,5")])
def test_readiness_is_judged_by_halves(at, lead, agency, dimensions, signed_in, sent, shown):
    row = {"head": "people", "statement": "Ada.", "score": sent, "agency": agency.pk}
    signed_in(lead).post(at("add", "kesiapan"), row)

    item = ReadinessItem.objects.get()
    assert item.score == Decimal(sent)
    assert shown in in_words(ReadinessItem, "score", item.score, {})
    form = signed_in(lead).get(at("edit", "kesiapan", item.pk)).content.decode()
    assert f'<option value="{sent}" selected>' in form


@pytest.mark.parametrize(("kept", "chosen"), [("2.0", "2"), ("2.5", "2.5"), ("0.0", "0")])
def test_a_score_stands_chosen_in_its_row(at, lead, agency, masterplan, signed_in, kept, chosen):
    ReadinessItemFactory(masterplan=masterplan, agency=agency, score=Decimal(kept), dimension=None)

    page = one_line(signed_in(lead).get(at("readiness")).content.decode())

    selects = re.findall(r"<select[^>]*score.*?</select>", page)
    (options,) = [found for found in map(SELECTED.findall, selects) if found not in ([], [""])]
    assert options == [chosen]


def test_a_quarter_is_no_score(masterplan):
    with pytest.raises(IntegrityError, match="readiness_score_is_0_to_4_by_halves"):
        ReadinessItem.objects.create(
            masterplan=masterplan, head="people", statement="Ada.", score=Decimal("2.3")
        )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("2", "2"),
        ("2,0", "2"),
        ("2, sebagian", "2"),
        ("0,5", "0.5"),
    ],
)
def test_a_half_in_a_workbook_is_not_cut(written, value):
    (column,) = [one for one in KESIAPAN if one.name == "score"]

    assert column.find(written) == value


def test_a_half_is_refused_where_only_whole_levels_are_known():
    (column,) = [one for one in KESENJANGAN if one.name == "level_now"]

    with pytest.raises(UnknownChoiceError):
        column.find("2,5")


def test_book_and_mean_hold_the_halves(masterplan):
    for score in ("2.5", "3"):
        ReadinessItemFactory(masterplan=masterplan, head="people", score=Decimal(score))

    (head,) = BookData(snapshot(masterplan)).readiness

    assert head.mean == 2.75
    html = render_to_string(
        "exports/print/readiness.html",
        {"block": ReadinessTable(Captions(3).table("Kesiapan"), (head,))},
    )
    assert '<td class="num">2,5</td>' in html
    assert '<td class="num">3</td>' in html
