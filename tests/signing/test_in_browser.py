"""A key that is made, used and forgotten in a real browser; a passkey that binds what was read."""

import base64
import json
from hashlib import sha256

import pytest
from django.conf import settings
from django.urls import reverse

from commitments.models import Signature
from signing.files import file_of
from signing.reading import WhatWasRead
from signing.reauthentication import challenge
from tests.accounts.conftest import with_passkeys
from tests.factories import PASSWORD

__all__ = ["with_passkeys"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("cache_table"),
]


def open_as(page, live_server, user, signed_in, address):
    """Open a page as somebody who is signed in; at `localhost`, for passkeys know no numbers."""
    site = live_server.url.replace("127.0.0.1", "localhost")
    cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}{address}")


def fill(page):
    page.get_by_label("Ketik nama", exact=True).check()
    page.get_by_label("Nama Anda").fill("Suryanto")
    page.get_by_label("Saya telah membaca").check()


def thanked(page):
    page.get_by_text("Terima kasih, tanda tangan Anda tercatat.").wait_for()
    return Signature.objects.get()


def test_the_key_is_made_in_the_browser_and_its_signature_is_good(
    page, live_server, commitment, places, signed_in, pdfsig
):
    here = f"/masterplan/{commitment.masterplan.slug}/komitmen/tanda-tangan/"
    open_as(page, live_server, places[0].user, signed_in, here)
    fill(page)
    page.get_by_label("Kata sandi Anda").fill(PASSWORD)
    page.get_by_role("button", name="Tanda tangani komitmen").click()
    signature = thanked(page)

    assert signature.evidence.key_place == "browser"
    assert "Signature is Valid." in pdfsig(file_of(commitment).pdf)


def test_a_browser_without_web_cryptography_signs_all_the_same(
    page, live_server, commitment, places, signed_in
):
    page.add_init_script("Object.defineProperty(window.crypto, 'subtle', {value: undefined})")
    here = f"/masterplan/{commitment.masterplan.slug}/komitmen/tanda-tangan/"
    open_as(page, live_server, places[0].user, signed_in, here)
    fill(page)
    page.get_by_label("Kata sandi Anda").fill(PASSWORD)
    page.get_by_role("button", name="Tanda tangani komitmen").click()

    assert thanked(page).evidence.key_place == "server"


def test_a_passkey_signs_and_its_answer_can_be_checked_again_by_anybody(
    live_server, with_passkeys, commitment, places, signed_in
):
    page, slug = with_passkeys, commitment.masterplan.slug
    open_as(page, live_server, places[0].user, signed_in, reverse("mfa_add_webauthn"))
    if not page.get_by_label("Nama kunci").count():  # she proves first who she is
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_label("Kata sandi").press("Enter")
        page.get_by_label("Nama kunci").wait_for()
    page.get_by_label("Nama kunci").fill("Ponsel")
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.wait_for_url(lambda address: not address.endswith(reverse("mfa_add_webauthn")))

    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/masterplan/{slug}/komitmen/tanda-tangan/")
    fill(page)
    page.get_by_role("button", name="Tanda tangani dengan kunci sandi").click()
    evidence = thanked(page).evidence

    assert (evidence.factors, evidence.key_place) == ("kunci sandi", "browser")
    kept = evidence.assertion
    told = json.loads(_bytes(kept["response"]["response"]["clientDataJSON"]))
    bound = challenge(places[0], WhatWasRead.parse(kept["read"]), kept["nonce"])
    assert _bytes(told["challenge"]) == bound
    assert commitment.shown_letter.sha256 in kept["read"]
    assert (
        sha256(b"localhost").digest()
        == _bytes(kept["response"]["response"]["authenticatorData"])[:32]
    )


def _bytes(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
