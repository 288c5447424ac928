"""One book full of hostile text holds nobody up."""

import time

import pytest
from django_tasks_db.models import DBTaskResult

from exports import typesetting
from exports.book_content import BookText
from exports.printing import request_book
from exports.typesetting import typeset
from indonesian.texts import BREAK
from seals.time_limits import TimeLimits, TooLongError
from tests.exports.sample_book import chapter_of, small_book
from tests.factories import MasterplanFactory, OutlineBookFactory, RegionFactory


def test_what_takes_too_long_is_broken_off():
    began = time.monotonic()
    with pytest.raises(TooLongError), TimeLimits().at_most(0.3):
        time.sleep(20)
    assert time.monotonic() - began < 2

    gone = TimeLimits(0)
    with pytest.raises(TooLongError), gone.at_most(5):
        raise AssertionError
    with pytest.raises(TooLongError):
        gone.check()


def test_a_word_of_ten_thousand_letters_is_broken_before_typesetting():
    endless = BookText(f"<p>Awal {'a' * 10_000} akhir</p>", ())
    began = time.monotonic()

    book = typeset(small_book(chapter_of(endless)))

    assert time.monotonic() - began < 20
    assert book.pages < 20
    assert book.remarks == ()


def test_short_words_and_addresses_stay_as_they_are():
    words = f'<a href="https://contoh.example/{"x" * 300}">Perangkat Daerah &amp; Kecamatan</a>'

    assert typesetting._page(small_book(), words).count(BREAK) == 0


def test_the_first_book_of_a_region_goes_before_the_second_of_another(masterplan, lead, db):
    for number in (1, 2, 3):
        OutlineBookFactory(outline=masterplan.outline, number=number)
    other = MasterplanFactory(region=RegionFactory(code="33.77"), outline=masterplan.outline)
    for number in (1, 2, 3):
        request_book(masterplan, number, by=lead)
    mine = request_book(other, 1, by=lead)

    order = [task.args_kwargs["args"][0] for task in DBTaskResult.objects.ready()]
    assert order.index(mine.pk) == 1
