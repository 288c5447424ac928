"""Pieces are set by processes with limits; one that costs too much costs only itself."""

import time

import pytest

from limits.child import Limits
from typesetting.facts import PdfPiece
from typesetting.presses import Failure, Order, Presses

pytestmark = pytest.mark.system

SLOW = f"<p>{'a b ' * 400_000}</p>"
LARGE = f"<table><tbody>{'<tr><td><p>a</p></td><td><p>b</p></td></tr>' * 9000}</tbody></table>"
KNOT = "<blockquote>" * 700 + "di dasar"


@pytest.fixture(scope="module")
def press():
    """One press, with little time and memory."""
    presses = Presses(1, Limits(memory=40 * 2**20, seconds=30))
    yield presses
    presses.end()


def test_what_costs_too_much_costs_only_itself(press):
    asked = []

    def images(name):
        asked.append(name)

    htmls = ["<h1>Satu</h1>", KNOT, LARGE, '<p><img src="image:peta" alt="Peta">Dua</p>']
    found = dict(press.set_all(map(Order, htmls), images=images))

    assert [found[1], found[2]] == [Failure.IMPOSSIBLE, Failure.TOO_LARGE]
    assert all(isinstance(found[at], PdfPiece) for at in (0, 3))
    assert asked == ["peta"]
    assert found[3].remarks == (
        "Gambar “Peta” tidak dicetak: gambarnya tidak ditemukan pada masterplan ini.",
    )


def test_what_takes_too_long_is_broken_off(press):
    until, beats = time.monotonic() + 3, []

    found = dict(press.set_all([Order(SLOW)], until=until, beat=lambda: beats.append(1)))

    assert found == {0: Failure.TOO_LONG}
    assert beats  # it was told that the work goes on


def test_nothing_is_begun_when_the_time_is_over_but_what_is_always_set(press):
    orders = [Order("<p>Terlambat</p>"), Order("<p>Selalu</p>", is_always_set=True)]

    found = dict(press.set_all(orders, until=time.monotonic()))

    assert found[0] == Failure.TOO_LONG
    assert isinstance(found[1], PdfPiece)


def test_who_goes_away_in_the_middle_leaves_nothing_running(press):
    work = press.set_all([Order("<p>Satu</p>"), Order(SLOW)])
    # the larger one is under way; nobody waits for it any more
    work.close()

    assert isinstance(dict(press.set_all([Order("<p>Dua</p>")]))[0], PdfPiece)
