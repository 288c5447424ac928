"""Many sign one file at once: one after the other, nobody twice, nobody left behind."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from commitments import preparing
from commitments.models import Signature
from commitments.proposing import SignatoryPlace
from commitments.tasks import show_letter
from signing import queueing
from signing.acts import finish, prepare_again
from signing.files import file_of, head_of
from signing.keeping import HeadMovedError
from signing.models import FileRevision, PreparedSignature
from signing.queueing import Waiting, borrow
from tests.commitments.conftest import WORDS
from tests.commitments.making import commitment_for, opened
from tests.commitments.test_signing import at_once
from tests.factories import OfficialFactory, UserFactory
from tests.identities.making import prove
from tests.signing.conftest import BrowserKey, ready

pytestmark = pytest.mark.system
SIX = ["Ratna", "Agus Salim", "Tri Handayani", "Nur Cahyo", "Yuliana Sari", "Sigit Purnomo"]


# --- who has the file -----------------------------------------------------------------------------


@pytest.fixture
def three(frozen, people):
    """Three who wait for one file in this order; no file is read for that."""
    places = opened(
        commitment_for(frozen, people["signatory"], *UserFactory.create_batch(2))
    ).signatories.all()
    now = timezone.now()
    return [
        PreparedSignature.objects.create(
            signatory=place,
            user=place.user,
            certificate=b"",
            proof={},
            ink={},
            queued_at=now + timedelta(seconds=number),
            due_at=now,
            expires_at=now + timedelta(minutes=5),
        )
        for number, place in enumerate(places)
    ]


def set_to(place, **changes):
    seconds = {name: timezone.now() + timedelta(seconds=to) for name, to in changes.items()}
    PreparedSignature.objects.filter(pk=place.pk).update(**seconds)


@pytest.mark.parametrize(
    ("first", "second", "third_gets_it"),
    [
        ({}, {}, False),  # both are awake and earlier
        ({"lent_until": 5, "due_at": 5}, {"due_at": -10}, False),  # the first has the file
        ({"due_at": -10}, {"due_at": -10}, True),  # telephones that went to sleep
        ({"due_at": 4}, {"due_at": 4}, True),  # they ask again, but not soon
        ({"due_at": -10}, {"due_at": 0.5}, False),  # one of them asks in a moment
        ({"lent_until": -1, "due_at": -10}, {"due_at": -10}, True),  # her time is over
        ({"expires_at": -1, "lent_until": 5}, {"expires_at": -1}, True),  # forgotten
    ],
)
def test_the_file_is_lent_to_who_is_first_of_those_who_are_awake(
    first, second, third_gets_it, three
):
    set_to(three[0], **first)
    set_to(three[1], **second)

    assert (borrow(three[2]) is None) is third_gets_it


def test_who_waits_hears_how_many_are_before_her_and_asks_the_sooner_the_nearer(three):
    assert borrow(three[0]) is None
    assert borrow(three[1]) == Waiting(1, queueing.SHORTEST)
    assert borrow(three[2]).ahead == 2
    assert borrow(three[0]) is None  # it is hers still
    PreparedSignature.objects.filter(pk=three[0].pk).delete()  # she has signed
    assert borrow(three[2]) == Waiting(1, queueing.SHORTEST)
    assert borrow(three[1]) is None


# --- six telephones -------------------------------------------------------------------------------


@pytest.fixture
def six(frozen, region, lead, authority):
    """Heads of agencies who sign side by side."""
    officials = []
    for name in SIX:
        official = OfficialFactory(region=region, name=name, user=UserFactory(name=name))
        prove(official)
        officials.append(SignatoryPlace(official, 1))
    edition = frozen.editions.get()
    commitment = preparing.prepare(edition, **WORDS, officials=officials, by=lead)
    preparing.open_for_signing(commitment, by=lead)
    show_letter.call(commitment.pk)
    return list(commitment.signatories.select_related("user"))


def signs(place):
    """What her browser does until it is told that she has signed; how often it was for nothing."""
    key, wasted, end = BrowserKey(), 0, time.monotonic() + 240
    waiting = ready(place, key)
    while time.monotonic() < end:
        if waiting.wait:
            time.sleep(waiting.wait.seconds)
        else:
            try:
                finish(waiting, by=place.user, signature=key.sign(waiting.attributes))
            except HeadMovedError:
                wasted += 1
            else:
                return wasted
        waiting = prepare_again(waiting, by=place.user)
    raise TimeoutError


@pytest.mark.django_db(transaction=True)
def test_six_telephones_at_once_sign_one_file_and_nobody_is_lost_or_signs_twice(six):
    outcomes = at_once(*[lambda place=place: signs(place) for place in six])
    connection.close()
    commitment = six[0].commitment

    assert all(isinstance(one, int) for one in outcomes), outcomes
    assert sum(outcomes) <= 1  # the file is lent, so hardly anything is prepared in vain
    assert set(Signature.objects.values_list("signatory", flat=True)) == {one.pk for one in six}
    numbers = list(FileRevision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert file_of(commitment).sha256 == head_of(commitment)
    assert not PreparedSignature.objects.exists()
