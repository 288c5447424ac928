"""A file is compared by its SHA-256 in a real browser; the file itself stays there."""

import hashlib

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cache_table")]


def test_a_file_is_compared_without_being_sent(page, live_server):
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.goto(live_server.url + reverse("verification:search"))
    data = b"%PDF-1.7 bukan dari sini"
    page.locator("input[type=file]").set_input_files(
        {"name": "x.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    page.get_by_role("button", name="Bandingkan tanpa mengirim berkas").click()

    page.get_by_role("heading", name="Sidik jari berkas ini tidak dikenal.").wait_for()
    assert page.url.endswith(f"?sha256={hashlib.sha256(data).hexdigest()}")
    assert {method for method, _ in sent} == {"GET"}
