"""What was typeset once is taken where it is kept, and goes when nobody needs it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pieces import keeping
from pieces.keeping import set_kept, sweep_pieces
from pieces.keys import key_of
from pieces.models import Piece
from tests.factories import MasterplanFactory, RegionFactory
from typesetting.facts import Bookmark, PdfPiece
from typesetting.presses import Failure, Order

pytestmark = pytest.mark.django_db


class Setting:
    """Sets anything at once, and remembers what."""

    def __init__(self, **of_html):
        self.of_html, self.orders = of_html, []

    def __call__(self, orders):
        orders = list(orders)
        self.orders += [order.html for order in orders]
        for at, order in reversed(list(enumerate(orders))):
            yield at, self.of_html.get(order.html) or piece(order.html)


def piece(words, **changes):
    facts = {
        "pages": ((595.3, 841.9),),
        "anchors": {words: (0, 70.9, 700.5)},
        "bookmarks": (Bookmark(words, 0, 700.5, 2),),
    }
    return PdfPiece(pdf=f"%PDF {words}".encode(), **{**facts, **changes})


def orders(*words):
    return [Order(html) for html in words]


def test_only_what_is_not_kept_is_set_and_comes_back_as_it_was(masterplan):
    setting = Setting()
    set_all = set_kept(masterplan, setter=setting)
    first = dict(set_all(orders("a", "b")))

    again = dict(set_all(orders("b", "c", "a")))

    assert setting.orders == ["a", "b", "c"]
    assert again == {0: first[1], 1: piece("c"), 2: first[0]}


def test_pieces_of_another_masterplan_are_not_taken(masterplan):
    other = MasterplanFactory(region=RegionFactory(code="33.77"), outline=masterplan.outline)
    setting = Setting()
    dict(set_kept(masterplan, setter=setting)(orders("a")))

    dict(set_kept(other, setter=setting)(orders("a")))

    assert setting.orders == ["a", "a"]


def test_what_failed_is_tried_again_and_what_lacks_a_picture_soon(masterplan):
    lacking = piece("b", remarks=("Gambar tidak dicetak.",))
    setting = Setting(a=Failure.TOO_LONG, b=lacking)
    set_all = set_kept(masterplan, setter=setting)
    assert dict(set_all(orders("a", "b"))) == {0: Failure.TOO_LONG, 1: lacking}

    dict(set_all(orders("a", "b")))
    assert setting.orders == ["a", "b", "a"]
    Piece.objects.update(made_at=timezone.now() - keeping.WITH_REMARKS)
    dict(set_all(orders("b")))

    assert setting.orders[-1] == "b"
    assert Piece.objects.count() == 1


def test_the_key_is_of_the_words_the_kind_and_the_pictures():
    picture = Order('<img src="image:emblem">')

    def with_content(content):
        return key_of(picture, lambda name: (content, "image/png"))

    assert key_of(Order("a"), None) == key_of(Order("a"), None) != key_of(Order("b"), None)
    assert key_of(Order("a"), None) != key_of(Order("a", archive=True), None)
    assert with_content(b"1") == with_content(b"1") != with_content(b"2")


def test_what_nobody_needs_goes(masterplan, monkeypatch):
    set_all = set_kept(masterplan, setter=Setting())
    dict(set_all(orders("old", "older", "new")))
    assert sweep_pieces() == 0
    _used("older", keeping.UNUSED + timedelta(minutes=1))
    assert sweep_pieces() == 1

    _used("old", timedelta(days=1))
    monkeypatch.setattr(keeping, "OF_A_REGION", len("%PDF new") + 1)
    assert sweep_pieces() == 1
    assert [bytes(row.pdf) for row in Piece.objects.all()] == [b"%PDF new"]


def test_a_piece_that_is_used_stays(masterplan):
    set_all = set_kept(masterplan, setter=Setting())
    dict(set_all(orders("a")))
    _used("a", keeping.UNUSED + timedelta(minutes=1))

    dict(set_all(orders("a")))

    assert sweep_pieces() == 0


def _used(words, ago):
    key = key_of(Order(words), None)
    assert Piece.objects.filter(key=key).update(used_at=timezone.now() - ago) == 1
