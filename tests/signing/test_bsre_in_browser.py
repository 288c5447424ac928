"""Signing by BSrE on a phone in a real browser: said meanwhile, sent once however often tapped."""

import pytest
from django.urls import reverse

from tests.bsre.loopback import PASSPHRASE
from tests.bsre.test_secrecy import IN_GROUPS
from tests.factories import PASSWORD
from tests.signing.bsre_making import commitment, loopback, mixed, running
from tests.signing.test_in_browser import fill, open_as, thanked

__all__ = ["commitment", "loopback", "mixed", "running"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cache_table")]


def test_she_signs_by_bsre_on_her_phone_and_a_second_tap_sends_nothing(
    page, live_server, commitment, places, signed_in, loopback
):
    loopback.fault = "slow"
    here = reverse("signing:sign_by_bsre", args=[commitment.masterplan.slug])
    open_as(page, live_server, places[0].user, signed_in, here)
    fill(page)
    page.get_by_label("Kata sandi Anda").fill(PASSWORD)
    page.get_by_label("NIK").fill(IN_GROUPS)
    page.get_by_label("Passphrase BSrE").fill(PASSPHRASE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.get_by_role("button", name="Tanda tangani komitmen").dblclick()
    page.get_by_text("Sedang dikirim ke layanan BSrE").wait_for()

    assert thanked(page).evidence.key_place == "bsre"
    assert len(loopback.signings) == 1
    assert wide <= 360
