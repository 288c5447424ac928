"""A program that goes on says since when it runs and what it has reached."""

import pytest

from programs.columns import columns_in_words
from programs.models import Program
from tests.programs.reading import boxes, words

pytestmark = pytest.mark.django_db


def test_both_are_kept_shown_and_stand_in_the_workbook(browser, page, typed):
    said = {"is_new": "0", "since_year": "2019", "achievement": "46 panggilan setiap bulan."}
    response = browser.post(page("add"), typed(**said))

    program = Program.objects.get()
    assert (program.since_year, program.achievement) == (2019, "46 panggilan setiap bulan.")
    shown = words(browser.get(response.url))
    assert "berjalan sejak 2019" in shown
    assert "46 panggilan setiap bulan." in shown
    assert {"since_year", "achievement"} <= {column.name for column in columns_in_words()}


@pytest.mark.parametrize("year", ["1800", "2200"])
def test_a_year_that_cannot_be_is_named_and_everything_else_stays(browser, page, typed, year):
    response = browser.post(page("add"), typed(since_year=year, achievement="Sudah berjalan."))

    assert response.status_code == 422
    assert "Tulis tahun antara 1945 dan 2100." in words(response)
    assert boxes(response)["achievement"] == "Sudah berjalan."
