"""One book full of hostile text holds nobody up, and costs the worker nothing."""

import resource
import time

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from exports import book_pieces
from exports.book_content import BookText
from exports.book_typesetting import typeset
from exports.models import PrintState
from exports.printing import request_book
from indonesian.texts import BREAK
from limits.child import Limits, TooLongError
from limits.times import TimeLimits
from masterplans.creation import create_masterplan
from pieces import workshop
from tests.exports.sample_book import chapter_of, small_book
from tests.factories import MasterplanFactory, OutlineBookFactory, RegionFactory
from typesetting.presses import Presses

pytestmark = pytest.mark.system  # processes with limits of their own read what is sent


def test_what_takes_too_long_is_broken_off():
    began = time.monotonic()
    with pytest.raises(TooLongError), TimeLimits(60).at_most(0.3):
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

    assert book_pieces.print_page(small_book(), words).count(BREAK) == 0


def test_the_first_book_of_a_region_goes_before_the_second_of_another(masterplan, lead, db):
    for number in (1, 2, 3):
        OutlineBookFactory(outline=masterplan.outline, number=number)
    other = MasterplanFactory(region=RegionFactory(code="33.77"), outline=masterplan.outline)
    for number in (1, 2, 3):
        request_book(masterplan, number, by=lead)
    mine = request_book(other, 1, by=lead)

    order = [task.args_kwargs["args"][0] for task in DBTaskResult.objects.ready()]
    assert order.index(mine.pk) == 1


@pytest.fixture
def small_presses(monkeypatch):
    """Presses with little memory, and nobody else's."""
    presses = Presses(1, Limits(memory=60 * 2**20, seconds=30))
    monkeypatch.setattr(workshop, "presses", lambda: presses)
    yield presses
    presses.end()


HOSTILE = [
    f"<p>{'a' * 200_000}</p>",
    "<ul><li>x" * 300 + "</li></ul>" * 300,
    "<blockquote>" * 400 + "<p>x</p>" + "</blockquote>" * 400,
    f"<table><tbody>{('<tr>' + '<td><p>a</p></td>' * 60 + '</tr>') * 200}</tbody></table>",
    f"<table><tbody>{'<tr><td><p>1</p></td><td><p>b</p></td></tr>' * 9000}</tbody></table>",
    f"<p>{'<strong>a</strong> <em>b</em> ' * 12_000}</p>",
]


def work_off(at_most=None):
    call_command(
        "db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, max_tasks=at_most
    )


def fill(plan):
    """All that can be typed, each of it in two sections of the first book."""
    for number, section in enumerate(plan.sections.order_by("pk")[: 2 * len(HOSTILE)]):
        plan.sections.filter(pk=section.pk).update(body=HOSTILE[number % len(HOSTILE)])


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.django_db(transaction=True)
def test_a_hostile_book_is_there_with_remarks_and_the_next_region_has_its_turn(
    plan, lead, settings
):
    settings.BOOK_SECONDS = 5
    fill(plan)
    other = create_masterplan(
        RegionFactory(code="33.77"), title="Lain", first_year=2024, last_year=2033, by=lead
    )
    hostile = [request_book(plan, number, by=lead) for number in (1, 2)]
    waiting = request_book(other, 3, by=lead)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    work_off(at_most=2)

    for job in (*hostile, waiting):
        job.refresh_from_db()
    assert hostile[0].state == PrintState.DONE
    assert any("karena terlalu lama disusun" in remark for remark in hostile[0].remarks)
    assert waiting.state == PrintState.DONE
    assert hostile[1].state == PrintState.QUEUED  # its turn is after that of the other region
    assert (waiting.finished_at - waiting.requested_at).total_seconds() < 15 + 40
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own < 100_000  # kB


@pytest.mark.system
@pytest.mark.django_db(transaction=True)
def test_a_piece_that_needs_too_much_memory_is_replaced_by_a_sentence(
    plan, lead, settings, opened, small_presses
):
    plan.sections.filter(pk=plan.sections.order_by("pk")[0].pk).update(body=HOSTILE[3])
    job = request_book(plan, 1, by=lead)

    work_off()

    job.refresh_from_db()
    assert job.state == PrintState.DONE
    assert ["karena terlalu besar untuk disusun" in remark for remark in job.remarks] == [True]
    assert "Isi ini tidak dapat dicetak karena terlalu besar" in opened(job.pdf).text
