"""An officer writes a draft; what is open refuses her in a sentence."""

import pytest
from django.urls import reverse

from instruments.drafting import move_part, new_question
from instruments.models import Assessment, Instrument, InstrumentState, Question
from instruments.opening import InstrumentError, copy_instrument, gaps_of
from tests.factories import AssessmentFactory, RegionFactory, open_instrument_with
from tests.markup import one_line


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


def outline(instrument):
    return [
        (part.order, part.name, [one.order for one in part.questions.all()], texts(part))
        for part in instrument.components.all()
    ]


def texts(component):
    return [one.text for one in component.questions.all()]


def test_components_are_added_moved_and_removed_on_the_page_of_a_draft(draft, national, signed_in):
    browser, (first, _) = signed_in(national), draft.components.all()
    add = reverse("instruments:component_add", args=[draft.pk])
    refused = browser.post(add, {"name": "", "about": "Tentang ekonomi", "weight": "10"})
    assert (refused.status_code, "Tentang ekonomi" in refused.text) == (422, True)
    browser.post(add, {"name": "Ekonomi", "about": "", "weight": "10"})
    assert "Komponen Ekonomi belum punya pertanyaan." in browser.get(draft.get_absolute_url()).text

    third = draft.components.get(name="Ekonomi")
    order = reverse("instruments:reorder", args=[draft.pk])
    answered = browser.post(order, {"naik": f"komponen-{third.pk}"})
    assert answered["Location"].endswith(f"#komponen-{third.pk}")
    assert [name for _, name, *_ in outline(draft)] == ["Komponen 1", "Ekonomi", "Komponen 2"]
    browser.post(order, {"turun": f"komponen-{third.pk}"})
    browser.post(order, {"turun": f"komponen-{third.pk}"})  # the last one stays
    assert [name for _, name, *_ in outline(draft)] == ["Komponen 1", "Komponen 2", "Ekonomi"]

    browser.post(reverse("instruments:component", args=[draft.pk, first.pk]), {"hapus": "1"})
    assert [(number, name) for number, name, *_ in outline(draft)] == [
        (1, "Komponen 2"),
        (2, "Ekonomi"),
    ]
    for gone in (f"komponen-{first.pk}", "", "apa", "pertanyaan-x"):
        page = browser.post(order, {"naik": gone}, follow=True)
        assert "baru saja dihapus dari rancangan" in page.text, gone


def test_a_question_moves_within_its_component_and_into_the_next(draft, national):
    a, b, c = Question.objects.of(draft)
    for text, one in zip("abc", (a, b, c), strict=True):
        Question.objects.filter(pk=one.pk).update(text=text, code="sama" if one != b else "lain")

    def moved(one, **step):
        move_part(Question.objects.get(pk=one.pk), by=national, **step)
        return [(orders, written) for _, _, orders, written in outline(draft)]

    assert moved(a, is_up=False) == [([1, 2], ["b", "a"]), ([1], ["c"])]
    assert moved(a, is_up=False) == [([1], ["b"]), ([1, 2], ["a", "c"])]  # its code was taken
    assert moved(c, is_up=False) == [([1], ["b"]), ([1, 2], ["a", "c"])]
    assert moved(a, is_up=True) == [([1, 2], ["b", "a"]), ([1], ["c"])]
    assert moved(b, is_up=True) == [([1, 2], ["b", "a"]), ([1], ["c"])]
    a.refresh_from_db()
    new_question(a.component).save()
    assert outline(draft)[0][2] == [1, 2, 3]


def test_what_regions_were_asked_changes_as_a_new_version_of_the_same_year(national, signed_in):
    instrument, browser = open_instrument_with(), signed_in(national)
    part = instrument.components.first()
    for step in ({"naik": f"komponen-{part.pk}"}, {"turun": f"komponen-{part.pk}"}):
        page = browser.post(reverse("instruments:reorder", args=[instrument.pk]), step, follow=True)
        assert "sudah dibuka, jadi isinya tidak dapat diubah" in page.text
    with pytest.raises(InstrumentError, match="sudah dibuka"):
        move_part(instrument.components.last(), is_up=True, by=national)

    copy = reverse("instruments:copy", args=[instrument.pk])
    page = browser.post(copy, {"ke": "versi"}, follow=True).text
    browser.post(copy, {"ke": "versi"})  # a double click makes one

    [made] = instrument.copies.all()
    assert (made.year, made.is_draft, made.code != instrument.code) == (2024, True, True)
    assert outline(made) == outline(instrument)
    assert "disalin sebagai rancangan" in page
    assert copy_instrument(instrument, by=national).year == 2025


def test_many_regions_are_shown_in_pages(national, signed_in, django_assert_max_num_queries):
    instrument, browser = open_instrument_with(), signed_in(national)
    regions = [RegionFactory() for _ in range(61)]
    Assessment.objects.bulk_create(
        AssessmentFactory.build(instrument=instrument, region=region, opened_by=national)
        for region in regions
    )

    with django_assert_max_num_queries(25):  # a region more costs none: zeal looks
        page = one_line(browser.get(instrument.get_absolute_url()).text)

    assert "Sebanyak 61 daerah diundang menjawab." in page
    assert "1–60 dari 61 daerah" in page
    last = browser.get(instrument.get_absolute_url(), {"halaman": 2})
    assert [one.region for one, _ in last.context["lines"]] == [regions[-1]]
