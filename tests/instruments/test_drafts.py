"""An officer writes a draft; what is open refuses her in a sentence."""

import pytest
from django.urls import reverse

from instruments.models import Instrument, InstrumentState, Question
from instruments.opening import gaps_of
from tests.factories import open_instrument_with


@pytest.fixture
def draft(db):
    instrument = open_instrument_with()
    Instrument.objects.filter(pk=instrument.pk).update(state=InstrumentState.DRAFT)
    instrument.refresh_from_db()
    return instrument


def test_a_draft_is_written_on_its_pages(draft, national, signed_in):
    browser, (first, second) = signed_in(national), draft.components.all()
    texts = {"text": "Berapa desa daring?", "guidance": "", "evidence_wanted": "SK", "weight": "2"}
    browser.post(reverse("instruments:question_add", args=[draft.pk, second.pk]), texts)
    where = reverse("instruments:component", args=[draft.pk, first.pk])
    browser.post(where, {"name": "Baru", "about": "", "weight": "70"})

    assert second.questions.get(order=2).evidence_wanted == "SK"
    assert gaps_of(draft) == ["Jumlah bobot komponen 110, seharusnya 100."]
    shown = browser.get(draft.get_absolute_url()).text
    assert "Jumlah bobot komponen 110" in shown
    question = reverse("instruments:question", args=[draft.pk, first.questions.first().pk])
    browser.post(question, {"hapus": "1"})
    assert first.questions.count() == 1


def test_what_was_opened_a_moment_ago_stays_and_the_words_too(draft, national, signed_in):
    question = Question.objects.of(draft).first()
    Instrument.objects.filter(pk=draft.pk).update(state=InstrumentState.OPEN)
    where = reverse("instruments:question", args=[draft.pk, question.pk])
    answered = signed_in(national).post(where, {"text": "Yang lain?", "weight": "1"})

    assert answered.status_code == 422
    assert "sudah dibuka, jadi isinya tidak dapat diubah" in answered.text
    assert "Yang lain?" in answered.text
    question.refresh_from_db()
    assert question.text != "Yang lain?"
