"""The key of a form finds the row that it made, not one that was given to others since."""

import uuid

import pytest

from analyses.models import Issue
from tests.factories import AgencyFactory
from tests.worksheets.reading import base_of


@pytest.fixture
def save(signed_in):
    """`save(person, address, **boxes)` is what autosave.js sends, and the answer to it."""

    def send(person, address, **boxes):
        browser = signed_in(person)
        return browser.post(address, boxes, headers={"X-Simpul-Save": str(person.pk)})

    return send


def test_the_key_of_a_row_that_was_given_to_others_opens_it_no_more(
    save, at, typed, writer, region
):
    key = uuid.uuid4()
    base = save(writer, at("add", "isu"), **typed(form_key=key, title="Antrean")).json()["base"]
    Issue.objects.update(agency=AgencyFactory(region=region))

    answer = save(writer, at("add", "isu"), **typed(form_key=key, title="Ditimpa", base=base))
    knowing = base_of(Issue.objects.get())
    again = save(writer, at("add", "isu"), **typed(form_key=key, title="Ditimpa", base=knowing))

    assert (answer.status_code, again.status_code) == (403, 403)
    assert Issue.objects.get().title == "Antrean"
