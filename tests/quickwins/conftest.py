"""What the tests of the quick wins share: dimensions, nominees, addresses, a filled profile."""

import pytest
from django.urls import reverse

from quickwins.documents import ProfileDocument
from quickwins.models import QuickWin
from tests.factories import ProgramFactory, QuickWinFactory
from tests.plans import give_dimensions


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


@pytest.fixture
def nominee(masterplan, dimensions, agency, lead):
    """`nominee("Banter")` puts a program of the first dimension forward."""

    def make(name, dimension=0, **said):
        part = dimensions[dimension].subdimensions.first()
        program = ProgramFactory(
            **{"masterplan": masterplan, "subdimension": part, "agency": agency, "name": name}
            | said
        )
        return QuickWinFactory(program=program, nominated_by=lead)

    return make


@pytest.fixture
def at(masterplan):
    """`at("edit", 4)` is the address of a page of the quick wins."""

    def address(name, *args):
        return reverse(f"quickwins:{name}", args=[masterplan.slug, *args])

    return address


@pytest.fixture
def profile():
    """`profile(quickwin, purpose="…")` is what a browser sends: one new risk, one new milestone."""

    def form(quickwin, **said):
        texts = {name: f"Uraian {name}." for name in QuickWin.PROFILE_FIELDS}
        rows = {
            "risiko-TOTAL_FORMS": "1",
            "risiko-INITIAL_FORMS": "0",
            "risiko-0-text": "Jaringan terputus",
            "risiko-0-likelihood": "3",
            "risiko-0-impact": "4",
            "risiko-0-mitigation": "Layanan luring.",
            "tonggak-TOTAL_FORMS": "1",
            "tonggak-INITIAL_FORMS": "0",
            "tonggak-0-month": "3",
            "tonggak-0-text": "Uji coba di dua kecamatan",
        }
        return texts | rows | {"base": str(ProfileDocument(quickwin).token())} | said

    return form
