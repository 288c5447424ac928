"""Sent once, looked at before it is taken; what is not known is said, and released by a person."""

import pytest

from bsre import errors, provider
from bsre.appearances import Appearance
from bsre.models import AttemptState, BsreAttempt
from bsre.servers import read_server
from tests.bsre.loopback import BUPATI, PASSPHRASE
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PLACE = "signatory:12"


def good(_before, _after):
    return ""


def sign(pdf, server, *, check=good, passphrase=PASSPHRASE):
    return provider.sign_by_bsre(
        pdf, reference=PLACE, nik=BUPATI, passphrase=passphrase, server=server, check=check,
        appearance=Appearance(),
    )  # fmt: skip


def states():
    return [attempt.state for attempt in BsreAttempt.objects.order_by("pk")]


def test_what_was_signed_passes_the_check_and_is_written_down(letter, server):
    seen = []
    signed = sign(letter, server, check=lambda before, after: seen.append((before, after)) or "")
    assert seen == [(letter, signed)]
    assert states() == [AttemptState.SIGNED]
    assert provider.open_attempt(PLACE) is None


def test_what_does_not_pass_is_thrown_away_and_may_be_tried_again(letter, server, loopback):
    with pytest.raises(errors.AnswerError, match="tidak lolos pemeriksaan, jadi tidak dipakai"):
        sign(letter, server, check=lambda *_: "X.")
    sign(letter, server)
    assert states() == [AttemptState.UNUSABLE, AttemptState.SIGNED]
    assert len(loopback.signings) == 2


def test_a_refusal_may_be_tried_again(letter, server):
    with pytest.raises(errors.WrongPassphraseError):
        sign(letter, server, passphrase="salah")
    sign(letter, server)
    assert states() == [AttemptState.REFUSED, AttemptState.SIGNED]


def test_what_is_uncertain_is_not_sent_again_until_a_person_has_released_it(
    letter, server, loopback
):
    loopback.fault = "drop"
    for _ in range(2):
        with pytest.raises(errors.UncertainError, match="Tidak pasti"):
            sign(letter, server)
    assert len(loopback.signings) == 1
    with pytest.raises(errors.UncertainError):  # it has told no number
        provider.fetch_uncertain(letter, reference=PLACE, server=server, check=good)
    officer, loopback.fault = UserFactory(), ""
    provider.release(PLACE, by=officer)
    sign(letter, server)
    assert states() == [AttemptState.RELEASED, AttemptState.SIGNED]
    assert BsreAttempt.objects.last().released_by == officer


def test_a_process_that_died_after_sending_leaves_it_uncertain(letter, server, loopback):
    provider._begin(PLACE, letter, server)  # what such a process had written
    with pytest.raises(errors.UncertainError):
        sign(letter, server)
    assert not loopback.asked


def test_an_answer_that_was_cut_short_is_fetched_and_checked(letter, loopback):
    loopback.fault = "cut"
    server = read_server(loopback.address(version=1))
    with pytest.raises(errors.UncertainError):
        sign(letter, server)
    fetched = provider.fetch_uncertain(letter, reference=PLACE, server=server, check=good)
    assert fetched.startswith(letter)
    assert states() == [AttemptState.SIGNED]
