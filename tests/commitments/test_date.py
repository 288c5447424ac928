"""A letter dated far from its signatures asks back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commitments.forms import PrepareForm

TODAY = timezone.localdate()


def form_for(day, **more):
    given = {"title": "Komitmen", "place": "Banjarnegara", "points": "Satu", "date": day}
    return PrepareForm(given | more, officials=[], zone=None)


def test_a_date_four_years_from_the_signatures_asks_back():
    asked = form_for(TODAY + timedelta(days=4 * 365))
    meant = form_for(TODAY + timedelta(days=4 * 365), is_meant="on")

    assert "padahal ditandatangani mulai" in asked.errors["is_meant"][0]
    assert 'type="checkbox"' in str(asked["is_meant"])
    assert "is_meant" not in meant.errors


@pytest.mark.parametrize("days", [-300, 0, 300])
def test_a_date_within_a_year_does_not(days):
    form = form_for(TODAY + timedelta(days=days))

    assert set(form.errors) <= {"__all__"}
    assert 'type="hidden"' in str(form["is_meant"])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_date_of_no_time_of_ours_is_refused(day):
    assert "Tulis tanggal yang benar" in form_for(day, is_meant="on").errors["date"][0]
